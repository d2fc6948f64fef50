// Names of companies and other places of work. The kind of business (保险公司, 一家饭店) is not a name and stays.
// I1 Linear: a name is looked for backwards from its last word, over at most NAME_MAX units.
import type { Span } from './span.ts'
import type { Words } from './words.ts'

const NAME_MAX = 24
/** After these there was a name. */
const LEGAL = '有限责任公司|股份有限公司|有限公司|集团公司|集团|专业合作社|合作社|律师事务所|会计师事务所|事务所'
const USUAL =
  '分公司|总公司|公司|经营部|加工厂|砖厂|水泥厂|电厂|矿业|煤矿|铁矿|工厂|厂|超市|大酒店|酒店|宾馆|饭店|餐厅|饭馆|面馆|火锅店|药店|专卖店|4s店|理发店|店|商行|门市部|门市|工作室|幼儿园|小学|中学|' +
  '学校|大学|学院|卫生院|医院|诊所|门诊部|信用社|支行|项目部|养殖场|牧场|农场|林场|驾校|养老院|敬老院|网吧|ktv|俱乐部'
const SUFFIX = new RegExp(`${LEGAL}|${USUAL}`, 'g')
const IS_LEGAL = new RegExp(`^(?:${LEGAL})$`)

/** Never part of a name: what stands before it in a sentence. */
const STOP = new Set([
  ...
    '我你他她它们的了是在和与跟给把被让说有去来到从向对为于就也都还不没要会能及或但因而着过叫做将由当等这那个此其住问请找按至' +
    '往里家处所于开办进出干签告同帮替借欠管该本某另每各两几一二三四五六七八九十后前时月日年号',
  '我们', '你们', '他们', '咱们', '自己', '公司', '老板', '现在', '原来', '以前', '之前', '曾经', '就是', '上班', '打工', '工作', '入职', '应聘', '就职', '任职',
  '就业', '实习', '受雇', '受雇于', '进入', '加入', '加盟', '开设', '开了', '注册', '成立',
  '起诉', '投诉', '举报', '委托', '要求', '通过', '找到', '认为', '因为', '如果', '但是', '可是', '而且', '并且', '以及', '或者', '还是', '这家', '那家', '一家',
  '两家', '某家', '哪家', '这个', '那个', '一个', '所在', '所属', '属于', '位于', '关于', '对于', '由于',
  '拖欠', '欠薪', '收购', '承包', '转让', '经营', '购买', '买了', '租了', '开的', '办的', '名下', '下属', '旗下', '派到', '派遣', '送到', '调到', '去了', '到了',
  '来到', '离开', '离职', '辞职', '作为', '担任', '法人', '股东', '员工', '职工', '合伙', '朋友', '老公', '丈夫',
  '妻子', '父亲', '母亲', '儿子', '女儿', '今年', '去年', '前年', '当时', '后来', '最近', '然后', '结果', '请问', '你好', '您好', '律师', '其他', '任何', '所有',
  '全部', '什么', '哪个', '怎么', '是否', '可以', '应该', '需要', '想要', '准备', '打算', '非法', '违法', '正规', '定损', '注销', '收回', '车主', '对方', '另外',
  '随口', '提前', '维持', '救护车', '业主', '大肉', '还有', '缴纳', '包括', '法院', '违反', '严重', '所以', '这样', '经派', '提供', '清算', '催款', '负责',
  '别人', '人家', '别的', '评工', '知道', '听说', '发现', '看到', '根据', '按照', '目前', '当天', '昨天', '今天', '明天', '上午', '下午', '晚上', '早上', '期满',
  '工伤', '事故', '维修', '推荐', '介绍', '出资', '拒绝', '拒交', '商量', '协商', '签订', '签署', '签了', '解除', '终止', '多次', '催促', '本人', '安置', '停交',
  '不给', '不让', '没有', '没给', '告知', '通知', '闭店', '商场', '手机', '带带', '回到', '入驻', '装修', '个人', '单方', '听取', '路过', '一直', '通知书',
  '垫付', '县级', '市级', '省级', '多',
])
/** Words of trades and places in general: a name needs more than these. */
const GENERIC = new RegExp('^(?:' + [
    '保险|物业|建筑|建设|劳务|装修|装饰|装潢|房地产|地产|房产|房屋|开发|中介|贷款|借贷|网贷|小贷|小额|金融|投资|理财|担保|典当|汽车|租赁|租车|二手车|快递|物流|运输|货运|客运|公交|公共|出租|' +
    '出租车|旅游|旅行|搬家|家政|保洁|保安|安保|网络|科技|信息|电子|电力|供电|电信|通信|移动|联通|燃气|自来水|供热|供暖|热力|石油|化工|食品|餐饮|服装|服饰|鞋|家具|家私|家居|机械|模具|五金|塑料|' +
    '塑胶|电器|家电|建材|水泥|砖|木材|石材|煤炭|药业|医药|制药|医疗|美容|美发|整形|健身|培训|教育|传媒|广告|文化|影视|演艺|游戏|直播|电商|外贸|贸易|进出口|代理|代办|咨询|人力|人力资源|资源|人才|' +
    '招聘|派遣|猎头|律师|会计|评估|鉴定|拍卖|种植|养殖|农业|畜牧|工程|施工|路桥|市政|园林|绿化|环保|矿|设计|监理|软件|互联网|平台|技术|生物|能源|新能源|酒|茶|烟酒|水果|蔬菜|婚庆|婚介|婚姻|相亲|' +
    '摄影|照相|印刷|包装|纸|造纸|玻璃|陶瓷|瓷砖|箱包|玩具|手机|电脑|眼镜|珠宝|首饰|金|洗车|修车|修理|维修|汽修|加油|加气|充电|理发|按摩|足疗|足浴|洗浴|桑拿|火锅|烧烤|奶茶|小吃|早餐|快餐|便利|' +
    '杂货|百货|母婴|宠物|药|水产|海鲜|肉|粮油|饲料|肥料|农资|种子|服务|管理|商贸|商务|实业|企业|产业|控股|信托|基金|证券|期货|银行|信用|消费|支付|第三方|上市|外资|合资|国有|国营|民营|私营|私人|' +
    '个体|私立|公立|集体|股份|有限|责任|大型|中型|小型|大|小|新|老|旧|总|分|子|母|上级|下级|原|现|前|后|新单位|老东家|本地|当地|外地|市内|县里|村里|镇上|城里|农村|乡镇|中心|人民|中医|妇幼|' +
    '妇产|儿童|儿科|口腔|牙科|精神|精神病|专科|三甲|公办|民办|寄宿|职业|技术|技工|体育|艺术|舞蹈|音乐|实验|重点|全日制|成人|函授|高等|初级|中等|附属|门诊|骨科|眼科|急救|红十字|连锁|加盟|旗舰|' +
    '专营|专业|品牌|正规|实体|网|网上|淘宝|天猫|京东|拼多多|线上|线下|黑|皮包|空壳|骗子|传销|违规|某某|某|x+|xx|星级|主题|快捷|连锁|温泉|度假|城市|农家|饭|酒|面|电|水|钢|铁|煤|木|石|纸|' +
    '鞋|药|农|林|牧|渔|制|化|军|校|驾|4s|s|关|商|分|开|出|到|来|进|回|在|上|下|全|同|多|两元|书|鲜花|花|肯德基|麦当劳|合作|连锁店|托管|早教|双语|私募|代购|清算|催收|讨债|小区|前期|' +
    '后勤|生产|加工|制造|代工|组装|电子厂|服装厂|上市公司|发展|国际|置业|置地|置换|安装|制品|设备|器材|材料|用品|日用|工艺|彩印|机电|仪器|塑业|商业|农牧|电器|配件|汽配|冷库|屠宰|肉联|面粉|奶|' +
    '乳业|奶制品|饮料|水厂|印染|纺织|针织|毛纺|皮革|家纺|羽绒|焦化|冶炼|铸造|锻造|电镀|钢铁|有色|稀土|光伏|风电|发电|热电|石化|炼油|橡胶|轮胎|油漆|涂料|肥|农药|兽药|饲|泡沫|机械|机器|搅拌|砂石|' +
    '石料|采石|碎石|沙场|预制|混凝土|沥青|火葬|殡葬|殡仪|垃圾|废品|回收|拆车|物资|供销|粮食|盐业|烟草|邮政|铁路|航空|机场|港口|船|高速|公路|交通|水利|地质|测绘|勘察|检测|检验|认证|专利|商标|' +
    '知识产权|财务|税务|记账|注册|外包|客服|呼叫|电销|销售|推销|直销|保健|保健品|养生|康复|体检|心理|戒毒|戒网|夏令|辅导|补课|考研|公考|留学|移民|签证|出国|月嫂|保姆|陪护|护理|陪练|租|售|买|卖|' +
    '售楼|楼盘|外卖|跑腿|网约|滴滴|代驾|停车|货|车',
].join('|') + ')*$')

