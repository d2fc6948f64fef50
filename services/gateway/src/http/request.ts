// From what came over HTTP to what a route may work with: strict UTF-8 JSON, strict fields, and errors that name places
// and rules, never values.
import { z } from 'zod'
import { zhRules } from '../i18n/zh-CN.ts'
import { ProblemError, type FieldError } from '../problems.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** @throws ProblemError `malformed-json` */
export const parseJson = (bytes: Buffer): unknown => {
  let value: unknown
  let text: string
  try {
    text = decoder.decode(bytes)
    value = JSON.parse(text)
  } catch {
    throw new ProblemError('malformed-json')
  }
  if (saysTwice(text)) throw new ProblemError('malformed-json')
  return value
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]]/g

/** Whether an object has a member twice: who checked the request before us may have read the other one. @param text valid JSON */
const saysTwice = (text: string): boolean => {
  const open: (Set<string> | null)[] = []
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (isName(text, index + token.length)) {
      const name = JSON.parse(token) as string
      const names = open.at(-1)!
      if (names!.has(name)) return true
      names!.add(name)
    }
  }
  return false
}

/** After a string that is a member's name comes a colon, after a value none. */
const isName = (text: string, from: number): boolean => {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1
  return text[at] === ':'
}

const ruleOf = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'too_big': return issue.origin === 'string' || issue.origin === 'array' ? 'too-long' : 'too-big'
    case 'too_small': return issue.origin === 'string' || issue.origin === 'array' ? 'too-short' : 'too-small'
    case 'invalid_type': return issue.input === undefined ? 'required' : 'type'
    case 'invalid_format': return 'format'
    case 'invalid_value': return issue.input === undefined ? 'required' : 'choice'
    case 'invalid_union': return 'choice'
    case 'unrecognized_keys': return 'unknown-field'
    case 'custom': return issue.input === undefined ? 'required' : (issue.params as { rule?: string } | undefined)?.rule ?? 'rule'
    default: return 'rule'
  }
}

/** Index and member names of schemas are ours; names that came with the request end at the first one we do not know. */
const fieldOf = (issue: z.core.$ZodIssue): string => placeOf(issue.path)
const placeOf = (path: readonly PropertyKey[]): string =>
  path.map(String).map((part) => (/^[A-Za-z][A-Za-z0-9]{0,40}$|^\d{1,4}$/.test(part) ? part : '?')).join('.')

/** Of a field that we do not know the name is input; those we know are ours, and can be told. */
const knownBeside: z.core.$ZodErrorMap = (issue) =>
  (issue.code === 'unrecognized_keys' && issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape).join('、') : undefined)

/** @param known names, as they are told */
export const unknownField = (where: FieldError['in'], field: string, known: string): FieldError => ({
  in: where, field, rule: 'unknown-field', text: `${zhRules['unknown-field']!}，${known === '' ? '此处不需要任何字段' : `此处只有：${known}`}`,
})

const errorOf = (issue: z.core.$ZodIssue, where: FieldError['in']): FieldError => {
  const rule = ruleOf(issue)
  const field = fieldOf(issue)
  return rule === 'unknown-field' ? unknownField(where, field, issue.message) : { in: where, field, rule, text: zhRules[rule] ?? zhRules['rule']! }
}

/** Places of texts with half a character (a lone surrogate): JSON can carry one, UTF-8 cannot, and it would be kept as something else. */
function* halved(value: unknown, path: readonly string[]): Generator<readonly string[]> {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) yield path
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) yield* halved(each, [...path, name])
  }
}

/** @throws ProblemError `unknown-field` · `because-missing` · `not-valid` */
export const checked = <S extends z.ZodType>(schema: S, value: unknown, where: FieldError['in']): z.infer<S> => {
  const result = schema.safeParse(value, { reportInput: true, error: knownBeside })
  const errors = result.success
    ? [...halved(result.data, [])].map((path): FieldError => ({ in: where, field: placeOf(path), rule: 'text', text: zhRules['text']! }))
    : result.error.issues.map((issue) => errorOf(issue, where))
  if (result.success && errors.length === 0) return result.data
  // An operator's act without his reason: the one thing to do is to write it.
  if (errors.every(({ field, rule }) => field === 'because' && (rule === 'required' || rule === 'too-short'))) throw new ProblemError('because-missing', { errors })
  const isUnknown = errors.every(({ rule }) => rule === 'unknown-field')
  throw new ProblemError(isUnknown ? 'unknown-field' : 'not-valid', { errors: errors.slice(0, 20) })
}

export const cookie = (header: string | undefined, name: string): string | null => {
  for (const part of header?.split(';') ?? []) {
    const cut = part.indexOf('=')
    if (cut > 0 && part.slice(0, cut).trim() === name) return part.slice(cut + 1).trim()
  }
  return null
}

/** `publicOrigin` when it is configured; otherwise whatever host the request itself was sent to. */
export const originIsOurs = (origin: string, publicOrigin: string | undefined, protocol: string, host: string): boolean =>
  publicOrigin !== undefined ? origin === new URL(publicOrigin).origin : origin === `${protocol}://${host}`
