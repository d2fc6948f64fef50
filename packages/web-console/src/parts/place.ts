// Divisions by name. The provinces do not change; counties that this platform serves it knows by name; what is neither stays a code.
import { api, reading, useLanguage } from '@zhijian/web-kit'
import { useQuery } from '@tanstack/react-query'

/** GB/T 2260. */
const PROVINCES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  11: ['北京', 'Beijing'], 12: ['天津', 'Tianjin'], 13: ['河北', 'Hebei'], 14: ['山西', 'Shanxi'], 15: ['内蒙古', 'Inner Mongolia'], 21: ['辽宁', 'Liaoning'], 22: ['吉林', 'Jilin'], 23: ['黑龙江', 'Heilongjiang'],
  31: ['上海', 'Shanghai'], 32: ['江苏', 'Jiangsu'], 33: ['浙江', 'Zhejiang'], 34: ['安徽', 'Anhui'], 35: ['福建', 'Fujian'], 36: ['江西', 'Jiangxi'], 37: ['山东', 'Shandong'],
  41: ['河南', 'Henan'], 42: ['湖北', 'Hubei'], 43: ['湖南', 'Hunan'], 44: ['广东', 'Guangdong'], 45: ['广西', 'Guangxi'], 46: ['海南', 'Hainan'],
  50: ['重庆', 'Chongqing'], 51: ['四川', 'Sichuan'], 52: ['贵州', 'Guizhou'], 53: ['云南', 'Yunnan'], 54: ['西藏', 'Tibet'],
  61: ['陕西', 'Shaanxi'], 62: ['甘肃', 'Gansu'], 63: ['青海', 'Qinghai'], 64: ['宁夏', 'Ningxia'], 65: ['新疆', 'Xinjiang'], 71: ['台湾', 'Taiwan'], 81: ['香港', 'Hong Kong'], 82: ['澳门', 'Macao'],
}

/** @returns a code in words, as far as there are some: `卓资县`, `山西`, `内蒙古 1507`, `卓资县 150921100` */
export const usePlaces = (): ((code: string) => string) => {
  const [language] = useLanguage()
  const { data } = useQuery({ queryKey: ['counties'], staleTime: 3_600_000, queryFn: () => reading(api.GET('/api/v1/counties')) })
  return (code) => {
    const county = data?.items.find(({ county: each }) => each === code.slice(0, 6))?.name
    if (county !== undefined) return code.length === 6 ? county : `${county} ${code}`
    const province = PROVINCES[code.slice(0, 2)]?.[language === 'en' ? 1 : 0]
    return province === undefined ? code : code.length === 2 ? province : `${province} ${code}`
  }
}
