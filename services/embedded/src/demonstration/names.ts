// Names for invented people and firms: surname and two characters out of landscape and weather, which real parents seldom
// put together. Whoever bears one all the same is not meant.
import type { Draws } from './random.ts'

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦']
const FIRST = [...'溪岚岭汀泉松桐槿荞苇棠柏榆岫砚霁霖雪霜晴曦朔望笛弦舟帆桥驿渡原野陌峦屿澄澈湛沅澜']
const SECOND = [...'川峰石岸洲沙田禾麦穗竹兰芷荷枫杉桦荻苗舒宁安平和远遥遐征程途行路歌吟书简墨笺言语声音光辰']
const MONGOLIAN_FIRST = ['乌日', '苏日', '阿木尔', '阿古拉', '巴音', '那日', '哈斯', '通拉', '额尔', '萨日', '图力', '达来', '牧仁', '朝鲁', '布日', '孟克', '赛音', '宝力', '斯日', '阿拉坦']
const MONGOLIAN_SECOND = ['图雅', '其木格', '高娃', '巴图', '毕力格', '吉雅', '塔娜', '乌拉', '陶格', '苏荣', '格日乐', '朝克图', '白乙拉', '娜仁', '木仁', '那顺']
const BRANDS_FIRST = [...'晴澄岚霁汀砚朔荞苇榆溪湛峦陌笺']
const BRANDS_SECOND = [...'原衡石川桥岸舟简言辰序正直行明']

export const inventedName = (draws: Draws, mongolian: boolean): string =>
  mongolian ? draws.pick(MONGOLIAN_FIRST) + draws.pick(MONGOLIAN_SECOND) : draws.pick(SURNAMES) + draws.pick(FIRST) + draws.pick(SECOND)

/** `内蒙古晴衡律师事务所`; @param place without 省, 市 or 自治区 */
export const inventedFirm = (draws: Draws, place: string): string => `${place}${draws.pick(BRANDS_FIRST)}${draws.pick(BRANDS_SECOND)}律师事务所`
