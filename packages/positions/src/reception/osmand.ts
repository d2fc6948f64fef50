// The protocol that OsmAnd began and the clients of Traccar go on with, in the three forms that phones send today:
//   to 7.x   everything in the query string of a GET or POST
//   9.x      JSON: { device_id, location: { timestamp, coords, battery, … } }, also with a list of locations where it was told to gather
//   10.1     the query string again, but in the body of a POST (application/x-www-form-urlencoded); the address may name the device
// What they say beyond place, time, error, battery and mock is left aside. They speak WGS-84, and few say what knew the place: as `provider` or `source`.
import { z } from 'zod'
import { DEVICE, fixOf, numberOf, refused, SOURCE_NAMES, timeOf, type FieldCode, type Heard, type Problem, type Reception } from './heard.ts'
import { MAX_BATCH } from './batch.ts'

export interface OsmAndRequest {
  /** Without its question mark. */
  readonly query: string
  readonly contentType: string | null
  readonly body: string
  /** When it came: what a request without a time means. */
  readonly receivedAt: number
}

const MAX_CHARACTERS = 1_000_000
const problem = (item: number, field: string, code: FieldCode): Problem => ({ item, field, code })

const bool = (text: string): boolean | null => (text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : null)

const ofForm = (text: string, receivedAt: number): Reception => {
  const params = new URLSearchParams(text)
  const found = (field: string): string | null => params.get(field)
  const [device = null, ...others] = [...params.getAll('id'), ...params.getAll('deviceid')]
  if (device === null || others.some((each) => each !== device) || !DEVICE.test(device)) return refused('no-device', 'id')
  const failed = (field: string, code: FieldCode): Reception => ({ kind: 'received', device, heard: [], problems: [problem(0, field, code)] })
  for (const field of ['timestamp', 'lat', 'lon', 'location', 'accuracy', 'batt', 'charge', 'mock', 'valid', 'provider', 'source']) if (params.getAll(field).length > 1) return failed(field, 'twice')

  const stamp = found('timestamp')
  const at = stamp === null ? receivedAt : timeOf(stamp)
  if (at === null) return failed('timestamp', 'not-a-time')
  let [lat, lon] = [found('lat'), found('lon')]
  const pair = found('location')
  if (pair !== null) {
    if (lat !== null || lon !== null) return failed('location', 'twice')
    const parts = pair.split(',')
    if (parts.length !== 2) return failed('location', 'half-a-place')
    ;[lat, lon] = [parts[0]!, parts[1]!]
  }
  if ((lat === null) !== (lon === null)) return failed(lat === null ? 'lat' : 'lon', 'half-a-place')
  const numbers: Record<string, number | null> = {}
  for (const [field, value] of Object.entries({ lat, lon, accuracy: found('accuracy'), batt: found('batt') })) {
    numbers[field] = value === null ? null : numberOf(value)
    if (value !== null && numbers[field] === null) return failed(field, 'not-a-number')
  }
  const flags: Record<string, boolean | null> = {}
  for (const field of ['charge', 'mock', 'valid']) {
    const value = found(field)
    flags[field] = value === null ? null : bool(value)
    if (value !== null && flags[field] === null) return failed(field, 'not-yes-or-no')
  }
  // A receiver that calls its place invalid names the last one it knew: a sign of life, and no place.
  const isPlace = lat !== null && flags['valid'] !== false
  const source = SOURCE_NAMES.get((found('provider') ?? found('source') ?? '').toLowerCase()) ?? 'unknown'
  const fix = isPlace ? fixOf({ at, lat: numbers['lat']!, lng: numbers['lon']!, errorM: numbers['accuracy']!, source, isMock: flags['mock'] ?? false }, 'wgs-84') : null
  if (typeof fix === 'string') return failed('lat', fix)
  const percent = numbers['batt'] ?? null
  return { kind: 'received', device, heard: [{ at, fix, battery: percent !== null && percent >= 0 && percent <= 100 ? percent / 100 : null, isCharging: flags['charge'] ?? null }], problems: [] }
}

const Location = z.object({
  timestamp: z.union([z.string().max(40), z.number()]).optional(),
  coords: z.object({ latitude: z.number(), longitude: z.number(), accuracy: z.number().optional() }).optional(),
  battery: z.object({ level: z.number().optional(), is_charging: z.boolean().optional() }).optional(),
  mock: z.boolean().optional(),
})
const Body = z.object({ device_id: z.union([z.string(), z.number().transform(String)]), location: z.unknown().optional() })

const codeOf = ({ code, path, input, ...more }: z.core.$ZodIssue): FieldCode => {
  if (code !== 'invalid_type' || path.length === 0) return 'unknown-value'
  if (input === undefined) return 'missing'
  const { expected } = more as { readonly expected: string }
  return expected === 'number' ? 'not-a-number' : expected === 'boolean' ? 'not-yes-or-no' : 'unknown-value'
}

const ofJson = (text: string, receivedAt: number): Reception => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refused('malformed')
  }
  const body = Body.safeParse(json)
  if (!body.success || !DEVICE.test(body.data.device_id)) return refused('no-device', 'device_id')
  const { device_id: device, location } = body.data
  const locations = Array.isArray(location) ? location : [location]
  if (location === undefined || locations.length === 0) return refused('nothing-there', 'location')
  if (locations.length > MAX_BATCH) return refused('too-many', 'location')
  const heard: Heard[] = []
  const problems: Problem[] = []
  for (const [item, raw] of locations.entries()) {
    const read = Location.safeParse(raw, { reportInput: true })
    if (!read.success) {
      const [issue] = read.error.issues
      problems.push(problem(item, issue!.path.map(String).join('.'), codeOf(issue!)))
      continue
    }
    const { timestamp, coords, battery, mock } = read.data
    const at = timestamp === undefined ? receivedAt : timeOf(String(timestamp))
    if (at === null) {
      problems.push(problem(item, 'timestamp', 'not-a-time'))
      continue
    }
    const fix = coords === undefined ? null
      : fixOf({ at, lng: coords.longitude, lat: coords.latitude, errorM: coords.accuracy ?? null, source: 'unknown', isMock: mock ?? false }, 'wgs-84')
    if (typeof fix === 'string') problems.push(problem(item, 'coords', fix))
    else heard.push({ at, fix, battery: battery?.level !== undefined && battery.level >= 0 && battery.level <= 1 ? battery.level : null, isCharging: battery?.is_charging ?? null })
  }
  return { kind: 'received', device, heard, problems }
}

export const osmAndOf = ({ query, contentType, body, receivedAt }: OsmAndRequest): Reception => {
  if (query.length + body.length > MAX_CHARACTERS) return refused('too-large')
  if (contentType !== null && /^application\/json\b/i.test(contentType)) return ofJson(body, receivedAt)
  const isForm = contentType === null || /^application\/x-www-form-urlencoded\b/i.test(contentType)
  const text = query === '' || body === '' || !isForm ? query || body : `${query}&${body}`
  return text === '' ? refused('nothing-there') : ofForm(text, receivedAt)
}