/** What shopkeepers hope for: a word of nothing but these is a name even where the dictionary knows it. */
const HOPEFUL = new RegExp(
  '^[福禄寿喜财兴隆盛昌达鑫源宏泰德顺通祥和美佳康安富华金银龙凤鹏翔百千永恒久长远同仁义信诚心乐春星光辉明阳利来旺丰瑞嘉吉庆' +
  '润泽海川江河湖山峰林森茂绿青红蓝蒙草原塞北汇聚众联友邦雅居君豪贵宝诺亿佰仟]{2,6}$',
)
const NOT_HOPEFUL = /^(合同|和美|同心协力|海北|江北|河北|山河)$/
const REGION = new RegExp(
  '^[\\u3400-\\u9fff]{2,9}[省市县旗区盟](?=.{2})|^(北京|上海|天津|重庆|内蒙古|山东|山西|河北|河南|江苏|浙江|安徽|福建|江西|湖北|湖南|' +
  '广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|辽宁|吉林|黑龙江|深圳|广州|杭州|南京|武汉|成都|济南|青岛|大连|沈阳|西安|郑州|长沙|苏州|厦门|呼和浩特|包头|乌兰察布|集宁|卓资|淄博|大同)',
)
const ADJOINING = /^[\u3400-\u9fff]{1,6}$/

