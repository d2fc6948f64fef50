// Addresses below the county: town, village, road, compound, house. Province, city and county stay: the question's place
// is known anyway, and an answer needs it.
// I1 Linear: names are looked for backwards from their last character, over at most NAME_MAX units.
import type { Span } from './span.ts'
import type { Words } from './words.ts'

const NAME_MAX = 8
const IDEOGRAPH = /[\u3400-\u9fff]/

/** Where a place's name ends. Order matters: the first that fits is taken. */
const SUFFIX = new RegExp(
  '村民委员会|居民委员会|村委会|居委会|村民小组|社区|街道办事处|街道办|街道|嘎查|苏木|镇|乡|新村|村|屯|庄子|营子|大街|大道|街|路|胡同|' +
  '巷子|巷|里弄|弄|小区|花园|家园|公寓|名苑|雅苑|花苑|嘉苑|新苑|佳苑|大厦|广场|商城|山庄|别墅|新城|华庭|华府|豪庭|名邸|国际城|府邸|公馆|工业园区?|开发区|家属院|家属楼|宿舍|大院', 'g',
)
const only = (words: string): RegExp => new RegExp(`^(?:${words})+$`)
/** Before any of them these are no name. */
const ANY =
  '我们?|你们?|他们?|她们?|咱们?|本|该|各|每|全|同|外|邻|隔壁|别的?|其他|另|某|某某|x+|一个?|两个?|几个|这个?|那个?|哪个?|整个?|多个?|所在|所属|附近|当地|原|新|老|旧|大|小|中|' +
  '上|下|里|自己|人家|老家|娘家|婆家|进|出|回|到|在|是|被|由|去|来|从|向|与|和|对|给|把|找|让|说|有|为|按|经|及|或|车辆|车|住|租|买|卖|时代'
const BEFORE_TOWN = only(
  `${ANY}|农|乡|城|城中|行政|自然|中心|贫困|山|渔|度假|合并|移民|新农|城边|空心|示范|安置|撤|并|嫁|当|任|查|报|离|迁|入|集|古|重|冰|村|家|故|异|他|返|思|下|信|驻|东|西|南|北|` +
  `前|后`)
const BEFORE_ROAD = only(
  `${ANY}|走|马|公|道|铁|高速公?|十字|三叉|丁字|修|过|拦|带|问|网|线|思|电|半|顺|领|退|后|绝|生|套|销|陆|水|赶|跑|筑|断|占|护|主|岔|弯|山|土|水泥|柏油|沥青|乡村|进村|出村|` +
  `村村通|环|引|没|无|堵|开|走投无|通|直线|步行|商业|逛|沿|临|人行|机动车|非机动车|主干|林荫|大街小|胡同小|城市|农村|村|县|省|国`)
const BEFORE_COMPOUND = only(
  `${ANY}|住宅|封闭式?|高档|中档|低档|一中档|老旧|安置|回迁|商品房?|居民|拆迁|智慧|文明|开放式?|物业|业主|商务|写字|酒店|单身|青年|长租|人才|学生|员工|职工|单位|学校|公司|工厂|集体|政府|` +
  `机关|厂|男生|女生|老年|文化|购物|市民|休闲|工|经济技术|高新|工业|科技|软件|产业|开发|农|村|别|违反|严重`)
const GENERIC = (name: string, suffix: string): boolean => {
  if (/[路街道巷弄]$|胡同|巷子/.test(suffix) && suffix !== '街道') return BEFORE_ROAD.test(name)
  return (/[镇乡村屯]$|庄子|营子|村|街道|嘎查|苏木/.test(suffix) ? BEFORE_TOWN : BEFORE_COMPOUND).test(name)
}

