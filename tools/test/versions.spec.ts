import { describe, expect, it } from 'vitest'
import { compareVersions, parseVersion, whyRefused } from '../servers/version.mjs'

describe('a nats-server is good enough', () => {
  it.each(['nats-server: v2.12.15', '2.12.16', '2.14.5', 'v2.15.1', '2.15.0-RC.1', '3.0.0'])('from %s', (text) => {
    expect(whyRefused(text)).toBeNull()
  })
  it.each([
    ['nats-server: v2.9.10', 'older than 2.12.15'], ['2.12.14', 'older than 2.12.15'], ['2.14.0', '2.14.5'], ['2.14.4', '2.14.5'],
    ['command not found', 'no version'], ['', 'no version'],
  ])('but not %s', (text, reason) => {
    expect(whyRefused(text)).toContain(reason)
  })
  it('compares by number, not by text', () => {
    expect(compareVersions([2, 9, 10], [2, 12, 0])).toBeLessThan(0)
    expect(compareVersions([2, 12, 9], [2, 12, 15])).toBeLessThan(0)
    expect(compareVersions([2, 12, 15], [2, 12, 15])).toBe(0)
    expect(parseVersion('nats-server: v2.15.1')).toEqual([2, 15, 1])
  })
})
