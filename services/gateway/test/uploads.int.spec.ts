import { consultationEvents, CommandEnvelope, consultationCommands, type PersonId } from '@zhijian/contracts'
import { eventId } from '@zhijian/event-store'
import { clamd } from '@zhijian/privacy'
import { EICAR, startClamdDouble } from '@zhijian/privacy/clamd-double'
import type { Json } from '@zhijian/kernel'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { clipLengthMs } from '../src/clip-length.ts'
import { openWorld, START, type World } from './world.ts'

let world: World
let citizen: string
beforeEach(async () => {
  world = await openWorld()
  citizen = await world.citizen('13947400001')
})
afterEach(() => world.close())

/** A grey picture of so many lines, 64 wide, that does not compress: a real PNG of about 64 bytes a line. */
const picture = (lines: number): Buffer => {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), body])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(64, 0)
  header.writeUInt32BE(lines, 4)
  header[8] = 8
  let seed = 7
  const rows = Buffer.from(Array.from({ length: lines * 65 },
    (_, n) => (n % 65 === 0 ? 0 : (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16 & 0xff)))
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0))])
}

/** A mono WAV of silence, 8 kHz, 8 bit. */
const wav = (seconds: number): Buffer => {
  const head = Buffer.alloc(44)
  const bytes = seconds * 8000
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return Buffer.concat([head, Buffer.alloc(bytes, 128)])
}

const begin = (body: unknown, token = citizen) => world.ask({ method: 'POST', path: 'uploads', token, body })
const append = (id: string, offset: number | null, bytes: Buffer, token = citizen) => world.ask({
  method: 'PATCH', path: `uploads/${id}`, token, raw: new Uint8Array(bytes),
  headers: { 'content-type': 'application/offset+octet-stream', ...(offset === null ? {} : { 'upload-offset': String(offset) }) },
})
const finish = (id: string, token = citizen) => world.ask({ method: 'POST', path: `uploads/${id}/finish`, token })
const send = async (bytes: Buffer, kind: string, mediaType: string, more: object = {}, token = citizen) => {
  const { body: { id } } = await begin({ kind, mediaType, bytes: bytes.length, ...more }, token)
  await append(id, 0, bytes, token)
  return finish(id, token)
}

