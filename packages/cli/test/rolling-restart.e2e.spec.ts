// Processes of this build beside those of the last release, over one broker and one log, with live cases under load. The long form:
//   node packages/cli/dist/test/rolling/main.js --rounds 3 --questions 600
import { describe, expect, it } from 'vitest'
import { natsServerBinary } from '../../../tools/servers/nats.mjs'
import { everyProcess, rollingRestart } from './rolling/run.ts'

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'
const [suite, notRun] = missing === null ? [describe, ''] as const : [describe.skip, `NOT RUN (${missing}): `] as const

suite(`${notRun}a rolling restart from the last release to this build`, () => {
  it('loses and doubles nothing, also when a part of it goes back', async () => {
    const result = await rollingRestart({ questions: 20, perSecond: 2, speed: 60, steps: [...everyProcess('this'), ['consult-router', 'last']] })
    const { audit, verdict, unsettled, views, deaths, builds } = result
    expect(verdict.findings).toEqual([])
    expect(audit).toMatchObject({ ok: true, missing: 0, doubled: 0, refusedButRecorded: 0, unacknowledged: 0 })
    expect({ unsettled, views, deaths }).toEqual({ unsettled: [], views: [], deaths: [] })
    expect(builds).toMatchObject({ directory: 'this', notifier: 'this', gateway: 'this', 'consult-router': 'last' })
    expect(audit.questions.opened).toBeGreaterThanOrEqual(20)
    expect(audit.acknowledged).toBeGreaterThan(80)
    expect(verdict.deadlines).toBeGreaterThan(10)
  }, 600_000)
})
