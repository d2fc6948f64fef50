// What every place of positions promises, as tests: `positionLogContract('folder', open)`.
import type { PersonId, SuperviseeId } from '@zhijian/contracts'
import { isFault } from '@zhijian/kernel'
import { packable, type KeptFix } from '@zhijian/positions'
import type { KeyRing } from '@zhijian/privacy'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PositionLog, Track } from '../ingest/position-log.ts'

export interface OpenedPositionLog {
  readonly log: PositionLog
  readonly keyring: KeyRing
  /** As the next process would find it. */
  again(): Promise<PositionLog>
  dispose(): Promise<void>
}

export const trackOf = (person: string, supervisee = `s-${person}`): Track => ({ person: person as PersonId, superviseeId: supervisee as SuperviseeId })
const BEGIN = Date.parse('2026-03-01T00:00:00Z')
export const fixAt = (minute: number, more: Partial<KeptFix> = {}): KeptFix => packable({
  at: BEGIN + minute * 60_000, receivedAt: BEGIN + minute * 60_000 + 1500, lng: 112.57 + minute % 97 / 10_000, lat: 40.89 + minute % 89 / 10_000, errorM: 12, source: 'satellite', isMock: false, ...more,
})
const all = (log: PositionLog, track: Track) => log.read(track, 0, Infinity)
const codeOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'nothing was thrown', (error: unknown) => (isFault(error) ? error.code : String(error)))
const [BATU, LI] = [trackOf('batu'), trackOf('li')]

export const positionLogContract = (name: string, open: () => Promise<OpenedPositionLog>): void => {
  describe(`${name} keeps the promises of a place of positions`, () => {
    let opened: OpenedPositionLog
    beforeEach(async () => { opened = await open() })
    afterEach(() => opened.dispose())

    it('L1, L3: gives back what was written, by the time at which it was taken, to the next process too, whatever was compacted meanwhile', async () => {
      const step = fc.oneof(
        { weight: 6, arbitrary: fc.record({ who: fc.constantFrom(BATU, LI), minutes: fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 4 }) }) },
        { weight: 1, arbitrary: fc.constantFrom('compact' as const, 'again' as const) },
      )
      let serial = 0
      await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        serial += 1
        let { log } = opened
        const [batu, li] = [trackOf('batu', `s-${serial}`), trackOf('li', `s-${serial}`)]
        const written = new Map([[batu.person, new Map<number, KeptFix>()], [li.person, new Map<number, KeptFix>()]])
        for (const each of steps) {
          if (each === 'compact') await log.compact()
          else if (each === 'again') opened = { ...opened, log: log = await opened.again() }
          else {
            const track = each.who === BATU ? batu : li
            const fixes = each.minutes.map((minute) => fixAt(minute))
            await log.append(track, fixes)
            for (const fix of fixes) written.get(track.person)!.set(fix.at, fix)
          }
        }
        for (const track of [batu, li]) {
          const wanted = [...written.get(track.person)!.values()].sort((a, b) => a.at - b.at)
          expect(await all(log, track)).toEqual(wanted)
          const [from, until] = [fixAt(10_000).at, fixAt(30_000).at]
          expect(await log.read(track, from, until)).toEqual(wanted.filter(({ at }) => at >= from && at < until))
        }
      }), { numRuns: 12, seed: 20_261_130 })
    })
    it('L3: keeps a fix that came again at another time, and one of the same instant elsewhere', async () => {
      const fixes = [fixAt(1), fixAt(1, { receivedAt: fixAt(5).at }), fixAt(1, { lng: 112.6, receivedAt: fixAt(6).at })]
      await opened.log.append(BATU, [...fixes, fixes[0]!])
      await opened.log.append(BATU, fixes)
      await opened.log.compact()
      expect(await all(opened.log, BATU)).toEqual(fixes)
    })
    it('keeps a note beside a track, the last that was written, and knows nobody it was never told of', async () => {
      const { log } = opened
      expect([await log.note(BATU), await all(log, BATU)]).toEqual([null, []])
      await log.setNote(BATU, Buffer.from('one'))
      await log.compact()
      await log.setNote(BATU, Buffer.from('two'))
      expect(Buffer.from((await log.note(BATU))!).toString()).toBe('two')
      await log.compact()
      const next = await opened.again()
      opened = { ...opened, log: next }
      expect([Buffer.from((await next.note(BATU))!).toString(), await next.note(LI)]).toEqual(['two', null])
    })
    it('L2: a track whose key is destroyed is destroyed, and takes nothing more', async () => {
      const { log, keyring } = opened
      for (const track of [BATU, LI]) await log.append(track, [fixAt(1)])
      await log.compact()
      await log.append(BATU, [fixAt(2)])
      await keyring.destroy(BATU.person, { reason: 'test', by: ['wu', 'bao'], at: '2026-04-01T00:00:00.000Z' })
      expect([await codeOf(all(log, BATU)), await codeOf(log.append(BATU, [fixAt(3)]))]).toEqual(['person-erased', 'person-erased'])
      await log.compact()
      expect(await all(log, LI)).toEqual([fixAt(1)])
    })
    it('carries over what may only be kept, and gives it back when it may be read again', async () => {
      const { log, keyring } = opened
      for (const track of [BATU, LI]) await log.append(track, [fixAt(1)])
      await keyring.restrict(BATU.person, '2030-01-01T00:00:00.000Z', 'archive')
      await log.compact()
      await log.append(LI, [fixAt(2)])
      await log.compact()
      expect([await codeOf(all(log, BATU)), (await all(log, LI)).length]).toEqual(['person-restricted', 2])
    })
    it('L4: a track that was forgotten is gone, what is written afterwards is another', async () => {
      const { log } = opened
      await log.append(BATU, [fixAt(1)])
      await log.setNote(BATU, Buffer.from('note'))
      await log.compact()
      await log.append(BATU, [fixAt(2)])
      await log.append(LI, [fixAt(1)])
      await log.forget(BATU)
      expect([await all(log, BATU), await log.note(BATU), await all(log, LI)]).toEqual([[], null, [fixAt(1)]])
      await log.append(BATU, [fixAt(9)])
      const next = await opened.again()
      opened = { ...opened, log: next }
      expect([await all(next, BATU), await next.note(BATU)]).toEqual([[fixAt(9)], null])
    })
    it('L5: what is too old is not read again, also where it lies beside what is not', async () => {
      const { log } = opened
      const days = [0, 10, 20, 40].map((day) => fixAt(day * 1440))
      await log.append(BATU, days)
      await log.compact()
      await log.expire(days[1]!.at + 1)
      expect(await all(log, BATU)).toEqual(days.slice(2))
      await log.append(BATU, [days[0]!, fixAt(50 * 1440)])
      await log.compact()
      const next = await opened.again()
      opened = { ...opened, log: next }
      expect(await all(next, BATU)).toEqual([...days.slice(2), fixAt(50 * 1440)])
    })
    it('takes from many at once, and reads meanwhile', async () => {
      const { log } = opened
      const tracks = Array.from({ length: 10 }, (_, n) => trackOf(`p${n}`))
      await Promise.all(tracks.flatMap((track) => Array.from({ length: 10 }, async (_, minute) => {
        await log.append(track, [fixAt(minute)])
        if (minute === 5) await log.compact()
        expect((await all(log, track)).some(({ at }) => at === fixAt(minute).at)).toBe(true)
      })))
      for (const track of tracks) expect((await all(log, track)).length).toBe(10)
    })
  })
}
