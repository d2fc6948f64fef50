// How many changes of side are said that were none, and how many that were are not said: on days whose truth is known (lib/jitter-set.ts), beside
// the same without caution near a border, a plain point-in-polygon and the difference of sets of zones that Traccar makes, all on the same fixes in the
// order in which they came.
//
//   npm run bench -- jitter [--seeds 1,2,3 or 1-20] [--tracks 120] [--days 3] [--write FOLDER] [--traces FOLDER] [--json] [--out benchmarks/results]
//
// `--write` publishes the set: a line for each fix as it came, and the true stays. `--traces` takes real tracks (`*_devices.json` with homes, `*.jsonl.gz` with
// fixes), moves each person's home to the county's seat, and counts changes at a circle of 15 km; what truly happened nobody knows.
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { areaOf, type Area } from '@zhijian/geometry'
import { ASSESSMENT_RULES, findingsOf, isSound, likelySource, marked, MARK_RULES, readingsOf, revisedFindings, type AssessmentRules, type Finding, type MarkedFix, type Order, type ReceivedFix } from '@zhijian/positions'
import { asked, digits, finish, quantile } from './lib/bench.ts'
import { COUNTY, jitterSet, type Track } from './lib/jitter-set.ts'

const { seeds, tracks, days, write, traces, json, out } = asked({
  seeds: { type: 'string', default: '1,2,3' }, tracks: { type: 'string', default: '120' }, days: { type: 'string', default: '3' }, write: { type: 'string' }, traces: { type: 'string' },
})
type Side = 'inside' | 'outside'
interface Said { readonly to: Side; readonly at: number }

const order: Order = {
  bases: [{ id: 'basis', kind: 'electronic-positioning', from: -8e15, until: 8e15 }], leaves: [], rules: ASSESSMENT_RULES,
  conditions: [{ id: 'county', version: 1, kind: 'stay-inside', zones: ['county@1'], schedule: null }],
}
const { near: _, ...alike } = ASSESSMENT_RULES
const decided = (fixes: readonly ReceivedFix[], area: Area, rules: AssessmentRules = ASSESSMENT_RULES): readonly Finding[] => {
  const zones = new Map([['county@1', area]])
  return findingsOf({ ...order, rules }, marked(fixes, MARK_RULES).filter(isSound).map(({ fix }: MarkedFix) => readingsOf(fix, zones)))
}
const under = (rules: AssessmentRules) => (fixes: readonly ReceivedFix[], area: Area): readonly Said[] => decided(fixes, area, rules).map(({ kind, knownAt }) => ({ to: kind === 'Kept' ? 'inside' : 'outside', at: knownAt }))
/** Each fix as it comes. */
const plain = (fixes: readonly ReceivedFix[], area: Area): readonly Said[] => {
  let side: Side | null = null
  return fixes.flatMap((fix): Said[] => {
    const now = area.signedDistanceM(fix) <= 0 ? 'inside' : 'outside'
    if (now === side) return []
    side = now
    return [{ to: now, at: fix.at }]
  })
}
/** As a server of Traccar does it without filters: a fix older than the newest is kept and not looked at; zones of this one less zones of the last. */
const difference = (fixes: readonly ReceivedFix[], area: Area): readonly Said[] => {
  let newest = -Infinity
  return plain(fixes.filter(({ at }) => at > newest && ((newest = at), true)), area)
}
/** As most clients send it: without what knew the place. */
const unsaid = (fixes: readonly ReceivedFix[], area: Area): readonly Said[] => under(ASSESSMENT_RULES)(fixes.map((fix) => ({ ...fix, source: likelySource({ ...fix, source: 'unknown' }) })), area)
const METHODS = { 'this platform': under(ASSESSMENT_RULES), 'sources not said': unsaid, 'all readings alike': under(alike), 'point in polygon': plain, 'set difference': difference }

const area = areaOf(COUNTY)
interface Tally { said: number; wrong: number; missed: number; missedShown: number; late: number; lateByLies: number; readonly lateFixes: number[] }
const tallyOf = (): Tally => ({ said: 0, wrong: 0, missed: 0, missedShown: 0, late: 0, lateByLies: 0, lateFixes: [] })
const named = ({ errorM, source }: ReceivedFix): number => 3 * Math.max(errorM ?? 0, MARK_RULES.floorM[source])
/** Whether a fix lay more than three named radii from where the person was: nobody who believes radii can know. */
const isLiedTo = ({ fixes, trueM }: Track, from: number, until: number): boolean =>
  fixes.some((fix) => fix.at >= from && fix.at <= until && Math.abs(area.signedDistanceM(fix) - trueM.get(fix.digest)!) > named(fix))
