// Days of people whose true places are known, and what their phones say of them: noise on the border, cells 500 to 3,000 m off, gaps, bursts
// of late fixes, places that are made up out of nothing. The same for the same seed. It knows nothing of the rules that are tried on it.
import type { Point, Shape } from '@zhijian/geometry'
import type { ReceivedFix, Source } from '@zhijian/positions'

/** From here until the next one the person was truly on this side. */
export interface TrueStay { readonly to: 'inside' | 'outside'; readonly from: number; readonly until: number }
export interface Track {
  readonly name: string
  readonly kind: string
  /** In the order in which they came. */
  readonly fixes: readonly ReceivedFix[]
  readonly stays: readonly TrueStay[]
  /** True metres to the border of each fix by its digest, negative inside. */
  readonly trueM: ReadonlyMap<string, number>
}

/** mulberry32 */
export const chanceOf = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SEAT: Point = { lng: 112.5777, lat: 40.8957 }
const METRES_NORTH = 111_000
const METRES_EAST = 111_320 * Math.cos(SEAT.lat * Math.PI / 180)
const CORNERS = 64
const RADII = Array.from({ length: CORNERS }, (_, n) => 10_000 + 2000 * Math.sin(n * 0.7) + 800 * Math.sin(n * 2.3))
const at = (x: number, y: number): Point => ({ lng: SEAT.lng + x / METRES_EAST, lat: SEAT.lat + y / METRES_NORTH })
const corner = (n: number): Point => at(RADII[n % CORNERS]! * Math.cos(n % CORNERS * 2 * Math.PI / CORNERS), RADII[n % CORNERS]! * Math.sin(n % CORNERS * 2 * Math.PI / CORNERS))
/** A county in small: 64 corners about its seat, crooked. */
export const COUNTY: Shape = { kind: 'polygon', parts: [[Array.from({ length: CORNERS + 1 }, (_, n) => corner(n))]] }

const MINUTE = 60_000
const START = Date.parse('2026-03-02T00:00:00.000Z')
const KINDS = ['at home', 'on the border', 'goes out', 'steps out', 'cells', 'mixed'] as const

