// Her receipt: proved from the log to a signed seal, opened by salt and text, whole again from the codes on paper, in both suites.
import { createPublicKey, hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import decodeQR from 'qr/decode.js'
import encodeQR from 'qr'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConsultationId, PersonId } from '@zhijian/contracts'
import {
  chainHash, createSealer as createLogSealer, eventLeaf, isSealSigned, verifyInclusion,
  type HashName, type NewEvent, type Seal, type Sealer as LogSealer,
} from '@zhijian/event-store'
import { openSqliteStore, type SqliteStore } from '@zhijian/event-store/sqlite'
import { isFault, plus, type Instant, type JsonObject } from '@zhijian/kernel'
import { createSealer, openSqliteKeyRing, proves, type KeyRing, type Sealer, type SuiteName } from '@zhijian/privacy'
import { linesOf, receiptIn, receiptMaker, receiptPage, type MadeReceipt, type Receipt } from '../src/index.ts'
import { base45, unbase45 } from '../src/receipt/codes.ts'

const golden = (type: string): JsonObject =>
  (JSON.parse(readFileSync(new URL(`../../contracts/golden/consultation/${type}.json`, import.meta.url), 'utf8')) as { data: JsonObject }).data
const NINE = '2026-11-22T01:00:00.000Z' as Instant
const after = (minutes: number): Instant => plus(NINE, minutes * 60_000)
const WANG = PersonId.parse('wang')
const C1 = ConsultationId.parse('c1')
const QUESTION = '老板拖欠三个月工资，没有签劳动合同，怎么要回来？<script>'

let folder: string
let store: SqliteStore
let keyring: KeyRing
let sealer: Sealer
let logSealer: LogSealer
let serial = 0
const begin = async (suite: SuiteName): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'zhijian-receipt-'))
  for (const name of ['data', 'keys']) mkdirSync(join(folder, name))
  store = await openSqliteStore({ file: join(folder, 'data', 'log.db'), hash: suite === 'sm' ? 'sm3' : 'sha256' })
  keyring = await openSqliteKeyRing({
    file: join(folder, 'keys', 'ring.db'), masterKeyFile: join(folder, 'keys', 'master.key'), tombstoneFile: join(folder, 'keys', 'tombstones'), suite,
  })
  sealer = createSealer(keyring, { suite })
  logSealer = createLogSealer({ store, keyFile: join(folder, 'keys', 'seal.key'), keyKind: suite === 'sm' ? 'sm2' : 'ed25519', sealsDir: join(folder, 'seals') })
}
const end = async (): Promise<void> => {
  await store.close()
  await keyring.close()
  rmSync(folder, { recursive: true, force: true })
}
const append = (type: string, data: JsonObject, expected: 'no-stream' | number, stream = 'consultation-c1'): Promise<unknown> => {
  const id = `018f0000-0000-7000-8000-${String(serial++).padStart(12, '0')}`
  const event: NewEvent = { id, type, data, meta: {
    source: '/test', time: NINE, recordedat: NINE, cause: 'command:test', actorid: 'wang', actorrole: 'citizen', correlationid: id, hashalg: store.hash,
  } }
  return store.append(stream, [event], expected)
}
const ask = async (): Promise<void> => void await append('ConsultationOpened.v1', {
  ...golden('ConsultationOpened.v1'), text: await sealer.seal(WANG, QUESTION) as unknown as JsonObject, redacted: null,
}, 'no-stream')
const answer = async (answerId: string, text: string | null, expected: number): Promise<void> => void await append('AnswerGiven.v1', {
  ...golden('AnswerGiven.v1'), answerId, text: text === null ? null : await sealer.seal(WANG, text) as unknown as JsonObject,
}, expected)
const hide = (answerId: string, expected: number): Promise<unknown> => append('AnswerHidden.v1', { ...golden('AnswerHidden.v1'), answerId }, expected)
const make = (): Promise<MadeReceipt> => receiptMaker({ store, treeFolder: join(folder, 'tree'), sealer })(C1)
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'made', (error: unknown) => (isFault(error) ? error.code : String(error)))

/** What a verifier does, by the primitives: every event's hash, place under the seal, seal's signature, opening's commitment. */
const holds = ({ events, seal, openings, store: storeId }: Receipt, publicPem: string): boolean => {
  const { time, data } = JSON.parse(seal.text) as { time: Instant; data: Seal }
  const isSealed = isSealSigned(createPublicKey(publicPem), storeId, time, data)
  const areIn = events.every(({ text, hash: own, previous, index, path }) => {
    const { subject: stream, streamversion: version, hashalg } = JSON.parse(text) as { subject: string; streamversion: number; hashalg: HashName }
    return chainHash(hashalg, previous, text) === own && verifyInclusion(data.hash, eventLeaf(data.hash, { stream, version, hash: own }), index, data.size, path, data.root)
  })
  const areOpened = openings.every(({ event, salt, value }) => proves((JSON.parse(events[event]!.text) as { data: { text: never } }).data.text, salt, value))
  return isSealed && areIn && areOpened
}

