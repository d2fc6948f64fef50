import { describe, expect, it } from 'vitest'
import { merged, type Span } from './span.ts'

const span = (kind: Span['kind'], start: number, end: number): Span => ({ kind, start, end })

describe('places that meet', () => {
  it('become one, as far as either reaches', () => {
    expect(merged([span('address', 0, 10), span('address', 2, 4)])).toEqual([span('address', 0, 10)])
    expect(merged([span('address', 2, 4), span('address', 3, 9)])).toEqual([span('address', 2, 9)])
  })
  it('are named by the surer kind', () => {
    expect(merged([span('name', 0, 3), span('phone', 2, 13)])).toEqual([span('phone', 0, 13)])
    expect(merged([span('employer', 0, 8), span('name', 0, 2)])).toEqual([span('name', 0, 8)])
  })
  it('stay apart when they only touch and differ, and join when they are of a kind', () => {
    expect(merged([span('name', 0, 3), span('address', 3, 6)])).toEqual([span('name', 0, 3), span('address', 3, 6)])
    expect(merged([span('name', 0, 3), span('name', 3, 6)])).toEqual([span('name', 0, 6)])
  })
  it('do not hold nothing', () => expect(merged([span('name', 3, 3)])).toEqual([]))
})
