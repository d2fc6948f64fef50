import { manualTimers } from '@zhijian/bus/contract'
import { Fault } from '@zhijian/kernel'
import { silentLog } from '@zhijian/runtime'
import { expect, it } from 'vitest'
import { inTimeBy } from '../src/in-time.ts'

const stopping = () => {
  const [timers, said] = [manualTimers(), [] as string[]]
  const note = (code: string, fields: object = {}): void => void said.push(`${code} ${JSON.stringify(fields)}`)
  return { timers, said, inTime: inTimeBy(timers, { ...silentLog, warn: note, error: note }) }
}

it('a stop waits for each part, and goes on without the one that does not end', async () => {
  const { timers, said, inTime } = stopping()
  await inTime('quick', 300, Promise.resolve())
  let over = false
  const hanging = inTime('slow', 300, new Promise(() => undefined)).then(() => { over = true })
  timers.advance(299)
  await new Promise((resolve) => setImmediate(resolve))
  expect(over).toBe(false)
  timers.advance(1)
  await hanging
  expect(said).toEqual(['stop-unfinished {"what":"slow","ms":300}'])
})

it('a part that fails is said, and does not keep the others from their end', async () => {
  const { said, inTime } = stopping()
  await inTime('seal', 300, Promise.reject(new Fault('store-full', 'the disk is full', { retry: 'later' })))
  expect(said).toEqual(['stop-failed {"what":"seal","fault":"store-full","retry":"later"}'])
})
