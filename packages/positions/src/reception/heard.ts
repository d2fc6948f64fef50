// What came in at a door, the same whichever door it was. Every item is heard or reported with its number, field and a code, never both
// and never neither; no report repeats what stood there.
import { CHINA, placeProblem, toWgs84, type Datum } from '@zhijian/geometry'
import type { Fix, Source } from '../fix.ts'

/** One sign of life of a device, with the place if it named one. */
export interface Heard {
  readonly at: number
  readonly fix: Fix | null
  /** 0 … 1; null: not said */
  readonly battery: number | null
  readonly isCharging: boolean | null
}

export const FIELD_CODES = [
  'missing', 'twice', 'not-a-number', 'not-a-time', 'not-yes-or-no', 'unknown-value', 'unknown-field', 'half-a-place', 'out-of-range', 'coordinates-swapped', 'too-long',
] as const
export type FieldCode = (typeof FIELD_CODES)[number]
export interface Problem {
  /** Which item, from 0; of a table the line, from 1. */
  readonly item: number
  readonly field: string
  readonly code: FieldCode
}

export type RefusalCode = 'malformed' | 'too-large' | 'too-many' | 'nothing-there' | 'no-device' | 'unknown-datum'
export type Reception =
  /** @property device as it named itself; null where whoever sends says it elsewhere */
  | { readonly kind: 'received'; readonly device: string | null; readonly heard: readonly Heard[]; readonly problems: readonly Problem[] }
  /** @property because in words, where more is known than the code says */
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly field: string | null; readonly because?: string }

export const refused = (code: RefusalCode, field: string | null = null, because?: string): Reception => ({ kind: 'refused', code, field, ...(because === undefined ? {} : { because }) })

/** Metres; more is nothing that a fix could be packed with, and says no more. */
export const MOST_ERROR_M = 10_000_000

/** What files and clients call it. */
export const SOURCE_NAMES: ReadonlyMap<string, Source> = new Map(Object.entries<Source>({
  satellite: 'satellite', gps: 'satellite', gnss: 'satellite', 卫星: 'satellite', 北斗: 'satellite', wifi: 'wifi', 'wi-fi': 'wifi', 无线网络: 'wifi', cell: 'cell', network: 'cell', 基站: 'cell',
}))
/** Metres. Satellites and the radio networks of a house are not so wrong, and cells are wrong by more than they say. */
const CELL_M = 200
/** What is not said is told from the radius where it can be: most clients never say it (ADR 0108). */
export const likelySource = ({ source, errorM }: Pick<Fix, 'source' | 'errorM'>): Source => (source === 'unknown' && errorM !== null && errorM > CELL_M ? 'cell' : source)

/** A device's name for itself: what fits in a request line, and nothing that a log or a subject could trip over. */
export const DEVICE = /^[A-Za-z0-9._-]{1,64}$/

/**
 * A place in WGS-84. Nowhere (0, 0) and places abroad are places: they are marked later, and kept.
 * @param errorM what is not positive says nothing: some phones send 0 when they do not know. Others send the greatest number that they have: more than
 *   half the way round the earth is as much
 */
export const fixOf = (
  { at, lng, lat, errorM, source, isMock }: { at: number; lng: number; lat: number; errorM: number | null; source: Source; isMock: boolean }, datum: Datum,
): Fix | FieldCode => {
  const problem = lng === 0 && lat === 0 ? null : placeProblem({ lng, lat }, CHINA)
  if (problem === 'out-of-range' || problem === 'coordinates-swapped') return problem
  return { at, ...toWgs84({ lng, lat }, datum), errorM: errorM !== null && errorM > 0 ? Math.min(errorM, MOST_ERROR_M) : null, source: likelySource({ source, errorM }), isMock }
}

const NUMBER = /^[+-]?\d{1,17}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?$/
/** null: no number. Neither blanks nor hexadecimal ones are. */
export const numberOf = (text: string): number | null => (NUMBER.test(text) ? Number(text) : null)

/** Before and after this no device of today was heard; what lies between may still be marked. */
const [EARLIEST, LATEST] = [Date.parse('2000-01-01T00:00:00Z'), Date.parse('2100-01-01T00:00:00Z')]
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?$/
/** The thirtieth of February would be read as the second of March. */
const isOfCalendar = (text: string): boolean => new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(text.slice(8, 10))
/** Seconds or milliseconds since 1970, or ISO 8601; where no zone is said it is UTC. @returns null: no time */
export const timeOf = (text: string): number | null => {
  let at: number
  if (/^\d{9,14}$/.test(text)) at = Number(text) < 2 ** 31 ? Number(text) * 1000 : Number(text)
  else if (ISO.test(text) && isOfCalendar(text)) at = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`)
  else return null
  return at >= EARLIEST && at < LATEST ? at : null
}