/** @param text folded, placeholders blanked out */
export const employerSpans = (text: string, words: Words): readonly Span[] => {
  const spans: Span[] = []
  let from = 0
  for (const hit of text.matchAll(SUFFIX)) {
    const suffixAt = hit.index
    const end = suffixAt + hit[0].length
    const last = spans.at(-1)
    const between = last ? text.slice(last.end, suffixAt) : ''
    // …矿业|有限公司, …物业|服务|有限公司: one name with two endings.
    if (last && suffixAt - last.end <= 6 && (between === '' || (ADJOINING.test(between) && GENERIC.test(between)))) {
      spans[spans.length - 1] = { ...last, end }
      from = end
      continue
    }
    if (!words.begins[end] && hit[0].length === 1) continue
    const pieces: string[] = []
    let start = suffixAt
    while (start > from && suffixAt - start < NAME_MAX) {
      const word = Math.max(words.startOf(start - 1), from)
      const piece = text.slice(word, start)
      // The dictionary joins 我 and 在: a word of nothing but stops stops too.
      if (STOP.has(piece) || [...piece].every((unit) => STOP.has(unit)) || !/^[\u3400-\u9fffa-z0-9()（）·&-]+$/.test(piece)) break
      pieces.unshift(piece)
      start = word
    }
    while (pieces.length > 0 && /^[()（）·&-]+$/.test(pieces[0]!)) start += pieces.shift()!.length
    // Trades at the end say what it does, not who it is.
    let brand = pieces.length
    while (brand > 0 && GENERIC.test(pieces[brand - 1]!.replace(/[()（）]/g, ''))) brand -= 1
    const own = pieces.slice(0, brand)
    if (!tells(own, IS_LEGAL.test(hit[0]))) continue
    spans.push({ kind: 'employer', start, end })
    from = end
  }
  return spans
}

/** Whether these words name one business among others. */
const tells = (own: readonly string[], legal: boolean): boolean => {
  const letters = own.join('').replace(/[()（）·&-]/g, '')
  if (letters.length < 2 || /^[x某0-9]+$/.test(letters)) return false
  if (GENERIC.test(letters)) return false
  const region = REGION.exec(letters)?.[0] ?? ''
  const singles = own.filter((piece) => piece.length === 1 && /[\u3400-\u9fff]/.test(piece)).length
  if (/[a-wyz]{2,}/.test(letters)) return true
  if (own.some((piece) => HOPEFUL.test(piece) && !NOT_HOPEFUL.test(piece))) return true
  if (own.length > MOST_PIECES && region === '') return false
  return legal || region !== '' || (own.length <= FEW_PIECES && (singles >= 2 || (singles === 1 && own.length === 2)))
}
const MOST_PIECES = 6
const FEW_PIECES = 4
