// P6 of port.ts. A responder stands at a gate until the test opens it, so what is full is full.
import { describe, expect, it } from 'vitest'
import type { LoadLimits } from './admission.ts'
import { gate, type BusHarness } from './contract-tools.ts'

export const loadContract = (name: string, start: () => Promise<BusHarness>, { working, waiting }: LoadLimits): void => {
  const full = working + waiting
  const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i)

  /** A responder at a gate, what it began, and how each that was asked ended. */
  const crowd = async ({ bus, until }: BusHarness, subject: string) => {
    const [begun, ended, hold] = [[] as number[], new Map<number, string>(), gate()]
    await bus().respond(subject, async (body) => {
      begun.push(body as number)
      await hold.opened
      return body
    })
    const ask = (n: number, timeoutMs = 60_000): void => void bus().request(subject, n, { timeoutMs })
      .then((answer) => ended.set(n, answer === n ? 'answered' : 'another answer'), (error: { code: string; retry: string }) => ended.set(n, `${error.code}, ${error.retry}`))
    const endsAre = (how: string): number[] => [...ended].filter(([, end]) => end === how).map(([n]) => n).toSorted((a, b) => a - b)
    return { begun, ended, hold, ask, endsAre, all: (count: number) => until(() => ended.size === count, `${count} ended`) }
  }

  describe(`${name}: more requests than can be answered (P6)`, () => {
    it('are answered as far as there are places, and refused at once beyond; afterwards all is as before', async () => {
      const harness = await start()
      const { begun, hold, ask, endsAre, all } = await crowd(harness, 'cmd.test.much')
      for (const n of numbers(0, full + 5)) ask(n)
      await all(5)
      expect(endsAre('busy, later')).toEqual(numbers(full, 5))
      expect(begun).toEqual(numbers(0, working))
      hold.open()
      await all(full + 5)
      expect(endsAre('answered')).toEqual(numbers(0, full))
      for (const n of numbers(100, full)) ask(n)
      await all(full + 5 + full)
      expect(endsAre('answered')).toEqual([...numbers(0, full), ...numbers(100, full)])
      expect(begun.toSorted((a, b) => a - b)).toEqual([...numbers(0, full), ...numbers(100, full)])
    })

    it('are not begun for those who gave up meanwhile, who make room for others', async () => {
      const harness = await start()
      const { begun, ended, hold, ask, endsAre, all } = await crowd(harness, 'cmd.test.gone')
      for (const n of numbers(0, working)) ask(n)
      await harness.until(() => begun.length === working, 'all places taken')
      for (const n of numbers(50, waiting)) ask(n, 40)
      await all(waiting)
      for (const n of numbers(50, waiting)) expect(['busy, later', 'request-timeout, later']).toContain(ended.get(n))
      for (const n of numbers(100, waiting)) ask(n)
      hold.open()
      await all(working + 2 * waiting)
      expect(endsAre('answered')).toEqual([...numbers(0, working), ...numbers(100, waiting)])
      expect(begun).toEqual([...numbers(0, working), ...numbers(100, waiting)])
    })

    it('take no place of other kinds of question, of other services or of operators', async () => {
      const harness = await start()
      const { hold, ask, all } = await crowd(harness, 'cmd.test.full')
      for (const n of numbers(0, full + 1)) ask(n)
      await all(1)
      const others = ['qry.test.full', 'cmd.other.full', 'ops.test.any.status']
      for (const subject of others) await harness.bus().respond(subject, async () => subject)
      expect(await Promise.all(others.map((subject) => harness.bus().request(subject, null)))).toEqual(others)
      hold.open()
      await all(full + 1)
    })
  })
}
