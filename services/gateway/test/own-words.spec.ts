// One rule for all that somebody says in his own words: what nobody can see says nothing (`ownWords`).
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { zhRules } from '../src/i18n/zh-CN.ts'
import { checked } from '../src/http/request.ts'
import type { ProblemError } from '../src/problems.ts'
import { ROUTES } from '../src/routes/index.ts'

/** Texts that are no reason: names of people and things, what the edge cleans and measures itself, credentials, files, what machines send. */
const OTHER_TEXTS = new Set([
  'name', 'names', 'ownNames', 'opponents', 'relation', 'label', 'firm', 'kind', 'cityName', 'provinceName', 'address', 'serial', 'licence', 'decision', 'words',
  'text', 'corrected', 'login', 'password', 'current', 'mediaType', 'geojson', 'source', 'cursor', 'streams',
  'sdp', 'candidate', 'sdpMid', 'usernameFragment', 'nonce', 'signature', 'msg_signature', 'echostr',
])
/** Where there is one of these names, there are words, if the field is no choice among codes. */
const WORDS = ['because', 'reason', 'purpose', 'note', 'explanation', 'destination', 'rule']

interface Field { readonly route: string; readonly name: string; readonly schema: z.ZodType }
type Def = Readonly<Record<string, any>>
const isFreeText = (schema: z.ZodType): boolean => {
  const { type, enum: choices, const: only, pattern, format } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return type === 'string' && [choices, only, pattern, format].every((each) => each === undefined)
}
/** Every text that may hold anything, however deep it lies. */
const textsIn = (schema: z.ZodType, name: string): { readonly name: string; readonly schema: z.ZodType }[] => {
  const def = schema.def as Def
  const inside = (each: z.ZodType, of = name) => textsIn(each, of)
  switch (def['type']) {
    case 'string': return isFreeText(schema) ? [{ name, schema }] : []
    case 'object': return Object.entries(def['shape'] as Record<string, z.ZodType>).flatMap(([of, each]) => inside(each, of))
    case 'array': return inside(def['element'])
    case 'record': return inside(def['valueType'])
    case 'union': return (def['options'] as z.ZodType[]).flatMap((each) => inside(each))
    case 'intersection': return [...inside(def['left']), ...inside(def['right'])]
    case 'pipe': return inside(def['in'])
    case 'lazy': return inside((def['getter'] as () => z.ZodType)())
    default: return def['innerType'] === undefined ? [] : inside(def['innerType'])
  }
}
const texts: readonly Field[] = ROUTES.flatMap((route) => [route.body, route.query].flatMap((schema) => (schema === undefined ? [] : textsIn(schema, ''))).map((field) => ({ route: route.id, ...field })))
const reasons = texts.filter(({ name }) => !OTHER_TEXTS.has(name))

const UNSEEN: readonly (readonly [string, string])[] = [
  ['nothing', ''], ['two blanks', '  '], ['full-width blanks', '\u3000\u3000\u3000'], ['tabs and line ends', '\t\n\r\n'], ['blanks that do not break', '\u00a0\u202f\u2007'],
  ['zero-width signs', '\u200b\u200c\u200d'], ['joiners and byte order marks', '\u2060\ufeff\u2060'], ['soft hyphens', '\u00ad\u00ad'], ['signs of direction', '\u200e\u200f\u202a\u2066'],
  ['fillers', '\u3164\u115f\uffa0'], ['empty cells of Braille', '\u2800\u2800'], ['variation selectors', '\ufe0f\ufe0e'], ['tags', '\u{e0041}\u{e0042}'], ['all sorts', ' \u3000\u200b\u2800\n\u00ad '],
]
const ruleFor = (schema: z.ZodType, value: string): string => {
  try {
    checked(z.strictObject({ reason: schema }), { reason: value }, 'body')
    return 'taken'
  } catch (error) {
    const [first] = (error as ProblemError).errors
    return first?.text === zhRules[first?.rule ?? ''] ? first!.rule : String(error)
  }
}

describe('what somebody says in his own words', () => {
  it('is there to be looked at, in every field whose name promises it', () => {
    expect(reasons.length).toBeGreaterThan(90)
    expect([...new Set(reasons.map(({ name }) => name))].toSorted()).toEqual(WORDS.toSorted())
  })
  it('is no longer in a list of other texts when there is none of that name', () => {
    const names = new Set(texts.map(({ name }) => name))
    expect([...OTHER_TEXTS].filter((name) => !names.has(name))).toEqual([])
  })
  it.each(UNSEEN)('is not %s', (_what, unseen) => {
    expect(reasons.filter(({ schema }) => ruleFor(schema, unseen) !== 'required').map(({ route, name, schema }) => `${route} ${name}: ${ruleFor(schema, unseen)}`)).toEqual([])
  })
  it('is not made longer by what cannot be seen', () => {
    const shortest = reasons.filter(({ schema }) => ruleFor(schema, '因') === 'too-short')
    expect(shortest.length).toBeGreaterThan(5)
    expect(shortest.filter(({ schema }) => ruleFor(schema, '因\u200b\u3000') !== 'too-short')).toEqual([])
  })
  it('may be short, and have joiners and blanks among what is seen', () => {
    for (const words of ['材料不全', 'ok', '  到市医院 复查\u3000', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467} 探亲']) {
      expect(reasons.filter(({ schema }) => ruleFor(schema, words) !== 'taken').map(({ route, name }) => `${route} ${name}`)).toEqual([])
    }
  })
  it('is not what no screen shows as it is: control characters, half a character, a turned reading direction', () => {
    for (const words of ['材料\u0000不全', '材料\u001b[2J不全', '材料\ud800不全', '材料\u202e不全']) {
      expect(reasons.filter(({ schema }) => ruleFor(schema, words) !== 'text').map(({ route, name, schema }) => `${route} ${name}: ${ruleFor(schema, words)}`)).toEqual([])
    }
  })
})
