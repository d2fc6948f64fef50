import { fromWgs84 } from '@zhijian/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchOf, gpxFileOf, gpxOf, MAX_BATCH, osmAndOf, packable, packed, tableOf, unpacked, type Reception } from '../index.ts'

const NOW = Date.parse('2026-03-02T04:00:00.000Z')
const get = (query: string): Reception => osmAndOf({ query, contentType: null, body: '', receivedAt: NOW })
const form = (body: string): Reception => osmAndOf({ query: '', contentType: 'application/x-www-form-urlencoded; charset=UTF-8', body, receivedAt: NOW })
const json = (body: unknown): Reception => osmAndOf({ query: '', contentType: 'application/json; charset=utf-8', body: typeof body === 'string' ? body : JSON.stringify(body), receivedAt: NOW })
const problemsOf = (reception: Reception): string[] =>
  reception.kind === 'refused' ? [`refused ${reception.code} ${reception.field ?? ''}`.trim()] : reception.problems.map(({ item, field, code }) => `${item} ${field} ${code}`)
const place = { lng: 112.5777, lat: 40.8957, errorM: 12.5, source: 'unknown', isMock: false }

describe('a client of Traccar', () => {
  it('to 7.x sends a query string', () => {
    expect(get('id=123456&timestamp=1772424000&lat=40.8957&lon=112.5777&speed=0.0&bearing=0.0&altitude=1452.0&accuracy=12.5&batt=93.0'))
      .toEqual({ kind: 'received', device: '123456', problems: [], heard: [{ at: NOW, fix: { at: NOW, ...place }, battery: 0.93, isCharging: null }] })
  })
  it('9.x sends JSON', () => {
    expect(json({
      device_id: '123456',
      location: {
        timestamp: '2026-03-02T04:00:00.000Z', coords: { latitude: 40.8957, longitude: 112.5777, accuracy: 12.5, speed: -1, heading: -1, altitude: 1452 },
        is_moving: false, odometer: 41.2, event: 'heartbeat', battery: { level: 0.81, is_charging: true }, activity: { type: 'still' }, extras: {}, _: '&id=x',
      },
    })).toEqual({ kind: 'received', device: '123456', problems: [], heard: [{ at: NOW, fix: { at: NOW, ...place }, battery: 0.81, isCharging: true }] })
  })
  it('10.1 sends the form in the body', () => {
    expect(form('id=123456&timestamp=1772424000&lat=40.8957&lon=112.5777&accuracy=12.5&batt=50&charge=true'))
      .toEqual({ kind: 'received', device: '123456', problems: [], heard: [{ at: NOW, fix: { at: NOW, ...place }, battery: 0.5, isCharging: true }] })
  })
  it('says that a place was made up', () => {
    for (const reception of [get('id=a&lat=40.9&lon=112.5&mock=true'), json({ device_id: 'a', location: { coords: { latitude: 40.9, longitude: 112.5 }, mock: true } })])
      expect(reception).toMatchObject({ heard: [{ at: NOW, fix: { isMock: true } }] })
  })
  it('sends an error of 0 when it does not know one', () => expect(get('id=a&lat=40.9&lon=112.5&accuracy=0.0')).toMatchObject({ heard: [{ fix: { errorM: null } }] }))
  it('is heard without a place: a sign of life', () => {
    expect(get('id=a&batt=4')).toEqual({ kind: 'received', device: 'a', problems: [], heard: [{ at: NOW, fix: null, battery: 0.04, isCharging: null }] })
    expect(get('id=a&lat=40.9&lon=112.5&valid=0')).toMatchObject({ heard: [{ fix: null }] })
    expect(json({ device_id: 'a', location: { battery: { level: -1 } } })).toMatchObject({ heard: [{ at: NOW, fix: null, battery: null }] })
  })
  it('writes times in seconds, milliseconds, or as text, which is UTC where it names no zone', () => {
    for (const time of ['1772424000', '1772424000000', '2026-03-02T04:00:00Z', '2026-03-02T12:00:00%2B08:00', '2026-03-02%2004:00:00.000', '2026-03-02+04:00:00'])
      expect(get(`id=a&lat=40.9&lon=112.5&timestamp=${time}`)).toMatchObject({ heard: [{ at: NOW }] })
  })
  it('keeps nowhere and abroad: they are marked later', () => {
    expect(get('id=a&lat=0&lon=0')).toMatchObject({ heard: [{ fix: { lng: 0, lat: 0 } }] })
    expect(get('deviceid=a&location=48.8583,2.2945')).toMatchObject({ heard: [{ fix: { lng: 2.2945, lat: 48.8583 } }] })
  })
})