describe.each<SuiteName>(['aes', 'sm'])('a receipt, suite %s', (suite) => {
  beforeEach(() => begin(suite))
  afterEach(end)

  it('proves what she asked and was answered', async () => {
    await ask()
    await append('NoteMade.v1', {}, 'no-stream', 'note-a')
    await answer('a-1', '可以向劳动监察大队投诉。', 0)
    await answer('a-2', null, 1)
    await logSealer.seal(after(10))
    const { receipt, waiting } = await make()
    expect([receipt.events.length, receipt.openings.map(({ value }) => value), waiting]).toEqual([3, [QUESTION, '可以向劳动监察大队投诉。'], 0])
    const { keyId } = (JSON.parse(receipt.seal.text) as { data: Seal }).data
    const pem = readFileSync(join(folder, 'seals', `${keyId}.pub.pem`), 'utf8')
    expect(holds(receipt, pem)).toBe(true)
    expect(holds({ ...receipt, openings: receipt.openings.map((opening) => ({ ...opening, value: `${opening.value}。` })) }, pem)).toBe(false)
    expect(holds({ ...receipt, events: receipt.events.map((event) => ({ ...event, text: event.text.replace('"actorid":"wang"', '"actorid":"weng"') })) }, pem)).toBe(false)
    expect(holds({ ...receipt, events: receipt.events.map((event) => ({ ...event, index: event.index + 1 })) }, pem)).toBe(false)
  })

  it('is whole again from the codes on paper, in any order, and not from fewer', async () => {
    await ask()
    for (let n = 0; n < 3; n += 1) await answer(`a-${n}`, `第${n}条：`.concat('根据劳动合同法第三十条，用人单位应当按照约定及时足额支付劳动报酬。'.repeat(8)), n)
    await logSealer.seal(after(10))
    const { receipt } = await make()
    const lines = linesOf(receipt)
    expect(lines.length).toBeGreaterThan(2)
    // As a camera sees it: a picture of points, read by somebody else's decoder.
    const seen = lines.map((line) => {
      const { height, width, data } = ((bitmap: boolean[][]) => {
        const scale = 4
        const size = bitmap.length * scale
        const pixels = new Uint8Array(size * size * 3)
        for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) pixels.fill(bitmap[Math.floor(y / scale)]![Math.floor(x / scale)]! ? 0 : 255, (y * size + x) * 3, (y * size + x) * 3 + 3)
        return { height: size, width: size, data: pixels }
      })(encodeQR(line, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: 4 }))
      return decodeQR({ height, width, data })
    })
    expect(seen).toEqual(lines)
    expect(receiptIn([...seen.toReversed(), seen[0]!])).toEqual(receipt)
    expect(() => receiptIn(seen.slice(1))).toThrow('codes missing: 1')
    expect(() => receiptIn([...seen.slice(1), 'ZJR1:1/9:AA'])).toThrow(SyntaxError)
  })

  it('shows no answer that was taken from sight, and that again which was put back', async () => {
    await ask()
    await answer('a-1', '加微信详谈', 0)
    await answer('a-2', '可以申请仲裁。', 1)
    await hide('a-1', 2)
    await hide('a-2', 3)
    await append('AnswerRestored.v1', { ...golden('AnswerRestored.v1'), answerId: 'a-2' }, 4)
    await logSealer.seal(after(10))
    expect((await make()).receipt.openings.map(({ value }) => value)).toEqual([QUESTION, '可以申请仲裁。'])
  })

  it('waits for a seal, and says how many answers still do', async () => {
    await ask()
    expect(await codeOf(make())).toBe('not-sealed')
    await logSealer.seal(after(10))
    await answer('a-1', '可以申请仲裁。', 0)
    const made = await make()
    expect([made.receipt.events.length, made.waiting, receiptPage(made).includes('另有 1 条答复尚未封印')]).toEqual([1, 1, true])
  })

  it('is of no question that is not there, and of nobody who was forgotten', async () => {
    expect(await codeOf(make())).toBe('no-such-consultation')
    await ask()
    await logSealer.seal(after(10))
    await keyring.destroy(WANG, { reason: 'asked', by: ['a', 'b'], at: NINE })
    expect(await codeOf(make())).toBe('person-erased')
  })

  it('names every change of keys on the way to its seal', async () => {
    await ask()
    await logSealer.seal(after(10))
    await logSealer.rotate(after(20), suite === 'sm' ? 'sm2' : 'ed25519')
    await append('NoteMade.v1', {}, 'no-stream', 'note-a')
    await logSealer.seal(after(30))
    const { receipt } = await make()
    expect(receipt.rotations.map(({ text }) => (JSON.parse(text) as { type: string }).type)).toEqual(['LogKeyRotated.v1'])
  })
})

describe('on paper', () => {
  beforeEach(() => begin('aes'))
  afterEach(end)
  it('is one page that asks nobody for anything and says her words as they are', async () => {
    await ask()
    await logSealer.seal(after(10))
    const made = await make()
    const page = receiptPage(made)
    expect(page).toContain('怎么要回来？&#60;script&#62;')
    expect(page).toContain('2026-11-22 09:00:00')
    expect(page.match(/<svg/g)).toHaveLength(linesOf(made.receipt).length)
    // The proof lies in it as data, for a checker to read; nothing in it is run.
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script type="application/json" id="receipt">'])
    expect(page).not.toMatch(/(src|href)=|url\(/)
  })
})

it('base45 is that of RFC 9285', () => {
  for (const [text, coded] of [['AB', 'BB8'], ['Hello!!', '%69 VD92EX0'], ['base-45', 'UJCLQE7W581'], ['ietf!', 'QED8WEX0']] as const) {
    expect([base45(Buffer.from(text)), unbase45(coded).toString()]).toEqual([coded, text])
  }
  for (const wrong of ['GGW', 'A', 'a1B', ':::']) expect(() => unbase45(wrong)).toThrow(SyntaxError)
  expect(hash('sha256', unbase45(base45(Buffer.alloc(999, 7))))).toBe(hash('sha256', Buffer.alloc(999, 7)))
})