describe('an upload', () => {
  it('comes in pieces, is asked how far it is, and finishes with a reference', async () => {
    const bytes = picture(400)
    const begun = await begin({ kind: 'photo', mediaType: 'image/png', bytes: bytes.length })
    expect([begun.status, begun.headers.get('location')]).toEqual([201, `/api/v1/uploads/${begun.body.id}`])
    const { id } = begun.body
    expect((await append(id, 0, bytes.subarray(0, 10_000))).headers.get('upload-offset')).toBe('10000')
    const at = await world.ask({ method: 'HEAD', path: `uploads/${id}`, token: citizen })
    expect([at.status, at.headers.get('upload-offset'), at.headers.get('upload-length')]).toEqual([204, '10000',
      String(bytes.length)])
    expect((await append(id, 10_000, bytes.subarray(10_000))).status).toBe(204)
    const done = await finish(id)
    expect(done.body).toMatchObject({ kind: 'photo', lengthMs: 0,
      file: { mediaType: 'image/png', digest: expect.stringMatching(/^[0-9a-f]{64}$/) } })
    expect((await finish(id)).body).toEqual(done.body)
  })
  it('a piece at the wrong place is told the right one', async () => {
    const { body: { id } } = await begin({ kind: 'photo', mediaType: 'image/png', bytes: 100 })
    await append(id, 0, Buffer.alloc(40))
    for (const offset of [0, 41]) {
      const reply = await append(id, offset, Buffer.alloc(10))
      expect([reply.status, reply.body.code, reply.headers.get('upload-offset'), reply.body.params.expected]).toEqual([409,
        'upload-offset', '40', 40])
    }
    expect((await append(id, 40, Buffer.alloc(61))).body.code).toBe('upload-too-long')
    expect((await append(id, null, Buffer.alloc(1))).body.code).toBe('upload-offset-missing')
    expect((await finish(id)).body.code).toBe('upload-offset')
  })
  it('is given up by who began it, as often as he likes: ten that were left shut nobody out', async () => {
    const announced = { kind: 'photo', mediaType: 'image/png', bytes: 100 }
    const drop = (id: string, token = citizen) => world.ask({ method: 'DELETE', path: `uploads/${id}`, token })
    const ids: string[] = []
    for (let n = 0; n < 10; n += 1) ids.push((await begin(announced)).body.id)
    const shut = await begin(announced)
    expect([shut.status, shut.body.code]).toEqual([429, 'too-many-uploads'])
    const other = await world.citizen('13947400002')
    expect((await drop(ids[0]!, other)).body.code).toBe('no-such-upload')
    expect((await begin(announced)).status).toBe(429)
    expect([(await drop(ids[0]!)).status, (await drop(ids[0]!)).status]).toEqual([204, 204])
    expect((await append(ids[0]!, 0, Buffer.alloc(10))).body.code).toBe('no-such-upload')
    expect((await begin(announced)).status).toBe(201)
    expect((await drop('nothing-of-the-kind')).body.code).toBe('no-such-upload')
  })
  it('that was left lies about for a day, and nobody has to begin another for it to go', async () => {
    const { body: { id } } = await begin({ kind: 'photo', mediaType: 'image/png', bytes: 100 })
    await append(id, 0, Buffer.alloc(10))
    const kept = () => readdirSync(join(world.folder, 'uploads'))
    world.systemClock.advance({ hours: 23 })
    await vi.waitFor(() => expect(kept()).toEqual([id]), { timeout: 300_000 })
    world.systemClock.advance({ hours: 1, minutes: 10 })
    await vi.waitFor(() => expect(kept()).toEqual([]), { timeout: 300_000 })
  })
  it('of somebody else looks like none', async () => {
    const { body: { id } } = await begin({ kind: 'photo', mediaType: 'image/png', bytes: 100 })
    const other = await world.citizen('13947400002')
    expect((await append(id, 0, Buffer.alloc(10), other)).body.code).toBe('no-such-upload')
    expect((await finish(id, other)).status).toBe(404)
    expect((await world.ask({ method: 'HEAD', path: `uploads/${id}`, token: other })).status).toBe(404)
  })
  it.each([
    ['photo', 'image/png', 10 * 1024 * 1024 + 1, 413, 'blob-too-large'],
    ['document', 'application/pdf', 20 * 1024 * 1024 + 1, 413, 'blob-too-large'],
    ['audio', 'audio/mpeg', 20 * 1024 * 1024 + 1, 413, 'blob-too-large'],
    ['video', 'video/mp4', 100 * 1024 * 1024 + 1, 400, 'not-valid'],
    ['photo', 'image/svg+xml', 100, 415, 'type-not-allowed'],
    ['document', 'application/x-msdownload', 100, 415, 'type-not-allowed'], ['photo', 'video/mp4', 100, 415, 'type-not-allowed'],
  ])('a %s of %s with %i bytes is refused', async (kind, mediaType, bytes, status, code) => {
    const reply = await begin({ kind, mediaType, bytes })
    expect([reply.status, reply.body.code]).toEqual([status, code])
  })
  it.each([
    ['a video that is not one', Buffer.from('<script>alert(1)</script>'.repeat(20)), 'video', 'video/mp4'],
    ['a photo that is a page', Buffer.from('<html><body>hello</body></html>'), 'photo', 'image/png'],
    ['a photo cut off', picture(100).subarray(0, 3000), 'photo', 'image/png'],
    ['a document that is a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]), 'document', 'application/pdf'],
  ])('%s is none by its content', async (_name, bytes, kind, mediaType) => {
    const reply = await send(bytes, kind, mediaType)
    expect([reply.status, reply.body.code]).toEqual([415, 'type-not-allowed'])
  })
  it('a piece larger than a piece may be is stopped', async () => {
    const { body: { id } } = await begin({ kind: 'video', mediaType: 'video/mp4', bytes: 50_000_000 })
    expect((await append(id, 0, Buffer.alloc(4 * 1024 * 1024 + 1))).status).toBe(413)
  })
})

it('a recording is measured, not believed', async () => {
  expect(await clipLengthMs(wav(11), 'audio/wav')).toBe(11_000)
  expect(await clipLengthMs(Buffer.from('no recording at all'), 'audio/wav')).toBe(0)
  const cluster = (ms: number): Buffer =>
    Buffer.concat([Buffer.from([0x1f, 0x43, 0xb6, 0x75, 0xff, 0xe7, 0x82]), Buffer.from([ms >> 8, ms & 255]), Buffer.alloc(20)])
  const recorded = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, 0xff]), cluster(0),
    cluster(5000), cluster(12_345)])
  expect(await clipLengthMs(recorded, 'audio/webm')).toBe(12_345)
  expect((await send(wav(12), 'audio', 'audio/wav')).body.lengthMs).toBe(12_000)
})