describe('half a request', () => {
  it.each([
    ['', 'refused nothing-there'],
    ['lat=40.9&lon=112.5', 'refused no-device id'],
    ['id=a%00b&lat=40.9&lon=112.5', 'refused no-device id'],
    [`id=${'a'.repeat(65)}&lat=40.9&lon=112.5`, 'refused no-device id'],
    ['id=a&lat=40.9', '0 lon half-a-place'],
    ['id=a&lon=112.5', '0 lat half-a-place'],
    ['id=a&location=40.9', '0 location half-a-place'],
    ['id=a&lat=40.9&lon=', '0 lon not-a-number'],
    ['id=a&lat=0x28&lon=112.5', '0 lat not-a-number'],
    ['id=a&lat=NaN&lon=112.5', '0 lat not-a-number'],
    ['id=a&lat=40.9&lat=41&lon=112.5', '0 lat twice'],
    ['id=a&lat=40.9&lon=112.5&location=1,2', '0 location twice'],
    ['id=a&lat=112.5&lon=40.9', '0 lat coordinates-swapped'],
    ['id=a&lat=91&lon=500', '0 lat out-of-range'],
    ['id=a&lat=40.9&lon=112.5&timestamp=yesterday', '0 timestamp not-a-time'],
    ['id=a&lat=40.9&lon=112.5&timestamp=2026-13-40T99:00:00Z', '0 timestamp not-a-time'],
    ['id=a&lat=40.9&lon=112.5&timestamp=2026-02-30T04:00:00Z', '0 timestamp not-a-time'],
    ['id=a&lat=40.9&lon=112.5&mock=perhaps', '0 mock not-yes-or-no'],
  ])('%s: %s', (text, said) => {
    expect(problemsOf(get(text))).toEqual([said])
    expect(problemsOf(form(text))).toEqual([said])
  })
  it.each([
    ['{', 'refused malformed'], ['[]', 'refused no-device device_id'], ['{"device_id":"a"}', 'refused nothing-there location'],
    ['{"device_id":"a","location":{"coords":{"latitude":40.9}}}', '0 coords.longitude missing'],
    ['{"device_id":"a","location":{"coords":{"latitude":112.5,"longitude":40.9}}}', '0 coords coordinates-swapped'],
    ['{"device_id":"a","location":{"timestamp":"soon"}}', '0 timestamp not-a-time'], ['{"device_id":"a","location":null}', '0  unknown-value'],
    ['{"device_id":"a","location":{"coords":{"latitude":"40.9","longitude":112.5}}}', '0 coords.latitude not-a-number'], ['{"device_id":"a","location":{"coords":{"latitude":1e309,"longitude":112.5}}}', '0 coords.latitude not-a-number'],
  ])('%s: %s', (text, said) => expect(problemsOf(json(text))).toEqual([said]))
  it('has a radius that can be packed, however great the number is that a phone has for not knowing', () => {
    for (const accuracy of ['1e300', '1e17', '999999999999']) {
      const reception = form(`id=a&lat=40.9&lon=112.5&accuracy=${accuracy}`)
      const fix = reception.kind === 'received' ? reception.heard[0]!.fix! : null
      expect(unpacked(packed([{ ...packable(fix!), receivedAt: NOW }]))[0]).toMatchObject({ errorM: 10_000_000 })
    }
  })
  it('is told from the radius to be of a cell where nobody says it, and as it is said where somebody does', () => {
    const sourceOf = (query: string) => {
      const reception = get(`id=a&lat=40.9&lon=112.5${query}`)
      return reception.kind === 'received' ? reception.heard[0]!.fix!.source : null
    }
    expect(['', '&accuracy=12', '&accuracy=200', '&accuracy=201', '&accuracy=900'].map(sourceOf)).toEqual(['unknown', 'unknown', 'unknown', 'cell', 'cell'])
    expect(['&provider=gps', '&source=wifi&accuracy=400', '&provider=network', '&provider=fused', '&provider=constructor'].map(sourceOf)).toEqual(['satellite', 'wifi', 'cell', 'unknown', 'unknown'])
    expect(batchOf({ device: 'a', fixes: [{ at: '2026-03-02T04:00:00Z', lng: 112.5, lat: 40.9, errorM: 700 }] })).toMatchObject({ heard: [{ fix: { source: 'cell', errorM: 700 } }] })
  })
  it('may name the device in the address and the rest in the form', () => {
    const reception = osmAndOf({ query: 'id=a', contentType: 'application/x-www-form-urlencoded', body: 'lat=40.9&lon=112.5', receivedAt: NOW })
    expect(reception).toMatchObject({ device: 'a', heard: [{ fix: { lat: 40.9, lng: 112.5 } }], problems: [] })
    expect(problemsOf(osmAndOf({ query: 'id=a&lat=40.9', contentType: 'application/x-www-form-urlencoded', body: 'lat=40.9&lon=112.5', receivedAt: NOW }))).toEqual(['0 lat twice'])
  })
  it('is answered, whatever it holds, and never repeated', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.webQueryParameters()), fc.boolean(), (text, isJson) => {
      const reception = isJson ? json(text) : form(text)
      if (reception.kind === 'received') expect(reception.heard.length + reception.problems.length).toBeGreaterThan(0)
    }), { numRuns: 300 })
    expect(JSON.stringify(form('id=a&lat=secretplace&lon=112.5'))).not.toContain('secretplace')
  })
})