/** Of a stay: the fixes that could show it, three named radii and fifty metres off the border. */
const shownBy = ({ fixes, trueM }: Track, from: number, until: number): readonly number[] => marked(fixes, MARK_RULES).filter(isSound).map(({ fix }) => fix)
  .filter((fix) => fix.at >= from && fix.at < until && Math.abs(trueM.get(fix.digest)!) > 50 + named(fix)).map(({ at }) => at)

const compare = (track: Track, said: readonly Said[], tally: Tally): void => {
  const found = new Set<number>()
  for (const { to, at } of said) {
    const place = track.stays.findIndex(({ from, until }) => from <= at && at < until)
    const stay = track.stays[place]
    tally.said += 1
    if (stay === undefined || stay.to !== to || found.has(place)) {
      tally.wrong += 1
      continue
    }
    found.add(place)
    const shown = shownBy(track, stay.from, stay.until)
    const due = shown.length === 0 ? undefined : shown.filter((each) => each >= shown[0]! + ASSESSMENT_RULES.dwellMs)[1]
    if (due !== undefined && at > due) {
      tally.late += 1
      if (isLiedTo(track, shown[0]!, at)) tally.lateByLies += 1
    }
    tally.lateFixes.push(shown.filter((each) => each <= at).length)
  }
  let side: Side | null = null
  for (const [place, { to, from, until }] of track.stays.entries()) {
    if (found.has(place)) side = to
    // Who was not noticed to have left cannot be noticed to come back.
    if (found.has(place) || side === to) continue
    tally.missed += 1
    const shown = shownBy(track, from, until)
    if (shown.filter((each) => each >= shown[0]! + ASSESSMENT_RULES.dwellMs).length >= 2) tally.missedShown += 1
  }
}

const numbers = seeds.split(',').flatMap((part) => {
  const [from, to = from] = part.split('-').map(Number) as [number, number?]
  return Array.from({ length: to - from + 1 }, (_each, n) => from + n)
})
const set = numbers.flatMap((seed) => jitterSet(seed, Number(tracks), Number(days), (point) => area.signedDistanceM(point), ASSESSMENT_RULES.dwellMs))
if (write !== undefined) {
  mkdirSync(write, { recursive: true })
  writeFileSync(join(write, 'jitter-fixes.jsonl'), set.flatMap(({ name, fixes, trueM }) => fixes.map((fix) => `${JSON.stringify({ track: name, ...fix, trueM: digits(trueM.get(fix.digest)!, 6) })}\n`)).join(''))
  writeFileSync(join(write, 'jitter-truth.json'), `${JSON.stringify({ zone: COUNTY, tracks: set.map(({ name, kind, stays }) => ({ name, kind, stays })) })}\n`)
}
const tallies = Object.fromEntries(Object.keys(METHODS).map((name) => [name, tallyOf()]))
const kinds = new Map<string, Record<string, Tally>>()
for (const track of set) {
  const perKind = kinds.get(track.kind) ?? Object.fromEntries(Object.keys(METHODS).map((name) => [name, tallyOf()]))
  kinds.set(track.kind, perKind)
  for (const [name, method] of Object.entries(METHODS)) {
    const said = method(track.fixes, area)
    compare(track, said, tallies[name]!)
    compare(track, said, perKind[name]!)
  }
}
// What was said while fixes were still on their way, and withdrawn when they came.
let [saidAtFirst, withdrawn, latecomers] = [0, 0, 0]
// The whole again after each burst: of the first seeds only, where there are many.
const revisedSet = set.slice(0, 3 * Number(tracks))
for (const { fixes } of revisedSet) {
  let standing = decided([], area)
  let newest = -Infinity
  fixes.forEach((fix, n) => {
    const isLate = fix.at < newest
    newest = Math.max(newest, fix.at)
    if (isLate) latecomers += 1
    // Between two late ones nothing is taken back: what follows is only longer.
    const next = fixes[n + 1]
    if (!isLate && next !== undefined && next.at >= newest) return
    const change = revisedFindings(standing, decided(fixes.slice(0, n + 1), area))
    saidAtFirst += change.added.length
    withdrawn += change.withdrawn.length
    standing = [...standing.filter((each) => !change.withdrawn.includes(each)), ...change.added]
  })
}
const fixCount = set.reduce((sum, { fixes }) => sum + fixes.length, 0)
const stayCount = set.reduce((sum, { stays }) => sum + stays.length, 0)
/** Without the list of every one. */
const counted = (of: Readonly<Record<string, Tally>>) => Object.fromEntries(Object.entries(of).map(([name, { lateFixes, ...each }]) => [name, { ...each, fixesUntilSaid: { p50: quantile(lateFixes, 0.5), p99: quantile(lateFixes, 0.99) } }]))
const rows = Object.entries(tallies).map(([name, each]) => [name, each.said, each.wrong, each.missed, each.missedShown, each.late, digits(quantile(each.lateFixes, 0.99), 3)])

