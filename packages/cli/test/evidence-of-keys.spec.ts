// What a changed key and a changed suite leave behind, given to both checkers with the first key alone: the log, a receipt, its codes, a
// proof between two seals; and the ways to bend each.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linesOf, receiptMaker, type Receipt } from '@zhijian/audit'
import { ConsultationId, PersonId } from '@zhijian/contracts'
import {
  chainHash, createSealer as createLogSealer, openLogTree, openSealKey, proveConsistency, statementOf, type ConsistencyProof, type HashName, type LogRecord, type Rotation,
} from '@zhijian/event-store'
import { openSqliteStore, type SqliteStore } from '@zhijian/event-store/sqlite'
import { canonical, plus, type Instant, type JsonObject } from '@zhijian/kernel'
import { createSealer, openSqliteKeyRing } from '@zhijian/privacy'
import { checkBoth, stopPython, type Checked } from './evidence.ts'
import { newRoot, remove } from './world.ts'

const NINE = '2026-11-22T01:00:00.000Z' as Instant
const QUESTION = '工地拖欠我三个月工资'
const golden = ['../../contracts/golden', '../../../contracts/golden'].map((path) => new URL(`${path}/consultation/`, import.meta.url))
  .find((folder) => { try { return readdirSync(folder).length > 0 } catch { return false } })!
let root: string
let storeId: string
let receipt: Receipt
let proof: ConsistencyProof
/** PEM of the first key, which is all that is known from outside. */
let first: string
let serial = 0
const at = (name: string): string => join(root, name)
const sealsFile = (): string => join(root, 'seals', `${storeId}.seals.jsonl`)
const pemOf = (keyId: string): string => readFileSync(join(root, 'seals', `${keyId}.pub.pem`), 'utf8')
const dataOf = (record: LogRecord): Rotation => (JSON.parse(record.text) as { data: Rotation }).data

const append = (store: SqliteStore, stream: string, type: string, data: JsonObject): Promise<unknown> => {
  const id = `018f0000-0000-7000-8000-${String(serial++).padStart(12, '0')}`
  return store.append(stream, [{ id, type, data, meta: {
    source: '/test', time: NINE, recordedat: NINE, cause: 'command:test', actorid: 'wang', actorrole: 'citizen', correlationid: id, hashalg: store.hash,
  } }], 'no-stream')
}

beforeAll(async () => {
  root = newRoot()
  for (const name of ['data', 'keys']) mkdirSync(at(name))
  const keyring = await openSqliteKeyRing({ file: at('keys/ring.db'), masterKeyFile: at('keys/master.key'), tombstoneFile: at('keys/tombstones') })
  const sealer = createSealer(keyring, { suite: 'sm' })
  let minute = 0
  const now = (): Instant => plus(NINE, (minute += 10) * 60_000)
  const open = async (hash: HashName): Promise<{ store: SqliteStore; seals: ReturnType<typeof createLogSealer> }> => {
    const store = await openSqliteStore({ file: at('data/log.db'), hash })
    return { store, seals: createLogSealer({ store, keyFile: at('keys/seal.key'), sealsDir: at('seals') }) }
  }
  // Ed25519 over SHA-256, another key, then SM2 over SM3, another key again.
  let { store, seals } = await open('sha256')
  storeId = store.storeId
  await append(store, 'note-a', 'NoteMade.v1', {})
  first = pemOf((await seals.seal(now()))!.keyId)
  copyFileSync(at('keys/seal.key'), at('keys/stolen.key'))
  await seals.rotate(now(), 'ed25519')
  await append(store, 'note-b', 'NoteMade.v1', {})
  await seals.seal(now())
  await store.close()
  ;({ store, seals } = await open('sm3'))
  const opened = (JSON.parse(readFileSync(new URL('ConsultationOpened.v1.json', golden), 'utf8')) as { data: JsonObject }).data
  await append(store, 'consultation-c1', 'ConsultationOpened.v1', { ...opened, text: await sealer.seal(PersonId.parse('wang'), QUESTION) as unknown as JsonObject, redacted: null })
  await seals.seal(now())
  copyFileSync(at('keys/seal.key'), at('keys/before-sm.key'))
  await seals.rotate(now(), 'sm2')
  await append(store, 'note-c', 'NoteMade.v1', {})
  await seals.seal(now())
  await seals.rotate(now(), 'sm2')
  await append(store, 'note-d', 'NoteMade.v1', {})
  await seals.seal(now())
  receipt = (await receiptMaker({ store, treeFolder: at('tree'), sealer })(ConsultationId.parse('c1'))).receipt
  const last = (await store.lastEvent(`log-${storeId}`))!.version
  proof = await proveConsistency(store, openLogTree(store, at('tree')), 0, last)
  await store.close()
  await keyring.close()
})
afterAll(() => {
  stopPython()
  remove(root)
})

