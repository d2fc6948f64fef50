import { expect, it } from 'vitest'
import { memoryBuckets } from './buckets.ts'

it('a bucket in memory gives nothing for a clock that was set back, and refills from there', () => {
  const buckets = memoryBuckets()
  const take = (nowMs: number): number => buckets.take('b', 2, 100, nowMs)
  expect([take(10_000), take(10_000), take(10_000)]).toEqual([0, 0, 100])
  expect([take(0), take(99), take(100), take(100)]).toEqual([100, 1, 0, 100])
})
