// Many positions in one request: what our own phones send, and the import of other systems.
import { DATUMS } from '@zhijian/geometry'
import { z } from 'zod'
import { SOURCES } from '../fix.ts'
import { DEVICE, FIELD_CODES, fixOf, MOST_ERROR_M, refused, timeOf, type FieldCode, type Heard, type Problem, type Reception } from './heard.ts'

/** More is refused whole: whoever was away for long sends several. */
export const MAX_BATCH = 1000

const Envelope = z.strictObject({ device: z.string().regex(DEVICE), datum: z.enum(DATUMS).default('wgs-84'), fixes: z.array(z.unknown()) })
const when = z.string().max(40).transform((text, context) => {
  const at = timeOf(text)
  if (at === null) context.addIssue({ code: 'custom', message: 'not-a-time' })
  return at ?? 0
})
const Item = z.strictObject({
  /** ISO 8601 with its zone, or milliseconds since 1970 as text. */
  at: when,
  lng: z.number().optional(), lat: z.number().optional(),
  errorM: z.number().nonnegative().max(MOST_ERROR_M).nullable().default(null),
  source: z.enum(SOURCES).default('unknown'), mock: z.boolean().default(false),
  battery: z.number().min(0).max(1).nullable().default(null), charging: z.boolean().nullable().default(null),
})

const codeOf = (issue: z.core.$ZodIssue): FieldCode => {
  if (issue.code === 'unrecognized_keys') return 'unknown-field'
  if (issue.code === 'custom') return FIELD_CODES.find((code) => code === issue.message) ?? 'unknown-value'
  if (issue.code === 'invalid_type') return issue.path.length === 0 ? 'unknown-value' : issue.input === undefined ? 'missing' : issue.expected === 'number' ? 'not-a-number' : issue.expected === 'boolean' ? 'not-yes-or-no' : 'not-a-time'
  return issue.code === 'too_big' || issue.code === 'too_small' ? 'out-of-range' : 'unknown-value'
}
const KNOWN = new Set(Object.keys(Item.shape))

/** @param body as JSON gave it */
export const batchOf = (body: unknown): Reception => {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) {
    const field = String(envelope.error.issues[0]!.path[0] ?? '')
    return field === 'device' ? refused('no-device', 'device') : field === 'datum' ? refused('unknown-datum', 'datum') : refused('malformed', field === 'fixes' ? field : null)
  }
  const { device, datum, fixes } = envelope.data
  if (fixes.length === 0) return refused('nothing-there', 'fixes')
  if (fixes.length > MAX_BATCH) return refused('too-many', 'fixes')
  const heard: Heard[] = []
  const problems: Problem[] = []
  for (const [item, raw] of fixes.entries()) {
    const read = Item.safeParse(raw, { reportInput: true })
    if (!read.success) {
      const issue = read.error.issues[0]!
      const name = String(issue.path[0] ?? '')
      // A name that nobody knows is not repeated.
      problems.push({ item, field: KNOWN.has(name) ? name : '', code: codeOf(issue) })
      continue
    }
    const { at, lng, lat, errorM, source, mock, battery, charging } = read.data
    if ((lng === undefined) !== (lat === undefined)) {
      problems.push({ item, field: lng === undefined ? 'lng' : 'lat', code: 'half-a-place' })
      continue
    }
    const fix = lng === undefined || lat === undefined ? null : fixOf({ at, lng, lat, errorM, source, isMock: mock }, datum)
    if (typeof fix === 'string') problems.push({ item, field: 'lng', code: fix })
    else heard.push({ at, fix, battery, isCharging: charging })
  }
  return { kind: 'received', device, heard, problems }
}