const check = (file: string | object, keys: readonly string[] = [first], seals = true): Promise<Checked> => {
  if (typeof file !== 'string' || !file.endsWith('.db')) writeFileSync(at('given'), typeof file === 'string' ? file : JSON.stringify(file))
  return checkBoth({ file: typeof file === 'string' && file.endsWith('.db') ? file : at('given'), keys, seals: seals ? [readFileSync(sealsFile(), 'utf8')] : [] })
}
const found = async (file: string | object, keys?: readonly string[], seals?: boolean): Promise<readonly string[]> =>
  (await check(file, keys, seals)).findings.map(({ kind, place, code }) => `${kind} ${place.replace(storeId, 'S')} ${code}`)
/** The same event with other data, hashed as it should be. */
const changed = (record: LogRecord, change: (data: Rotation) => object): LogRecord => {
  const event = JSON.parse(record.text) as { data: Rotation; hashalg: HashName }
  const text = canonical({ ...event, data: change(event.data) } as unknown as JsonObject)
  return { ...record, text, hash: chainHash(event.hashalg, record.previous, text) }
}
const bent = (signature: string): string => signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))

describe('left as they were', () => {
  it('log, receipt, its codes and a proof hold with the first key alone, through two changes of keys and one of the suite', async () => {
    expect([dataOf(receipt.seal).hash, receipt.rotations.length, proof.steps.map(({ hash }) => hash)]).toEqual(['sm3', 3, ['sha256', 'sm3']])
    for (const file of [at('data/log.db'), receipt, linesOf(receipt).toReversed().join('\n'), `${linesOf(receipt).join('\r\n')}\r\n`, proof]) {
      expect(await check(file)).toMatchObject({ findings: [], open: [] })
    }
    expect((await check(linesOf(receipt).join('\n'))).sealed).toBe(1)
  })
  it('with a later key known as well they hold too, and without any that is said', async () => {
    const sm2 = pemOf(dataOf(receipt.seal).keyId)
    for (const file of [at('data/log.db'), receipt, proof]) expect(await check(file, [first, sm2])).toMatchObject({ findings: [], open: [] })
    expect(await check(receipt, [sm2])).toMatchObject({ findings: [], open: [] })
    expect((await check(receipt, [])).open.map(({ code }) => code)).toEqual(['no-keys'])
  })
})

