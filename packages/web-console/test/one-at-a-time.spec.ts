import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { oneAtATime } from '../src/parts/one-at-a-time.ts'

const reads = () => {
  const begun: PromiseWithResolvers<void>[] = []
  return { begun, ask: oneAtATime(() => (begun.push(Promise.withResolvers<void>()), begun.at(-1)!.promise)) }
}

it('reads at once; what is asked for meanwhile is one read more, when that is through', async () => {
  const { begun, ask } = reads()
  ask()
  for (let n = 0; n < 20; n += 1) ask()
  await setImmediate()
  expect(begun.length).toBe(1)
  begun[0]!.resolve()
  await setImmediate()
  expect(begun.length).toBe(2)
  begun[1]!.resolve()
  await setImmediate()
  expect(begun.length).toBe(2)
  ask()
  expect(begun.length).toBe(3)
})

it('goes on after a read that failed', async () => {
  const { begun, ask } = reads()
  ask()
  ask()
  begun[0]!.reject(new Error('away'))
  await setImmediate()
  expect(begun.length).toBe(2)
})
