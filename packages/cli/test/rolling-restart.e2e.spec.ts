// Processes of this build beside those of the last release, over one broker and one log, with live cases under load. The long form:
//   node packages/cli/dist/test/rolling/main.js --rounds 3 --questions 600
import { describe, expect, it } from 'vitest'
import { natsServerBinary } from '../../../tools/servers/nats.mjs'
import { everyProcess, rollingRestart } from './rolling/run.ts'

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'
const [suite, notRun] = missing === null ? [describe, ''] as const : [describe.skip, `NOT RUN (${missing}): `] as const

suite(`${notRun}a rolling restart from the last release to this build`, () => {
  it('loses and doubles nothing, also when a part of it goes back for a while', async () => {
    const result = await rollingRestart({ questions: 20, perSecond: 0.7, speed: 60, steps: [...everyProcess('this'), ['consult-router', 'last'], ['consult-router', 'this']] })
    const { audit, verdict, unsettled, views, deaths, builds } = result
    expect(verdict.findings).toEqual([])
    expect(audit).toMatchObject({ ok: true, missing: 0, doubled: 0, refusedButRecorded: 0, unacknowledged: 0 })
    // Of this build's views: those of the last release have forms of their own, and stood still while it did not run.
    expect({ unsettled, views, deaths }).toEqual({ unsettled: [], views: [], deaths: [] })
    expect(builds).toMatchObject({ directory: 'this', notifier: 'this', gateway: 'this', 'consult-router': 'this' })
    expect(audit.questions.opened).toBeGreaterThanOrEqual(20)
    expect(audit.acknowledged).toBeGreaterThan(80)
    expect(verdict.deadlines).toBeGreaterThan(10)
  })
})
