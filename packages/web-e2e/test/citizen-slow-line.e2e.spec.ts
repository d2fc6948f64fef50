// The citizen's application where the line is bad: 30 kB/s, 400 ms there and back, every tenth connection cut midway. What goes over the line until
// something can be used is counted, not timed: bytes and round trips are the application's, seconds are the machine's as well
// (benchmarks/results/citizen-line.md has those).
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askFarAway, FAR_AWAY, openAgain, openSlowLine, openStand, type Milestone, type SlowLine, type Stand } from './stand/index.ts'

/** The first form can be filled in: 158 kB and 6 round trips, and what a cut in the midst of it costs. */
const FORM = { bytes: 250_000, roundTrips: 10 } as const

let stand: Stand
let line: SlowLine
beforeAll(async () => {
  stand = await openStand({ silent: true, browserArgs: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'] })
  line = await openSlowLine(stand.url, FAR_AWAY)
})
afterAll(async () => {
  await line?.close()
  await stand.close()
})

const says = ({ what, ms, carried: { bytesDown, bytesUp, requests, roundTrips } }: Milestone): string =>
  `${what}: ${ms} ms, ${bytesDown} bytes down, ${bytesUp} up, ${requests.length} requests, ${roundTrips} round trips`

it('opens, lets her in, takes her question with a voice note and a photo, and it is one question', async () => {
  const { page, milestones } = await askFarAway(stand, line, '13900000031')
  for (const milestone of milestones) console.log(says(milestone))
  const [form] = milestones
  expect(form!.carried.bytesDown).toBeLessThan(FORM.bytes)
  expect(form!.carried.roundTrips).toBeLessThanOrEqual(FORM.roundTrips)
  const { items } = await page.evaluate(async () => {
    for (;;) {
      const answer = await fetch('/api/v1/consultations').catch(() => null)
      if (answer?.ok) return await answer.json() as { items: { consultationId: string }[] }
    }
  })
  expect(items).toHaveLength(1)
  // It bit: otherwise nothing was tried.
  expect(line.cuts).toBeGreaterThanOrEqual(1)
})

it('the second time it is there with what is new of it alone, and the browser has nothing to complain of', async () => {
  const { milestone, warnings } = await openAgain(stand, line)
  console.log(says(milestone))
  expect(milestone.carried.requests.filter((path) => path.startsWith('/citizen/') && path !== '/citizen/ask' && path !== '/citizen/sw.js')).toEqual([])
  expect(milestone.carried.bytesDown).toBeLessThan(10_000)
  expect(warnings).toEqual([])
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
