import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { turnRelay } from './turn.file.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhijian-turn-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (text: string): string => {
  writeFileSync(join(folder, 'secret'), text)
  return join(folder, 'secret')
}
const URLS = ['turn:relay.example:3478']

describe('the relay of calls', () => {
  it('is named by its addresses and a file; the line end of the file is no part of the secret', () => {
    expect(turnRelay(URLS, file(`${'s'.repeat(32)}\n`), 10)).toEqual({ urls: URLS, secret: 's'.repeat(32), livesMs: 600_000 })
  })
  it('may be left out', () => expect(turnRelay(undefined, undefined, 10)).toBeUndefined())
  it.each([
    ['an address alone', () => turnRelay(URLS, undefined, 10), /go together/],
    ['a secret alone', () => turnRelay(undefined, file('s'.repeat(32)), 10), /go together/],
    ['no such file', () => turnRelay(URLS, join(folder, 'none'), 10), /cannot be read/],
    ['a short secret, which is not repeated', () => turnRelay(URLS, file('letmein'), 10), /^(?!.*letmein).*at least 32 characters/],
  ])('is refused: %s', (_what, make, words) => expect(make).toThrow(words))
})