describe('a batch', () => {
  const item = (more: object = {}): object => ({ at: '2026-03-02T12:00:00+08:00', lng: 112.5777, lat: 40.8957, errorM: 12.5, source: 'satellite', ...more })
  it('holds many fixes of one device', () => {
    expect(batchOf({ device: 'phone-1', fixes: [item(), { at: '2026-03-02T04:05:00Z', battery: 0.5 }] })).toEqual({
      kind: 'received', device: 'phone-1', problems: [],
      heard: [{ at: NOW, fix: { at: NOW, ...place, source: 'satellite' }, battery: null, isCharging: null }, { at: NOW + 300_000, fix: null, battery: 0.5, isCharging: null }],
    })
  })
  it('is converted from the datum that it names', () => {
    const { lng, lat } = fromWgs84(place, 'gcj-02')
    const reception = batchOf({ device: 'a', datum: 'gcj-02', fixes: [item({ lng, lat })] })
    const fix = reception.kind === 'received' ? reception.heard[0]!.fix! : null
    expect(Math.abs(fix!.lng - place.lng)).toBeLessThan(1e-6)
    expect(Math.abs(fix!.lat - place.lat)).toBeLessThan(1e-6)
    expect(Math.abs(lng - place.lng)).toBeGreaterThan(1e-3)
  })
  it.each([
    [null, 'refused malformed'], [[], 'refused malformed'], ['x', 'refused malformed'], [{ fixes: [] }, 'refused no-device device'], [{ device: 'a b', fixes: [] }, 'refused no-device device'],
    [{ device: 'a', fixes: [] }, 'refused nothing-there fixes'], [{ device: 'a' }, 'refused malformed fixes'], [{ device: 'a', fixes: {} }, 'refused malformed fixes'],
    [{ device: 'a', datum: 'gcj02', fixes: [item()] }, 'refused unknown-datum datum'], [{ device: 'a', fixes: [item()], trick: 1 }, 'refused malformed'],
    [{ device: 'a', fixes: Array.from({ length: MAX_BATCH + 1 }, () => item()) }, 'refused too-many fixes'],
  ])('%#: %s', (body, said) => expect(problemsOf(batchOf(body))).toEqual([said]))
  it('reports each bad fix, and takes the others', () => {
    const reception = batchOf({
      device: 'a',
      fixes: [
        item(), item({ lng: 40.8957, lat: 112.5777 }), item({ lat: undefined }), item({ at: 'noon' }), item({ at: undefined }), item({ lng: '112' }), item({ errorM: -1 }), item({ source: 'magic' }),
        item({ secret: 1 }), null, item({ battery: 50 }), item({ mock: 'yes' }), item({ lng: 200 }), item({ at: '2026-03-02T04:10:00Z' }), item({ at: NOW }),
      ],
    })
    expect(problemsOf(reception)).toEqual([
      '1 lng coordinates-swapped', '2 lat half-a-place', '3 at not-a-time', '4 at missing', '5 lng not-a-number', '6 errorM out-of-range', '7 source unknown-value',
      '8  unknown-field', '9  unknown-value', '10 battery out-of-range', '11 mock not-yes-or-no', '12 lng out-of-range', '14 at not-a-time',
    ])
    expect(reception).toMatchObject({ heard: [{ at: NOW }, { at: NOW + 600_000 }] })
  })
})

