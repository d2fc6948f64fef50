// W1–W4 of admission.ts where a real crowd would be too slow to watch, and what is told of bad minutes.
import { TimeoutError } from '@nats-io/nats-core'
import { Fault, plus, type Timers } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { openAdmission, patienceOf } from '../src/admission.ts'
import { manualTimers } from '../src/manual-timers.ts'
import { faultIfAway } from '../src/nats-connection.ts'
import type { Problem } from '../src/retry.ts'
import { atMostOncePerMinute } from '../src/windowed.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const lane = (timers: Timers) => {
  const [story, finish, told] = [[] as string[], new Map<string, () => void>(), [] as Problem[]]
  const counted: string[] = []
  const admit = openAdmission(timers, (problem) => void told.push(problem), { limits: { working: 1, waiting: 2 }, onBusy: (asked) => void counted.push(asked) })
  const ask = (name: string, patienceMs = 1_000): void => admit({
    subject: 'cmd.test.do', patienceMs,
    work: () => new Promise((resolve) => {
      story.push(`${name} begun`)
      finish.set(name, resolve)
    }),
    refuse: ({ code, retry }) => void story.push(`${name} ${code} ${retry}`),
    passOver: () => void story.push(`${name} passed over`),
  })
  const end = async (name: string): Promise<void> => {
    finish.get(name)!()
    await turn()
  }
  return { ask, end, story, told, counted }
}

describe('who waits for his turn', () => {
  it('waits for half of his patience, and is then refused while he still listens', async () => {
    const timers = manualTimers()
    const { ask, end, story } = lane(timers)
    ask('first')
    ask('second')
    timers.advance(499)
    expect(story).toEqual(['first begun'])
    timers.advance(1)
    expect(story).toEqual(['first begun', 'second busy later'])
    await end('first')
    ask('third')
    expect(story.at(-1)).toBe('third begun')
  })

  it('is passed over when he has gone, and refused when he is about to go, also where the process stood still meanwhile', async () => {
    const still = manualTimers()
    let stoodMs = 0
    const { ask, end, story } = lane({ ...still, now: () => plus(still.now(), stoodMs) })
    ask('first', 60_000)
    ask('gone', 1_000)
    ask('going', 1_500)
    stoodMs = 1_000
    await end('first')
    expect(story).toEqual(['first begun', 'gone passed over', 'going busy later'])
  })

  it('gets the place of what never ends', () => {
    const timers = manualTimers()
    const { ask, story } = lane(timers)
    ask('endless')
    timers.advance(119_999)
    ask('early')
    timers.advance(1)
    ask('late')
    expect(story).toEqual(['endless begun', 'early begun'])
  })
})

it('a refusal is told once a minute, with how many there were, and counted each time', () => {
  const timers = manualTimers()
  const { ask, told, counted } = lane(timers)
  for (let n = 0; n < 13; n += 1) ask(`${n}`, 100_000)
  expect(told).toMatchObject([{ where: 'cmd.test', code: 'busy' }])
  expect(counted).toEqual(Array.from({ length: 10 }, () => 'cmd.test'))
  timers.advance(30_000)
  ask('still within the minute', 100_000)
  expect(told).toHaveLength(1)
  timers.advance(15_000)
  timers.advance(15_000)
  for (let n = 0; n < 3; n += 1) ask(`later ${n}`, 100_000)
  expect(told).toHaveLength(2)
  expect(told[1]!.message).toMatch(/; \d+ times more since /)
})

it('patience is believed as far as anybody is patient', () => {
  expect(['250', '999999999', '0', '-1', 'soon', '', undefined].map(patienceOf)).toEqual([250, 120_000, 5_000, 5_000, 5_000, 5_000, 5_000])
})

it('windows are of a place and a code', () => {
  const told: string[] = []
  const tell = atMostOncePerMinute(manualTimers(), ({ where, code }) => void told.push(`${where} ${code}`))
  for (const [where, code] of [['a', 'x'], ['a', 'x'], ['a', 'y'], ['b', 'x'], ['b', 'x']] as const) tell({ where, code, message: '' })
  expect(told).toEqual(['a x', 'a y', 'b x'])
})

it('a server that is away is a fault that says later; a bug stays one', () => {
  const notEnabled = Object.assign(new Error('no'), { name: 'JetStreamNotEnabled' })
  for (const error of [new TimeoutError(), notEnabled]) expect(faultIfAway(error)).toMatchObject({ name: 'Fault', code: 'bus-unavailable', retry: 'later' })
  const [bug, fault] = [new TypeError('x'), new Fault('keeper-question-invalid', 'x', { retry: 'never' })]
  expect([faultIfAway(bug), faultIfAway(fault)]).toEqual([bug, fault])
})