/** @param signedM of the county, so that truth is measured by the border itself. @param dwellMs shorter stays on the other side are no change */
export const jitterSet = (seed: number, tracks: number, days: number, signedM: (point: Point) => number, dwellMs: number): readonly Track[] => {
  const chance = chanceOf(seed)
  const between = (least: number, most: number): number => least + (most - least) * chance()
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  /** The place on a ray from the seat that lies so many metres off the border, by bisection. */
  const offBorder = (angle: number, metres: number): Point => {
    let [near, far] = [100, 60_000]
    for (let step = 0; step < 60; step += 1) {
      const middle = (near + far) / 2
      if (signedM(at(middle * Math.cos(angle), middle * Math.sin(angle))) < metres) near = middle
      else far = middle
    }
    return at(near * Math.cos(angle), near * Math.sin(angle))
  }

  return Array.from({ length: tracks }, (_, number): Track => {
    const kind = KINDS[number % KINDS.length]!
    const angle = between(0, 2 * Math.PI)
    const end = START + days * 86_400_000
    const homeM = kind === 'on the border' ? -between(5, 60) : kind === 'steps out' ? -between(60, 200) : -between(400, 6000)
    // Stays: at home, then elsewhere, in turn.
    const legs: { readonly from: number; readonly place: Point }[] = []
    for (let now = START; now < end;) {
      const isAway = legs.length % 2 === 1
      let awayM = -between(400, 5000)
      let minutes = between(60, 400)
      if (isAway && kind === 'on the border') [awayM, minutes] = [-between(3, 80), between(30, 300)]
      if (isAway && (kind === 'goes out' || kind === 'mixed')) [awayM, minutes] = [between(kind === 'mixed' ? 120 : 250, 6000), between(45, 400)]
      if (isAway && kind === 'steps out') [awayM, minutes] = [between(20, 300), between(1, 3.5)]
      if (isAway && kind === 'cells') [awayM, minutes] = [between(8000, 30_000), between(120, 600)]
      legs.push({ from: now, place: isAway ? offBorder(angle + between(-0.3, 0.3), awayM) : offBorder(angle, homeM) })
      now += minutes * MINUTE
    }
    const everyMs = between(2, 15) * MINUTE
    const fixes: ReceivedFix[] = []
    const trueM = new Map<string, number>()
    let [gapUntil, burstUntil, towerUntil] = [0, 0, 0]
    let tower = { x: 0, y: 0, errorM: 1000 }
    for (let now = START + everyMs * chance(), leg = 0; now < end; now += everyMs * between(0.6, 1.4)) {
      while (leg + 1 < legs.length && legs[leg + 1]!.from <= now) leg += 1
      if (now > gapUntil && chance() < 0.004) gapUntil = now + between(20, 480) * MINUTE
      if (now > burstUntil && chance() < 0.01) burstUntil = now + between(15, 150) * MINUTE
      if (now < gapUntil) continue
      const truth = legs[leg]!.place
      const draw = chance()
      const source: Source = kind === 'cells' ? (draw < 0.97 ? 'cell' : 'wifi') : kind === 'mixed' ? (draw < 0.4 ? 'cell' : draw < 0.6 ? 'wifi' : 'satellite') : draw < 0.75 ? 'satellite' : draw < 0.95 ? 'wifi' : 'cell'
      let [x, y, errorM] = [0, 0, 10]
      if (source === 'cell') {
        // The same cell is wrong the same way, for an hour or so; what it says of itself has little to do with it.
        if (now > towerUntil) {
          const [off, bearing] = [between(500, 3000), between(0, 2 * Math.PI)]
          tower = { x: off * Math.cos(bearing), y: off * Math.sin(bearing), errorM: between(300, 2500) }
          towerUntil = now + between(20, 120) * MINUTE
        }
        ;({ x, y, errorM } = tower)
      } else {
        // Two of three true places lie within the radius that is named: it is 1.51 times the deviation along each axis.
        errorM = source === 'satellite' ? between(4, 40) : between(20, 120)
        const wrong = chance() < 0.01 ? 10 : 1
        x = gauss() * errorM / 1.51 * wrong
        y = gauss() * errorM / 1.51 * wrong
      }
      let place = { lng: truth.lng + x / METRES_EAST, lat: truth.lat + y / METRES_NORTH }
      const oddity = chance()
      if (oddity < 0.002) place = { lng: 0, lat: 0 }
      else if (oddity < 0.006) place = { lng: truth.lng + between(5, 20), lat: truth.lat - between(2, 10) }
      const digest = `${number}-${fixes.length}`
      const receivedAt = now < burstUntil ? burstUntil + between(0, 20_000) : now + between(500, 20_000)
      trueM.set(digest, signedM(truth))
      const fix: ReceivedFix = { ...place, at: Math.round(now), errorM: Math.round(errorM * 10) / 10, source, isMock: oddity > 0.998, digest, receivedAt: Math.round(receivedAt) }
      fixes.push(fix)
      if (chance() < 0.01) fixes.push({ ...fix, receivedAt: fix.receivedAt + Math.round(between(1000, 600_000)) })
    }
    const stays: TrueStay[] = []
    for (const [n, { from, place }] of legs.entries()) {
      const to = signedM(place) < 0 ? 'inside' : 'outside'
      const until = legs[n + 1]?.from ?? end
      const last = stays.at(-1)
      if (last !== undefined && (last.to === to || until - from < dwellMs)) stays[stays.length - 1] = { ...last, until }
      else stays.push({ to, from, until })
    }
    return { name: `${seed}-${number}`, kind, fixes: fixes.sort((a, b) => a.receivedAt - b.receivedAt), stays, trueM }
  })
}