/** A word that ends a name on its left: it is never part of one. */
const STOP = new Set([...'我你他她它们的了是在和与跟给把被让说有去来到从向对为于就也都还不没要会能可以及或但因而着过叫做将由当等这那个此其住问请找按至往处嫁娶买卖租借欠打骂告诉回离开进出'])
const FUNCTION = /[我你他她它们的了是在和与跟给把被让说]/
/** Administrative names above the town: they end where a town's name begins, and they stay. */
const ABOVE = /[省市县旗区盟州]$/
const LOCATED = /(?:住|住在|家住|位于|坐落|地址|住址|住所|户籍|户口在|老家|来自|籍贯|座落|家在|现住|居住|租住|送到|地点|定居|落户|寄到|沿|路过|途经)(?:地|于|在|是|为|到|[:： ]){0,2}$/

/** Numbers and letters of houses: 12号3单元501室, 3栋2门, 五组, 12-3-501. At least one link. */
const COUNT = '(?:[0-9]{1,5}|[一二三四五六七八九十百零]{1,4}|[a-z]|[甲乙丙丁]|[东西南北前后中])'
const BARE = '[0-9]{1,4}[-—][0-9]{1,3}(?:[-—][0-9]{2,4})?'
const LINK = `(?:第? ?${COUNT}(?:[-—#]${COUNT}){0,3} ?(?:号楼|号院|号|栋|幢|座|单元|室|层|楼|组|社|队|门|户|排|院|房|村民小组|小队|生产队|巷|弄|胡同|#))`
const HOUSE = new RegExp(`(?:${LINK}|${BARE})(?:[, ]?${LINK}){0,5}(?:[0-9]{1,5}(?:室|房)?)?`, 'y')
/** Without a name before it: two links or more, one of them of a building. */
const HOUSE_ALONE = new RegExp(
  `(?:[0-9一二三四五六七八九十]{1,4}|[a-z][0-9]{0,3}) ?(?:号楼|栋|幢|座|单元|#楼) ?(?:${LINK}){0,3}(?:[0-9]{3,4}(?:室|房|号)?)?`, 'g',
)

interface Name { readonly start: number; readonly weight: number; readonly pieces: number }
/** A name is few words; more of them are a sentence. */
const MOST_PIECES = 4

/** The name before a suffix: how far it reaches to the left, and how much it looks like one (0: not at all). */
const nameBefore = (text: string, words: Words, suffixAt: number, suffix: string): Name => {
  let start = suffixAt
  let singles = 0
  let longest = 0
  let pieces = 0
  while (start > 0 && suffixAt - start < NAME_MAX) {
    const word = words.startOf(start - 1)
    const piece = text.slice(word, start)
    if (!IDEOGRAPH.test(piece[0]!) || suffixAt - word > NAME_MAX) break
    if (STOP.has(piece) || (piece.length > 1 && (FUNCTION.test(piece) || [...piece].every((unit) => STOP.has(unit))))) break
    if (ABOVE.test(piece)) break
    if (piece.length === 1) singles += 1
    longest = Math.max(longest, piece.length)
    start = word
    pieces += 1
    if (/[镇乡村]$/.test(piece)) { start = word + piece.length; break }
  }
  const name = text.slice(start, suffixAt)
  if (name === '' || GENERIC(name, suffix)) return { start, weight: 0, pieces }
  return { start, weight: singles > 0 || longest >= 3 ? 2 : 1, pieces }
}

export interface PlaceNames {
  /** Takes every place it knows. */
  readonly pattern: RegExp | null
}

const ENDING = /(?:社区居民委员会|村民委员会|居民委员会|社区|村委会|居委会|村|镇|乡|街道办事处|街道|苏木|嘎查)$/
/** Stems this short are words of their own; they count only with their ending. */
const SHORT_STEM = 2

/** The county's own towns and villages, by their official names; made once and used for every text. */
export const placeNames = (official: readonly string[]): PlaceNames => {
  const alternatives = new Set<string>()
  for (const name of official) {
    const stem = name.replace(ENDING, '')
    if (stem === '') continue
    const ending = '(?:社区居民委员会|村民委员会|居民委员会|社区居委会|居委会|村委会|社区|新村|村|镇|乡|街道|苏木|嘎查)'
    alternatives.add(`${RegExp.escape(stem)}${ending}${stem.length > SHORT_STEM ? '?' : ''}`)
  }
  const pattern = [...alternatives].toSorted((a, b) => b.length - a.length).join('|')
  return { pattern: pattern === '' ? null : new RegExp(pattern, 'g') }
}