describe('a receipt after changes of keys', () => {
  const with_ = (n: number, change: (data: Rotation) => object): Receipt => ({ ...receipt, rotations: receipt.rotations.map((record, place) => (place === n ? changed(record, change) : record)) })
  it.each<[string, () => Receipt, readonly string[]]>([
    ['a change of keys left out', () => ({ ...receipt, rotations: receipt.rotations.slice(1) }), ['signature log-S@7 unknown-key']],
    ['the next key exchanged', () => with_(0, (data) => ({ ...data, next: { ...data.next, keyId: 'ab'.repeat(8) } })), ['signature log-S@1 wrong-signature', 'signature log-S@7 unknown-key']],
    ['a change of keys that nobody signed', () => with_(0, (data) => ({ ...data, signature: bent(data.signature) })), ['signature log-S@1 wrong-signature', 'signature log-S@7 unknown-key']],
    ['a change of keys to which the next did not agree', () => with_(0, (data) => ({ ...data, nextSignature: bent(data.nextSignature) })), ['signature log-S@1 next-key-silent', 'signature log-S@7 unknown-key']],
    ['an SM2 signature changed', () => ({ ...receipt, seal: changed(receipt.seal, (data) => ({ ...data, signature: bent(data.signature) })) }), ['outside log-S@7 other-than-copied', 'signature log-S@7 wrong-signature']],
    ['an SM2 signature of nothing', () => ({ ...receipt, seal: changed(receipt.seal, (data) => ({ ...data, signature: Buffer.alloc(64).toString('base64url') })) }), ['outside log-S@7 other-than-copied', 'signature log-S@7 wrong-signature']],
    ['a seal that names a next key', () => ({ ...receipt, seal: changed(receipt.seal, (data) => ({ ...data, next: null })) }), ['proof consultation-c1@0 beyond-seal', 'seal log-S@7 seal-unreadable']],
    ['a change of keys put in the seal’s place', () => ({ ...receipt, seal: receipt.rotations[0]! }), ['proof consultation-c1@0 beyond-seal']],
    ['a change of keys that is no event of this log', () => ({ ...receipt, rotations: [...receipt.rotations, { ...receipt.rotations[0]!, hash: 'ab'.repeat(32) }] }), ['seal log-S@1 hash-misfit']],
    ['a list of changes that is none', () => ({ ...receipt, rotations: [{}] as never }), ['file file shape']],
  ])('%s', async (_does, made, expected) => {
    expect(await found(made())).toEqual(expected)
  })

  it('is signed by a key that was replaced before', async () => {
    const stolen = openSealKey(at('keys/stolen.key'))
    const { time } = JSON.parse(receipt.seal.text) as { time: Instant }
    const seal = changed(receipt.seal, (data) => {
      const { next: _next, nextSignature: _signature, ...said } = { ...data, keyId: stolen.keyId }
      return { ...said, signature: stolen.sign(statementOf(storeId, time, said as never)) }
    })
    expect(await found({ ...receipt, seal }, [first], false)).toEqual(['signature log-S@7 retired-key'])
  })

  it('its codes: one missing, one torn, one of another receipt', async () => {
    const lines = linesOf(receipt)
    expect(lines.length).toBeGreaterThan(1)
    expect(await found(lines.slice(1).join('\n'))).toEqual(['file code 1 code-missing'])
    expect(await found([...lines.slice(1), lines[0]!.slice(0, 10)].join('\n'))).toEqual([`file line ${lines.length} code-unreadable`])
    expect(await found([...lines, 'ZJR1:1/99:BB8'].join('\n'))).toEqual([`file line ${lines.length + 1} code-unreadable`])
    // Other bytes unpack to nothing, or to something else.
    expect((await found([`${lines[0]!.slice(0, -3)}${lines[0]!.endsWith('BB8') ? 'BB9' : 'BB8'}`, ...lines.slice(1)].join('\n'))).length).toBeGreaterThan(0)
    expect(await found([...lines, `${lines[0]!.slice(0, -3)}:::`].join('\n'))).toEqual([`file line ${lines.length + 1} code-unreadable`])
  })
})

describe('a proof between two seals', () => {
  const step = (n: number, change: (step: ConsistencyProof['steps'][number]) => object): object => ({ ...proof, steps: proof.steps.map((each, place) => (place === n ? { ...each, ...change(each) } : each)) })
  it.each<[string, () => object, readonly string[]]>([
    ['a hash on the way changed', () => step(0, ({ path }) => ({ path: path.with(0, 'ab'.repeat(32)) })), ['proof log-S@7 not-grown']],
    ['a hash left out', () => step(1, ({ path }) => ({ path: path.slice(1) })), ['proof log-S@7 not-grown']],
    ['a hash put in', () => step(1, ({ path }) => ({ path: [...path, 'ab'.repeat(32)] })), ['proof log-S@7 not-grown']],
    ['another end', () => step(1, ({ to }) => ({ to: { ...to, root: 'ab'.repeat(32) } })), ['proof log-S@7 not-grown']],
    ['a smaller end', () => step(1, ({ to }) => ({ to: { ...to, size: to.size - 1 } })), ['proof log-S@7 not-grown']],
    ['the two exchanged', () => ({ ...proof, first: proof.second, second: proof.first }), ['proof log-S@0 not-grown']],
    ['the change of suite left out', () => ({ ...proof, rotations: proof.rotations.slice(0, 1) }), ['signature log-S@7 unknown-key', 'proof log-S@7 not-grown']],
    ['a step left out', () => ({ ...proof, steps: proof.steps.slice(1) }), ['proof log-S@7 not-grown']],
    ['no step', () => ({ ...proof, steps: [] }), ['file file shape']],
    ['another log', () => ({ ...proof, store: 'another' }), []],
  ])('%s', async (_does, made, expected) => {
    if (expected.length === 0) {
      const codes = (await check(made(), [first], false)).findings.map(({ code }) => code)
      expect([codes.length > 0, new Set(codes)]).toEqual([true, new Set(['no-seal-of-this-log'])])
    } else expect([...await found(made())].sort()).toEqual([...expected].sort())
  })
})

