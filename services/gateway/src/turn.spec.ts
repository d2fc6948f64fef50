import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { turnCredential } from './turn.ts'

const relay = { secret: 'north', livesMs: 600_000 }
const DRAWN = Buffer.from('000102030405060708090a0b', 'hex')

describe('a credential for the relay', () => {
  it('is the one that the relay computes of the same name', () => {
    // printf '1433895918:000102030405060708090a0b' | openssl dgst -sha1 -hmac north -binary | base64
    expect(turnCredential(relay, 1_433_895_318_000, DRAWN)).toEqual({
      username: '1433895918:000102030405060708090a0b', credential: 'g1ySIEsldJSSPrtyd+FbnpzGC9w=', expiresAtS: 1_433_895_918,
    })
  })
  it('is good for whole seconds, never for less than was said', () => {
    expect(turnCredential(relay, 1_433_895_318_001, DRAWN).expiresAtS).toBe(1_433_895_919)
  })
  it('is another one each time, and says nothing of who asked', () => {
    const [one, two] = [turnCredential(relay, 0), turnCredential(relay, 0)]
    expect(one.username).not.toBe(two.username)
    expect(one.username).toMatch(/^600:[0-9a-f]{24}$/)
  })
})
