import { plus, type Instant } from '@zhijian/kernel'
import { play, scenario } from '@zhijian/testkit'
import { expect, it } from 'vitest'
import { orderOf } from './order.ts'
import type { SuperviseeCommand } from './state.ts'
import { supervisee } from './supervisee.ts'
import { ask, begin, BEGIN, on, OFFICER, person1 } from './supervisee.fixtures.ts'

const T = on('02-01 09:00')
const played = (...commands: readonly SuperviseeCommand[]) => play(supervisee, [begin(BEGIN), plan, ...commands])
const given = (...commands: readonly SuperviseeCommand[]) => scenario(supervisee)(played(...commands).events.map(({ event }) => event))
const plan = ask('PlanCheckIns', T, { perDay: 2, from: 480, until: 1200, seed: 's'.repeat(22), way: 'photo' })
const due = scenario(supervisee)(played().events.map(({ event }) => event)).whenTimePasses(on('02-02 23:00')).events.flatMap((event) => (event.type === 'CheckInDue' ? [event.data] : []))
const [first, second] = due as [typeof due[number], typeof due[number]]
const hint = (at: Instant, sign: 'check-in-missed' | 'check-in-failed' = 'check-in-missed'): SuperviseeCommand => ask('NoteHint', at, { hint: { kind: 'separation', signs: ['does-not-move', sign] } })
const answer = (of: typeof first): SuperviseeCommand => ask('AnswerCheckIn', of.at, { checkInId: of.checkInId, photo: null }, person1)
const judge = (of: typeof first, verdict: 'accepted' | 'rejected'): SuperviseeCommand => ask('JudgeCheckIn', plus(of.at, 60_000), { checkInId: of.checkInId, verdict }, OFFICER)
const missed = plus(first.dueAt, 1)

it('is hinted once a day, by a sign that stands in her own stream, and never by lying still alone', () => {
  given().when(hint(plus(T, 1))).thenNothing()
  expect(given().when(hint(missed)).events.map(({ type }) => type)).toEqual(expect.arrayContaining(['CheckInMissed', 'HintNoted']))
  given().when(hint(missed, 'check-in-failed')).then(...scenario(supervisee)(played().events.map(({ event }) => event)).whenTimePasses(missed).events)
  given(hint(missed)).when(hint(plus(missed, 1))).thenNothing()
})
it('is no longer, once a check-in shows that she carries it', () => {
  const shown = given(answer(first), judge(first, 'rejected'))
  expect(shown.when(hint(plus(first.at, 120_000), 'check-in-failed')).events.map(({ type }) => type)).toEqual(['HintNoted'])
  expect(orderOf(shown.state, {}, { assessment: {} as never, silence: {} as never }).signs).toMatchObject([{ sign: 'check-in-failed' }])
  const passed = given(answer(first), judge(first, 'rejected'), answer(second), judge(second, 'accepted'))
  expect(passed.state.signs).toEqual([])
  passed.when(hint(plus(second.at, 120_000), 'check-in-failed')).thenNothing()
})