describe('the log after changes of keys', () => {
  const bend = async (work: (store: SqliteStore, seals: ReturnType<typeof createLogSealer>) => Promise<void>): Promise<readonly string[]> => {
    const beside = newRoot()
    try {
      for (const name of ['data', 'keys', 'seals']) mkdirSync(join(beside, name))
      copyFileSync(at('data/log.db'), join(beside, 'data', 'log.db'))
      for (const name of ['seal.key', 'stolen.key', 'before-sm.key']) copyFileSync(at(`keys/${name}`), join(beside, 'keys', name))
      for (const name of readdirSync(at('seals'))) copyFileSync(join(root, 'seals', name), join(beside, 'seals', name))
      const store = await openSqliteStore({ file: join(beside, 'data', 'log.db'), hash: 'sm3' })
      // He has what he needs to seal; what was copied outside before, he cannot reach.
      await work(store, createLogSealer({ store, keyFile: join(beside, 'keys', 'seal.key'), sealsDir: join(beside, 'his') }))
      await store.close()
      const { findings } = await checkBoth({ file: join(beside, 'data', 'log.db'), keys: [first], seals: [] })
      return findings.map(({ kind, place, code }) => `${kind} ${place.replace(storeId, 'S')} ${code}`)
    } finally {
      rmSync(beside, { recursive: true, force: true })
    }
  }
  it.each(['stolen.key', 'before-sm.key'])('sealed on with a key that was replaced (%s)', async (name) => {
    expect(await bend(async (store) => {
      const keyFile = join(root, 'keys', name)
      await append(store, 'note-x', 'NoteMade.v1', {})
      await createLogSealer({ store, keyFile, sealsDir: at('his') }).seal(plus(NINE, 86_400_000), { force: true })
    })).toEqual(['signature log-S@8 retired-key'])
  })
  it('sealed on with a key of somebody’s own', async () => {
    expect(await bend(async (store) => {
      await append(store, 'note-x', 'NoteMade.v1', {})
      await createLogSealer({ store, keyFile: at('keys/own.key'), keyKind: 'sm2', sealsDir: at('his') }).seal(plus(NINE, 86_400_000), { force: true })
    })).toEqual(['signature log-S@8 unknown-key'])
  })
  it('given another tree in a new suite, signed by both keys', async () => {
    expect(await bend(async (store, seals) => {
      void seals
      const sha = await openSqliteStore({ file: store.file, hash: 'sha256' })
      const lying: SqliteStore = { ...sha, tail: (from, ...more) => (from === '0000000000000000' ? { async *[Symbol.asyncIterator]() {
        for await (const batch of sha.tail(from, ...more)) yield { ...batch, events: batch.events.map((event) => ({ ...event, hash: 'ab'.repeat(32) })) }
      } } : sha.tail(from, ...more)) }
      copyFileSync(at('keys/seal.key'), at('keys/current.key'))
      await createLogSealer({ store: lying, keyFile: at('keys/current.key'), sealsDir: at('his') }).rotate(plus(NINE, 86_400_000), 'ed25519')
      await sha.close()
    })).toEqual(['seal log-S@8 seal-root'])
  })
})