/** A question of hers with these files, as it stands in the log. @returns its id, and the command that was sent */
const askWith = async (...digests: readonly string[]) => {
  const commands: Json[] = []
  await world.bus.respond('cmd.consult-router.open-consultation', async (body) => {
    commands.push(consultationCommands['open-consultation'].parse(CommandEnvelope.parse(body).data) as Json)
    return { outcome: 'accepted', version: 0, position: '1', repeated: false }
  })
  const asked = await world.ask({ method: 'POST', path: 'consultations', token: citizen, body: { text: '这份合同有效吗？请看照片。', files: digests } })
  expect(asked.status).toBe(201)
  const data = commands[0] as { attachments: { ref: Json; kind: string }[]; consultationId: string }
  const id = data.consultationId
  const person = (await world.ask({ path: 'auth/session', token: citizen })).body.accountId as PersonId
  await world.store.append(`consultation-${id}`, [{
    id: eventId(START, 'test', 0), type: consultationEvents.storedType('ConsultationOpened'),
    data: { ...commands[0] as object, consultationId: id, askerId: person, regionCode: '15', mandate: null, isProbe: false,
      openedAt: START, promiseDue: START, terms: { quorum: 3 }, policy: { hours: [], utcOffsetMinutes: 480, claimMaximumMs: 300_000 } } as never,
    meta: { source: '/test', time: START, recordedat: START, cause: 'command:Test', actorid: 'x', actorrole: 'system',
      correlationid: 'c', hashalg: 'sha256' },
  }], 'no-stream')
  return { id, attachments: data.attachments }
}

describe('a file of a question', () => {
  it('is attached by who sent it, and fetched by who may see it, in part or whole', async () => {
    const bytes = picture(300)
    const { file } = (await send(bytes, 'photo', 'image/png')).body
    const { id, attachments } = await askWith(file.digest)
    expect(attachments).toEqual([{ ref: file, kind: 'photo' }])

    const path = `consultations/${id}/files/${file.digest}`
    const whole = await fetch(`${world.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${citizen}` } })
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)
    expect([whole.headers.get('content-type'), whole.headers.get('content-length'),
      whole.headers.get('x-content-type-options')]).toEqual(['image/png', String(bytes.length), 'nosniff'])
    expect(whole.headers.get('content-security-policy')).toContain('sandbox')
    const part = await fetch(`${world.url}/api/v1/${path}`,
      { headers: { authorization: `Bearer ${citizen}`, range: 'bytes=100-199' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${bytes.length}`])
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true)
    const beyond = await world.ask({ path, token: citizen, headers: { range: `bytes=${bytes.length}-` } })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`])
    const opening = vi.spyOn(world.blobs, 'get')
    const head = await world.ask({ method: 'HEAD', path, token: citizen })
    expect([head.status, head.headers.get('content-length'), head.headers.get('content-type'), opening.mock.calls.length]).toEqual([200, String(bytes.length), 'image/png', 0])
    expect((await world.ask({ path, token: await world.citizen('13947400002') })).status).toBe(404)
    expect((await world.ask({ path: `consultations/${id}/files/${'0'.repeat(64)}`, token: citizen })).status).toBe(404)
  })
  it('that is two things at once is served as the one that was announced, alone in a sandbox, and as a download where no page shows it', async () => {
    const PAGE = Buffer.from('<html><script>alert(1)</script></html>')
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj <</Type /Catalog /OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n')
    const archive = Buffer.concat([Buffer.from('504b0506', 'hex'), Buffer.alloc(18)])
    const sent = await Promise.all(([
      ['photo', 'image/png', Buffer.concat([picture(20), PAGE]), 'inline'], ['document', 'application/pdf', Buffer.concat([pdf, archive]), 'attachment'],
      ['document', 'text/plain', PAGE, 'attachment'], ['audio', 'audio/wav', Buffer.concat([wav(1), PAGE]), 'inline'],
    ] as const).map(async ([kind, mediaType, bytes, shown]) => ({ mediaType, shown, file: (await send(bytes, kind, mediaType)).body.file })))
    const { id } = await askWith(...sent.map(({ file }) => file.digest))
    for (const { mediaType, shown, file } of sent) {
      const { headers, text } = await world.ask({ path: `consultations/${id}/files/${file.digest}`, token: citizen })
      expect([headers.get('content-type')!.split(';')[0], headers.get('x-content-type-options'), headers.get('content-security-policy'), headers.get('content-disposition')!.split(';')[0], headers.get('cross-origin-resource-policy')])
        .toEqual([mediaType, 'nosniff', "sandbox; default-src 'none'", shown, 'same-origin'])
      if (mediaType === 'image/png') expect(text).not.toContain('<script>')
    }
  })
  it('that somebody else sent cannot be attached', async () => {
    const { file } = (await send(picture(10), 'photo', 'image/png')).body
    const other = await world.citizen('13947400002')
    const reply = await world.ask({ method: 'POST', path: 'consultations', token: other,
      body: { text: '这份合同有效吗？', files: [file.digest] } })
    expect([reply.status, reply.body.code]).toEqual([404, 'no-such-blob'])
  })
  it('that is sealed for one person cannot be attached to the question of another', async () => {
    const desk = await world.staff('desk-1', 'desk')
    const { file } = (await send(picture(10), 'photo', 'image/png', {}, desk)).body
    const body = { text: '这份合同有效吗？', files: [file.digest], onBehalf: { phone: '13947400003' } }
    expect((await world.ask({ method: 'POST', path: 'consultations', token: desk, body })).body.code).toBe('no-such-blob')
  })
})

