// Bodies, cookies and origins as nobody honest sends them.
import { Instant } from '@zhijian/contracts'
import { mutated, mutatedJson, mutatedText, triedOn } from '@zhijian/testkit/hostile'
import { ProblemError } from '../problems.ts'
import { ROUTES } from '../routes/index.ts'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checked, cookie, originIsOurs, parseJson } from './request.ts'

const SECRET = 'Zj-planted-5f3a9c'
const bodies = ROUTES.flatMap(({ example }) => (example?.body === undefined ? [] : [example.body]))
const problemOf = (work: () => unknown): ProblemError | null => {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}

describe('a body', () => {
  it('is JSON that says everything once, or malformed', async () => {
    const samples = [...bodies, { a: [{ b: 'c\\"' }, -0.5e3, null, true], 张三: '\u2028' }].map((body) => Buffer.from(JSON.stringify(body)))
    await triedOn(mutated(...samples), 800, (bytes) => {
      const problem = problemOf(() => parseJson(Buffer.from(bytes)))
      expect([null, 'malformed-json']).toContain(problem?.code ?? null)
      if (problem === null) expect(JSON.parse(Buffer.from(bytes).toString('utf8'))).toEqual(parseJson(Buffer.from(bytes)))
    })
  })
  it('that is deep or wide takes no longer than it is long', () => {
    for (const text of ['['.repeat(500_000), `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, `"${'\\"'.repeat(500_000)}"`, `[${'"",'.repeat(300_000)}""]`, `{${Array.from({ length: 100_000 }, (_, n) => `"${n}":0`).join(',')}}`]) {
      problemOf(() => parseJson(Buffer.from(text)))
    }
  })
  it('with a time that is none says what one looks like, and of one that is missing that it is', () => {
    const problem = problemOf(() => checked(z.strictObject({ from: Instant, until: Instant }), { from: '2026-11-22T02:40:23Z' }, 'body'))
    expect(problem?.errors).toEqual([
      { in: 'body', field: 'from', rule: 'instant', text: '须为世界时并写到毫秒，如 2026-11-22T02:40:23.000Z' }, { in: 'body', field: 'until', rule: 'required', text: '必填' },
    ])
  })
  it('of every route is taken or refused by place and rule, without a word of it', async () => {
    for (const { body } of ROUTES.filter((route) => route.body !== undefined)) {
      await triedOn(mutatedJson(...bodies, { because: SECRET, [SECRET]: SECRET, text: SECRET, phone: SECRET }, [SECRET], SECRET), 25, (value) => {
        const problem = problemOf(() => checked(body!, value, 'body'))
        if (problem === null) return
        expect(['not-valid', 'unknown-field', 'because-missing']).toContain(problem.code)
        expect(JSON.stringify(problem.errors)).not.toContain(SECRET)
      })
    }
  })
})

it('a cookie is found whole, or not', async () => {
  await triedOn(mutatedText('zhijian=abc; other=1', '__Host-zhijian=abc', '; =;zhijian'), 600, (header) => {
    const found = cookie(header, 'zhijian')
    expect(found === null || header.includes(found)).toBe(true)
  })
})

it('an origin is ours when it is ours to the letter', async () => {
  const ours = 'https://law.example.gov.cn'
  expect(originIsOurs(ours, `${ours}/`, 'https', 'x')).toBe(true)
  await triedOn(mutatedText(ours), 600, (origin) => expect(originIsOurs(origin, ours, 'https', 'x')).toBe(origin === ours))
})
