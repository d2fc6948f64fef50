import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { originOf } from './connections.ts'

describe('whom an address stands for', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'], ['::ffff:203.0.113.7', '203.0.113.7'], ['::1', '0:0:0:0::/64'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'], ['2001:db8::1', '2001:db8:0:0::/64'], ['2001:0DB8:0001:0002:ffff::', '2001:db8:1:2::/64'], ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'], ['', ''],
  ])('%s: %s', (address, origin) => expect(originOf(address)).toBe(origin))
  it('is the same for every address of a network, however it is written', () => {
    fc.assert(fc.property(fc.ipV6(), (address) => {
      const origin = originOf(address)
      expect(origin).toMatch(/^([0-9a-f]{1,4}:){4}:\/64$/)
      expect(originOf(address.toUpperCase().replace(/::FFFF:(?=\d+\.)/, '::ffff:'))).toBe(origin)
    }), { seed: 20261130, numRuns: 300 })
  })
})
