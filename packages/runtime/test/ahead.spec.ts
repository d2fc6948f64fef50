// What deadlines would do, told beforehand: as the decider says, on a copy, as far as was asked for, and nothing that is sealed.
import { instant, minutes, plus, type Decider, type Instant } from '@zhijian/kernel'
import { kettle } from '@zhijian/testkit/kettle'
import { expect, it } from 'vitest'
import { whatIsAhead, type Aggregate } from '../src/index.ts'

const nine = instant('2026-03-01T09:00:00.000Z')
const at = (n: number): Instant => plus(nine, minutes(n))

/** Rings every three minutes, four times; a ring that nobody heard is told of a minute later. */
interface Bell { readonly next: Instant | null; readonly silent: Instant | null; readonly rings: number }
type Told = { readonly type: 'Rang' | 'Unheard'; readonly data: { readonly at: Instant; readonly place: number; readonly by: object; readonly note: string } }
const told = (type: Told['type'], due: Instant, place: number): Told => ({ type, data: { at: due, place, by: { box: 'c2VhbGVk', commitment: 'A' }, note: 'bell' } })
const bell: Aggregate<Bell> = {
  events: kettle.events as never, unexpected: ['Unheard'], belongs: () => ({ place: '150921', consultationId: 'q1' }),
  decider: {
    category: 'bell', initial: () => ({ next: null, silent: null, rings: 0 }),
    evolve: (state, { type, data }) => (type === 'Unheard' ? { ...state, silent: null } : { next: data.place < 4 ? plus(data.at, minutes(3)) : null, silent: plus(data.at, minutes(1)), rings: data.place }),
    decide: () => ({ kind: 'nothing' }),
    nextDeadline: ({ next, silent }) => (silent !== null && (next === null || silent < next) ? silent : next),
    elapse: (state, due) => [state.silent === due ? told('Unheard', due, state.rings) : told('Rang', due, state.rings + 1)],
  } satisfies Decider<Bell, never, Told> as never,
}
const armed: Bell = { next: at(3), silent: null, rings: 0 }

it('tells the next deadline, with what one word or number says and nothing that is sealed', () => {
  expect(whatIsAhead(bell, 'bell-1', armed)).toEqual({
    stream: 'bell-1', due: at(3), place: '150921', consultationId: 'q1', passing: [{ type: 'Rang', says: { at: at(3), place: 1, note: 'bell' } }], then: [],
  })
})
it('goes on up to and including the time asked for, without what is expected of no clock that does not run yet', () => {
  const { then } = whatIsAhead(bell, 'bell-1', armed, at(9))!
  expect(then.map(({ due, passing }) => [due, passing.map(({ type }) => type)])).toEqual([[at(6), ['Rang']], [at(9), ['Rang']]])
  expect(whatIsAhead(bell, 'bell-1', armed, plus(at(9), -1))!.then).toHaveLength(1)
})
it('tells of it where its clock runs', () => {
  expect(whatIsAhead(bell, 'bell-1', { next: at(6), silent: at(4), rings: 1 }, at(5))).toMatchObject({ due: at(4), passing: [{ type: 'Unheard' }], then: [] })
})
it('is nothing where no clock runs, and changes nothing', () => {
  expect(whatIsAhead(kettle as never, 'kettle-a', kettle.decider.initial())).toBeNull()
  whatIsAhead(bell, 'bell-1', armed, at(60))
  expect(armed).toEqual({ next: at(3), silent: null, rings: 0 })
})