interface Line { readonly device: string; readonly t: string; readonly lat: number; readonly lon: number; readonly accuracy?: number; readonly provider?: string; readonly network?: string }
const SEAT = { lng: 112.5777, lat: 40.8957 }
const HALF_HOUR = 1_800_000
const real: (readonly (string | number)[])[] = []
for (const file of ['phones_10weeks', 'geolife_tracks']) {
  const devices = traces === undefined ? '' : join(traces, `${file.split('_')[0]}_devices.json`)
  if (traces === undefined || !existsSync(devices)) continue
  const homes = new Map((JSON.parse(readFileSync(devices, 'utf8')) as { device: string; home?: { lat: number; lon: number } }[]).map(({ device, home }) => [device, home]))
  const byDevice = new Map<string, ReceivedFix[]>()
  for await (const text of createInterface({ input: createReadStream(join(traces, `${file}.jsonl.gz`)).pipe(createGunzip()) })) {
    const { device, t, lat, lon, accuracy, provider, network } = JSON.parse(text) as Line
    // Where no home was found, the first place stands for it.
    const home = homes.get(device) ?? { lat, lon }
    homes.set(device, home)
    const list = byDevice.get(device) ?? []
    byDevice.set(device, list)
    const at = Date.parse(t)
    list.push({
      at, receivedAt: at + 1000, digest: `${device}-${list.length}`, isMock: false, errorM: accuracy ?? null,
      source: provider === 'gps' || (provider === undefined && accuracy === undefined) ? 'satellite' : network === 'cell' ? 'cell' : network === 'wifi' ? 'wifi' : 'unknown',
      lat: lat - home.lat + SEAT.lat, lng: (lon - home.lon) * Math.cos(home.lat * Math.PI / 180) / Math.cos(SEAT.lat * Math.PI / 180) + SEAT.lng,
    })
  }
  const circle = areaOf({ kind: 'circle', centre: SEAT, radiusM: 15_000 })
  for (const [name, method] of Object.entries(METHODS)) {
    let [said, back] = [0, 0]
    for (const fixes of byDevice.values()) {
      const list = method(fixes, circle)
      said += list.length
      back += list.filter((each, n) => n > 1 && each.at - list[n - 1]!.at < HALF_HOUR).length
    }
    real.push([file, name, byDevice.size, [...byDevice.values()].reduce((sum, each) => sum + each.length, 0), said, back])
  }
}

const mine = tallies['this platform']!
finish({
  name: 'jitter', title: 'Who is said to have gone out, and has not', rounds: 1, charts: [],
  question: 'Changes of side that are said and were none, and changes that were and are not said, on days whose truth is known.',
  peers: {}, settings: { seeds, tracks: Number(tracks), days: Number(days), fixes: fixCount, stays: stayCount, rules: ASSESSMENT_RULES },
  figures: { tallies: counted(tallies), kinds: Object.fromEntries([...kinds].map(([kind, of]) => [kind, counted(of)])), saidAtFirst, withdrawn, latecomers, real },
  tables: [
    { columns: ['method', 'said', 'wrong', 'missed', 'missed though shown', 'found late', 'fixes that show it until it is said, p99'], rows },
    { title: 'Said wrongly, by kind of day', columns: ['day', ...Object.keys(METHODS)], rows: [...kinds].map(([kind, per]) => [kind, ...Object.values(per).map(({ wrong, said }) => `${wrong} of ${said}`)]) },
    ...(real.length === 0 ? [] : [{ title: 'Real tracks, moved onto the county, at a circle of 15 km', columns: ['tracks', 'method', 'people', 'fixes', 'changes said', 'of them taken back within half an hour'], rows: real }]),
  ],
  aims: [
    { aim: 'no change said that was none', kept: mine.wrong === 0, says: `${mine.wrong} of ${mine.said}` },
    { aim: 'every change that fixes can show, within the dwell and two fixes', kept: mine.missedShown === 0 && mine.late === 0, says: `${mine.missedShown} missed, ${mine.late} late (${mine.lateByLies} of them behind a fix that lay more than three named radii off), of ${stayCount}` },
  ],
  notes: [
    `Fixes can show a stay when two sound ones, five minutes after the first, lie three named radii and 50 m off the border. While late fixes were on their way ${saidAtFirst} changes${revisedSet.length < set.length ? ` (of ${revisedSet.length} tracks)` : ''} were said, of which ${withdrawn} were withdrawn (${latecomers} fixes came late).`,
    'Most clients do not say what knew the place: “sources not said” is this platform with none of the sources, which the door tells from the radius where it can (ADR 0108).',
    'The first side of a person counts as a change for everybody. A stay on the other side that is shorter than the dwell is none, by the definition of the set.',
  ],
  notMeasured: ['a server of Traccar itself (its comparison of sets was written anew, without its filters)', 'the truth of real tracks'],
}, { json, out })
