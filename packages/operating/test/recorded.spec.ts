import { describe, expect, it } from 'vitest'
import { Asked, checked } from '../src/recorded.ts'

describe('what an operator is asked for', () => {
  const asked = (reason: string) => checked(Asked, { by: 'lao-wang', reason })
  it('is a reason that can be read', () => expect(asked(' 换证书\n').reason).toBe('换证书'))
  it.each([['nothing', ''], ['blanks of any width', ' \u3000\u00a0'], ['signs without a width', '\u200b\u2060']])('is not %s', (_what, reason) => {
    expect(() => asked(reason)).toThrow(expect.objectContaining({ code: 'usage', message: 'the operation’s input is wrong at: reason' }))
  })
})