describe('where a scanner looks', () => {
  const infected = { kind: 'document', mediaType: 'text/plain', bytes: EICAR.length }
  const withScanner = async () => {
    const daemon = await startClamdDouble()
    onTestFinished(() => daemon.end())
    await world.close()
    world = await openWorld({ scanner: clamd({ address: daemon.address, withinMs: 60_000 }) })
    citizen = await world.citizen('13947400001')
    return daemon
  }
  const sealedFiles = () => readdirSync(world.folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile() && each.parentPath.startsWith(join(world.folder, 'blobs')))

  it('an infected file is refused in words, never kept, and noted with who sent it: once, however often it is asked', async () => {
    await withScanner()
    const { body: { id } } = await begin(infected)
    await append(id, 0, EICAR)
    for (let time = 0; time < 2; time += 1) {
      const refused = await finish(id)
      expect([refused.status, refused.body.code, refused.body.title]).toEqual([422, 'file-infected', '文件含有病毒，没有收下'])
    }
    expect([sealedFiles(), readdirSync(join(world.folder, 'uploads'))]).toEqual([[], []])
    const { accountId } = (await world.ask({ path: 'auth/session', token: citizen })).body
    const auditor = await world.staff('auditor-1', 'auditor')
    const audit = async () => (await world.ask({ path: 'audit', token: auditor })).body.items
    await vi.waitFor(async () => expect((await audit()).filter(({ action }: { action: string }) => action === 'refuse-infected-file')).toMatchObject([
      { kind: 'security', actorId: 'scanner', aboutId: accountId, outcome: 'done' },
    ]), { timeout: 300_000 })
    expect(world.errors).toEqual([])
  })
  it('nothing is taken while it is away; what was sent waits, and is taken when it is back', async () => {
    const daemon = await withScanner()
    await daemon.stop()
    const bytes = picture(20)
    const { body: { id } } = await begin({ kind: 'photo', mediaType: 'image/png', bytes: bytes.length })
    await append(id, 0, bytes)
    const away = await finish(id)
    expect([away.status, away.body.code, away.headers.get('retry-after'), away.body.title]).toEqual([503, 'file-not-scanned', '5', '暂时不能检查文件是否带病毒，文件还没有发出'])
    expect(sealedFiles()).toEqual([])
    await daemon.start()
    expect((await finish(id)).body.file).toMatchObject({ mediaType: 'image/png' })
    // What is kept is what was looked at.
    expect(daemon.scanned.map((each) => each.equals(bytes))).toEqual([true])
  })
})