describe('a GPX file', () => {
  const gpx = (inside: string): string => `<?xml version="1.0"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">\n${inside}\n</gpx>`
  it('is read point by point', () => {
    const text = gpx('<metadata><time>2020-01-01T00:00:00Z</time></metadata><trk><trkseg>\n<trkpt lat="40.8957" lon="112.5777"><ele>1452</ele><time>2026-03-02T04:00:00Z</time></trkpt>\n<trkpt lat="40.9" lon="112.6"><time>2026-03-02T04:05:00Z</time></trkpt></trkseg></trk>')
    expect(gpxOf(text)).toMatchObject({ device: null, problems: [], heard: [{ at: NOW, fix: { lng: 112.5777, lat: 40.8957, errorM: null } }, { at: NOW + 300_000, fix: { lng: 112.6, lat: 40.9 } }] })
  })
  it('is read as any program may write it: in UTF-16, with times in CDATA, numbers as references, and times of its own in what it adds', () => {
    const point = '<trkpt lat="&#52;0.8957" lon="112.5777"><extensions><x:seen><time>yesterday</time></x:seen></extensions><time><![CDATA[2026-03-02T04:00:00Z]]></time></trkpt>'
    for (const bytes of [Buffer.from(gpx(point)), Buffer.from(`\ufeff${gpx(point)}`, 'utf16le')]) expect(gpxFileOf(bytes)).toMatchObject({ problems: [], heard: [{ at: NOW, fix: { lng: 112.5777, lat: 40.8957 } }] })
    expect(problemsOf(gpxFileOf(Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0])))).toEqual(['refused malformed'])
  })
  it('reports bad points by their number', () => {
    expect(problemsOf(gpxOf(gpx('<trkpt lat="40.9" lon="112.5"/>\n<trkpt lat="x" lon="112.5"><time>2026-03-02T04:00:00Z</time></trkpt>\n<trkpt lat="112.5" lon="40.9"><time>2026-03-02T04:00:00Z</time></trkpt>\n<wpt lat="40.9"/>'))))
      .toEqual(['0 time missing', '1 lat not-a-number', '2 lat coordinates-swapped', '3 lon half-a-place'])
  })
  it.each([
    ['', 'refused malformed'], ['<gpx>', 'refused malformed'], ['<gpx></gpx>', 'refused nothing-there'], ['<kml><trkpt lat="1" lon="1"/></kml>', 'refused malformed'],
    ['<gpx><trkpt lat="40" lon="112"></gpx>', 'refused malformed'], ['<gpx><trkpt lat="40" lon="112"><trkpt lat="40" lon="112"></trkpt></trkpt></gpx>', 'refused malformed'], ['no xml', 'refused malformed'],
    ['<!DOCTYPE gpx [<!ENTITY a "aaaa">]><gpx><trkpt lat="40" lon="112"><time>&a;</time></trkpt></gpx>', 'refused malformed'],
  ])('%s: %s', (text, said) => expect(problemsOf(gpxOf(text))).toEqual([said]))
  it('of too many points is refused', () => {
    expect(problemsOf(gpxOf(gpx('<trkpt lat="40.9" lon="112.5"/>'.repeat(50_001))))).toEqual(['refused too-many'])
  })
})

describe('a table', () => {
  const table = (text: string, datum: 'wgs-84' | 'gcj-02' = 'wgs-84'): Promise<Reception> => tableOf(Buffer.from(text), datum)
  it('is read by its headings, in Chinese or as exported', async () => {
    expect(await table('时间,经度,纬度,精度,来源\n2026-03-02T12:00:00+08:00,112.5777,40.8957,12.5,卫星\n')).toMatchObject({ heard: [{ at: NOW, fix: { ...place, source: 'satellite' } }], problems: [] })
    expect(await table('t,lat,lon\n2026-03-02 04:00:00,40.8957,112.5777\n')).toMatchObject({ heard: [{ at: NOW, fix: { lng: 112.5777, errorM: null, source: 'unknown' } }] })
  })
  it('reports bad rows by their line and takes the others', async () => {
    const reception = await table('时间,经度,纬度,来源\n2026-03-02T04:00:00Z,112.5,40.9,gps\nsoon,112.5,40.9,gps\n2026-03-02T04:00:00Z,40.9,112.5,gps\n2026-03-02T04:00:00Z,,40.9,gps\n2026-03-02T04:00:00Z,112.5,40.9,magic\n')
    expect(problemsOf(reception).sort()).toEqual(['3 at not-a-time', '4 lng coordinates-swapped', '5 lng missing', '6 source unknown-value'])
    expect(reception).toMatchObject({ heard: [{ at: NOW }] })
  })
  it('without what it needs is refused', async () => {
    expect(await table('a,b\n1,2\n')).toMatchObject({ kind: 'refused', code: 'malformed', because: '缺少列：时间、经度、纬度。表头应包含：时间、经度、纬度、精度、来源。' })
    expect(problemsOf(await table('时间,经度,纬度\n'))).toEqual(['refused nothing-there'])
  })
})
