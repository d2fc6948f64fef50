// One measure of positions in a process of its own; its last line is what was measured. Arguments: which, then its numbers.
import { createHmac } from 'node:crypto'
import type { PersonId, SuperviseeId } from '@zhijian/contracts'
import { areaOf, type Area } from '@zhijian/geometry'
import { openFilePositionLog } from '@zhijian/geofence-monitor'
import { ASSESSMENT_RULES, Follower, MARK_RULES, packable, preparedOrder, type BoundCondition, type KeptFix } from '@zhijian/positions'
import type { KeyRing } from '@zhijian/privacy'
import { residentMb } from './bench.ts'
import { COUNTY, walk, zonesOf } from './position-world.ts'

const [which, ...rest] = process.argv.slice(2) as [string, ...string[]]
const said = (measured: object): void => void process.stdout.write(`${JSON.stringify(measured)}\n`)
const basis = { id: 'b', kind: 'electronic-positioning' as const, from: 0, until: 8e15 }
const bound = (id: string, kind: BoundCondition['kind']): BoundCondition => ({ id, version: 1, kind, zones: [`${id}@1`], schedule: null, from: 0, until: null })

/** Of a million people, without a million files of keys: what is measured is the log. */
const keys: Pick<KeyRing, 'keyFor' | 'existingKey'> = { keyFor: async (person) => createHmac('sha256', 'bench').update(person).digest(), existingKey: async (person) => createHmac('sha256', 'bench').update(person).digest() }
const open = (folder: string, tailBytes = 0) => openFilePositionLog({ folder, keyring: keys as KeyRing, tailBytes })
const track = (n: number) => ({ person: `p_${String(n).padStart(22, '0')}` as PersonId, superviseeId: `s_${String(n).padStart(22, '0')}` as SuperviseeId })

switch (which) {
  case 'decision': {
    const [zones, steps] = rest.map(Number) as [number, number]
    const areas = new Map<string, Area>([['county@1', areaOf(COUNTY)], ...zonesOf(zones).map((shape, n): [string, Area] => [`z${n}@1`, areaOf(shape)])])
    const order = preparedOrder({
      bases: [basis], leaves: [], rules: ASSESSMENT_RULES, markRules: MARK_RULES, conditions: [bound('county', 'stay-inside'), ...Array.from({ length: zones }, (_, n) => bound(`z${n}`, 'keep-out'))],
    }, areas)
    const people = 20
    const walks = Array.from({ length: people }, (_, n) => walk(steps / people, n + 1).map((step, at) => ({ ...step, source: 'satellite' as const, isMock: false, receivedAt: step.at + 900, digest: `d${n}-${at}` })))
    let findings = 0
    const run = (): number => {
      const began = process.cpuUsage()
      for (const fixes of walks) {
        const follower = new Follower(order)
        for (const fix of fixes) findings += follower.take(fix).findings.length
      }
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1e6
    }
    run()
    findings = 0
    const seconds = run()
    said({ perS: steps / seconds, findings })
    break
  }
  case 'bytes': {
    const [folder, people, days] = [rest[0]!, Number(rest[1]), Number(rest[2])]
    const log = await open(folder)
    const began = performance.now()
    let count = 0
    for (let n = 0; n < people; n += 1) {
      const fixes = walk(days * 144, n + 1).map((step, at): KeptFix => packable({ ...step, at: step.at + at * 540_000 + at * 7919 % 4000, source: 'satellite', isMock: false, receivedAt: step.at + at * 540_000 + at * 7919 % 4000 + at * 104_729 % 3000 }))
      count += fixes.length
      await Promise.all(fixes.map((fix) => log.append(track(n), [fix])))
    }
    const appendS = (performance.now() - began) / 1000
    const tailBytes = log.size().tailBytes
    const compacting = performance.now()
    await log.compact()
    const { fixes, bytes } = log.size()
    if (fixes !== count) throw new Error(`${count} were written, ${fixes} are there`)
    said({ bytesEach: bytes / fixes, tailBytesEach: tailBytes / count, durablePerS: count / appendS, compactedPerS: count / ((performance.now() - compacting) / 1000) })
    await log.close()
    break
  }
  case 'memory': {
    const people = Number(rest[0])
    const areas = new Map<string, Area>([['area@1', areaOf(COUNTY)], ...zonesOf(4).map((shape, n): [string, Area] => [`z${n}@1`, areaOf(shape)])])
    const order = preparedOrder({ bases: [basis], leaves: [], rules: ASSESSMENT_RULES, markRules: MARK_RULES, conditions: [bound('area', 'stay-inside'), ...Array.from({ length: 4 }, (_, n) => bound(`z${n}`, 'keep-out'))] }, areas)
    const held = new Map<string, string>()
    const last = { fixAt: 0, lifeAt: 0, battery: 0.5, isCharging: false, isStopped: false, isNetworkWeak: false }
    global.gc!()
    const before = process.memoryUsage()
    for (let n = 0; n < people; n += 1) {
      const follower = new Follower(order)
      for (const [at, step] of walk(8, n + 1).entries()) follower.take({ ...step, source: 'satellite', isMock: false, receivedAt: step.at, digest: `${String(n).padStart(16, '0')}${String(at).padStart(6, '0')}` })
      held.set(track(n).superviseeId, JSON.stringify({ followed: follower.followed(), anchorAt: 1_772_424_000_000, key: 'k'.repeat(200), last }))
    }
    global.gc!()
    const after = process.memoryUsage()
    said({ bytesEach: (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / people, residentMb: residentMb('self').now, people: held.size })
    break
  }
  case 'fill': {
    const [folder, people] = [rest[0]!, Number(rest[1])]
    const log = await open(folder)
    for (let from = 0; from < people; from += 5000) {
      await Promise.all(Array.from({ length: Math.min(5000, people - from) }, (_, n) => log.append(track(from + n), walk(2, from + n + 1).map((step): KeptFix => packable({ ...step, source: 'satellite', isMock: false, receivedAt: step.at + 900 })))))
      if (from % 500_000 === 495_000) await log.compact()
    }
    await log.compact()
    // As a process that was killed leaves it: some of the last minutes in the tail.
    await Promise.all(Array.from({ length: Math.min(people, 20_000) }, (_, n) => log.append(track(n), [packable({ ...walk(1, n + 1)[0]!, at: 1_772_500_000_000, source: 'satellite', isMock: false, receivedAt: 1_772_500_000_900 })])))
    said({ ...log.size() })
    process.exit(0)
    break
  }
  case 'restart': {
    const [folder, people] = [rest[0]!, Number(rest[1])]
    const began = performance.now()
    const log = await open(folder)
    const openMs = performance.now() - began
    const reads: number[] = []
    for (let n = 0; n < 200; n += 1) {
      const at = performance.now()
      const fixes = await log.read(track((n * 7919) % people), 0, Infinity)
      if (fixes.length < 2) throw new Error('a track is not whole')
      reads.push(performance.now() - at)
    }
    said({ openMs, readMs: reads.toSorted((a, b) => a - b)[100]!, residentMb: residentMb('self').now })
    await log.close()
    break
  }
  default: throw new Error(`no measure is called ${which}`)
}