/** What stands between a town and its village: a name, whatever words the dictionary sees in it. */
const CHAIN_MAX = 5
const CHAINED = /^[\u3400-\u9fff]{1,5}$/
const VILLAGE_NEXT = /^[\u3400-\u9fff]{1,6}(?:村|社区|嘎查|屯|庄)/

const houseAt = (text: string, at: number): number => {
  HOUSE.lastIndex = at
  const hit = HOUSE.exec(text)
  return hit ? at + hit[0].length : at
}

/** @param text folded, placeholders blanked out */
export const addressSpans = (text: string, words: Words, known?: PlaceNames): readonly Span[] => {
  const spans: Span[] = []
  const add = (start: number, end: number): void => { spans.push({ kind: 'address', start, end }) }
  for (const hit of known?.pattern ? text.matchAll(known.pattern) : []) {
    const before = text.slice(Math.max(0, hit.index - 8), hit.index)
    // A bare stem (一间房, 十八台) is the place only where a place is expected.
    if (ENDING.test(hit[0]) || LOCATED.test(before) || ABOVE.test(before) || spans.at(-1)?.end === hit.index) {
      add(hit.index, houseAt(text, hit.index + hit[0].length))
    }
  }
  let lastEnd = -1
  for (const hit of text.matchAll(SUFFIX)) {
    const suffix = hit[0]
    const after = hit.index + suffix.length
    const end = houseAt(text, after)
    const numbered = end > after
    const between = lastEnd >= 0 && hit.index > lastEnd && hit.index - lastEnd <= CHAIN_MAX ? text.slice(lastEnd, hit.index) : ''
    const follows = CHAINED.test(between) && !GENERIC(between, suffix)
    const name = follows ? { start: lastEnd, weight: 2, pieces: 1 } : nameBefore(text, words, hit.index, suffix)
    const chained = name.start === lastEnd
    const before = text.slice(Math.max(0, name.start - 8), name.start)
    const located = LOCATED.test(before) || ABOVE.test(before) || chained
    if (hit.index === lastEnd) { add(hit.index, end); lastEnd = end; continue }
    if (name.weight === 0 && !(numbered && hit.index - name.start >= 2)) continue
    // 农村, 公路: the dictionary's own word, whatever stands before it.
    const inner = text.slice(words.startOf(hit.index), hit.index)
    const reachesBack = located && name.pieces <= 3 && words.startOf(hit.index) > name.start
    if (inner !== '' && GENERIC(inner, suffix) && !reachesBack && !(numbered && inner.length > 1)) continue
    if (name.pieces > MOST_PIECES && !numbered) continue
    // A suffix inside a longer word (网络, 思路, 街道 in a verb) names nothing.
    if (!words.begins[after] && !numbered && /^[路街道镇乡村苑弄巷]/.test(suffix)) continue
    const roads = /^(?:大街|大道|街|路|胡同|巷子?|弄|里弄)$/.test(suffix)
    const isPlace = roads
      ? numbered || (located && (name.weight === 2 || hit.index - name.start >= 2))
      : numbered || located || name.weight === 2 || (/^[镇乡]$/.test(suffix) && VILLAGE_NEXT.test(text.slice(after, after + 8)))
    if (!isPlace) continue
    add(name.start, end)
    lastEnd = end
  }
  for (const hit of text.matchAll(HOUSE_ALONE)) {
    const links = hit[0].match(/号楼|号|栋|幢|座|单元|室|楼|门|户/g)?.length ?? 0
    const endsInRoom = /[0-9]{3,4}(?:室|房|号)?$/.test(hit[0])
    if (links >= 2 || (endsInRoom && /栋|幢|单元|号楼/.test(hit[0]))) {
      add(nameBefore(text, words, hit.index, '小区').start, hit.index + hit[0].length)
    }
  }
  return spans
}
