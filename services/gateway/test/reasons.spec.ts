// Whoever may do something because of his office says why he does it (ADR 0088).
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { POLICY } from '../src/policy.ts'
import { ROUTES } from '../src/routes/index.ts'
import type { AnyRoute } from '../src/route.ts'

const OFFICES = new Set(['desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'correction-officer', 'system-admin', 'security-admin', 'auditor', 'procurator'])
const isOfOfficesAlone = ({ id }: AnyRoute): boolean => {
  const access = POLICY[id]
  return typeof access === 'object' && Object.keys(access).every((role) => OFFICES.has(role))
}
/** Taking up what waits: seconds count, and that it waits is the reason. */
const TAKING_UP = ['take-callback', 'take-review', 'acknowledge-danger', 'acknowledge-alarm']

/** A policy that is tried on what happened is a question with a long text. */
const CHANGES_NOTHING = new Set(['try-policy'])
/** What a device recorded is sent as it is, in bytes: that it was, of which kind and by whom, is an operation in the log. */
const SENDS_A_FILE = new Set(['import-positions'])

const acts = ROUTES.filter((route) => route.method !== 'GET' && !CHANGES_NOTHING.has(route.id) && !SENDS_A_FILE.has(route.id) && isOfOfficesAlone(route))
const wordsOf = ({ body }: AnyRoute) => {
  const { properties = {}, required = [] } = body === undefined ? {} : z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as { properties?: object; required?: string[] }
  return { fields: Object.keys(properties), required }
}
const WORDS = ['because', 'reason', 'purpose', 'note']

describe('what an office alone may do', () => {
  it('is there to be looked at', () => void expect(acts.length).toBeGreaterThan(50))

  it('is done with saying why, or is taking up what waits', () => {
    const without = acts.filter((route) => !wordsOf(route).fields.some((field) => WORDS.includes(field))).map(({ id }) => id)
    expect(without.toSorted()).toEqual(TAKING_UP.toSorted())
  })

  it('requires the words where no code says why', () => {
    const CODES = ['reason', 'failure', 'outcome', 'decision', 'connectedMs', 'dryRun', 'ground', 'rule']
    const free = acts.filter((route) => {
      const { fields, required } = wordsOf(route)
      return !WORDS.some((word) => required.includes(word)) && !fields.some((field) => CODES.includes(field))
    }).map(({ id }) => id)
    expect(free.toSorted()).toEqual(TAKING_UP.toSorted())
  })
})
