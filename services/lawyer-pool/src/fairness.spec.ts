import { expect, it } from 'vitest'
import { medianOf } from './fairness.ts'

it.each([
  [[], null], [[1, 2, 3, 4], null], [[5, 1, 3, 2, 4], 3], [[10, 9, 1, 2, 4, 3], 3.5], [[0, 0, 0, 0, 100], 0],
])('the median of %j is %j', (values, expected) => {
  expect(medianOf(values)).toBe(expected)
})
