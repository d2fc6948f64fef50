// lawyer-pool on a runtime of its own, on a virtual clock; consult-router and the notifier are only the facts they would write, the
// directory what it would answer: a map of 150921 with one village.
import { createHash, createHmac } from 'node:crypto'
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { accountEvents, consultationEvents, deliveryEvents, dutyEvents, lawyerEvents, type Actor, type BlobRef, type CommandReply, type PersonId, type Sealed } from '@zhijian/contracts'
import { eventId, type StoredEvent } from '@zhijian/event-store'
import { Fault, instant, timersOf, type Json, type JsonObject } from '@zhijian/kernel'
import type { BlobStore, Lookup, Sealer } from '@zhijian/privacy'
import type { ReadStore } from '@zhijian/read-store'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { createLawyerPool, type PoolIndex } from '../src/index.ts'

export const nine = instant('2026-11-22T01:00:00.000Z')
export const DESK: Actor = { id: 'desk-1' as PersonId, role: 'desk' }
export const SYSTEM: Actor = { id: 'system' as PersonId, role: 'system' }

/** Ports of privacy in memory. */
export const memoryPrivacy = () => {
  const owners = new Map<string, string>()
  const blobs = new Map<string, Uint8Array>()
  const refOf = (bytes: Uint8Array, mediaType: string): BlobRef => ({ digest: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, mediaType })
  const found = (ref: BlobRef): Uint8Array => {
    const bytes = blobs.get(ref.digest)
    if (!bytes) throw new Fault('no-such-blob', 'there is no such blob', { retry: 'never' })
    return bytes
  }
  const keep = (bytes: Uint8Array, mediaType: string): BlobRef => {
    const ref = refOf(bytes, mediaType)
    blobs.set(ref.digest, bytes)
    return ref
  }
  const lookup: Lookup = {
    hmac: (kind, value) => createHmac('sha256', 'test').update(`${kind}/${value}`).digest('base64url'),
    reserve: async (kind, hmac, owner) => {
      const key = `${kind}/${hmac}`
      const held = owners.get(key)
      if (held !== undefined) return held === owner ? 'mine' : 'taken'
      owners.set(key, owner)
      return 'reserved'
    },
    ownerOf: async (kind, hmac) => owners.get(`${kind}/${hmac}`) ?? null,
    release: async (kind, hmac, owner) => void (owners.get(`${kind}/${hmac}`) === owner && owners.delete(`${kind}/${hmac}`)),
    retain: async () => 0,
    eraseOwner: async () => 0,
  }
  let salt = 0
  const sealer = {
    // Another box each time, as a real one makes.
    seal: async (person: PersonId, text: string) =>
      ({ person, box: Buffer.from(`${salt++}:${text}`).toString('base64url'), commitment: createHash('sha256').update(text).digest('base64url') }) as Sealed,
    openOrNull: async (sealed: Sealed) => Buffer.from(sealed.box, 'base64url').toString().replace(/^\d+:/, ''),
    unveilOrNull: async (_person: PersonId, veiled: string) => [...veiled].reverse().join(''),
  } as unknown as Sealer
  const store = { putPublic: async (bytes, type) => keep(bytes, type), getPublic: async (ref) => found(ref), get: async (_person, ref) => found(ref) } satisfies Partial<BlobStore>
  return { lookup, sealer, blobs: store, keep, readBlob: (ref: BlobRef) => JSON.parse(Buffer.from(found(ref)).toString()) as JsonObject }
}

export const poolWorld = async (options: { readonly storeIsLive?: boolean; readonly readStore?: ReadStore; readonly from?: readonly StoredEvent[]; readonly poolIndex?: PoolIndex } = {}) => {
  const clock = virtualClock(nine)
  const store = memoryStore({ from: options.from })
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers: timersOf(clock), report: () => {} })
  const tokens = processTokens(() => clock.now())
  const runtime = createRuntime({
    store, bus, readStore: options.readStore ?? memoryReadStore(), clock, timers: timersOf(clock), wallNow: () => clock.now(), tokens,
    families: [accountEvents, consultationEvents, deliveryEvents, dutyEvents, lawyerEvents], log: silentLog, metrics: createMetrics(),
  })
  const privacy = memoryPrivacy()
  const pool = runtime.host((ports) => createLawyerPool(ports, {
    ...privacy, storeIsLive: options.storeIsLive ?? false, ...(options.poolIndex ? { poolIndex: options.poolIndex } : {}),
  }))
  /** What is told to consult-router. */
  const audiences: JsonObject[] = []
  /** Codes the directory was asked about. */
  const asked: string[] = []
  /** On the directory's map of 150921. */
  const villages = new Set(['150921106001'])
  await bus.respond('cmd.consult-router.record-audience', async (body) => {
    audiences.push((body as { data: JsonObject }).data)
    return { outcome: 'accepted', version: 0, position: '0', repeated: false }
  })
  await bus.respond('qry.directory.misplaced', async (body) => {
    const { codes, within } = (body as { data: { codes: string[]; within: string } }).data
    asked.push(...codes)
    if (codes.some((code) => code.startsWith('99'))) return 'no-such-division'
    if (within === 'served' && codes.some((code) => code.length >= 6 && !code.startsWith('150921'))) return 'county-not-served'
    return codes.some((code) => code.length > 6 && !villages.has(code)) ? 'no-such-division' : null
  })
  await runtime.start()
  let commands = 0
  return {
    clock, store, runtime, audiences, asked, villages, ...privacy,
    async send(name: string, data: JsonObject, more: { readonly actor?: Actor; readonly commandId?: string } = {}): Promise<CommandReply> {
      const actor = more.actor ?? DESK
      const commandId = more.commandId ?? `command-${String(commands++).padStart(20, '0')}`
      const reply = await pool.handleCommand(name, { commandId, data, actor, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'test' })
      await runtime.idle()
      return reply
    },
    ask: (name: string, data: JsonObject, actor: Actor = SYSTEM): Promise<Json> =>
      pool.handleQuery(name, { data, actor, token: tokens.sign(actor, 'query') }),
    /** A fact that another service wrote. */
    async happens(stream: string, type: string, data: JsonObject): Promise<void> {
      const time = clock.now()
      const last = await store.lastEvent(stream)
      await store.append(stream, [{
        id: eventId(time, `${stream}/${type}`, last?.version ?? 0), type: `${type}.v1`, data,
        meta: { source: '/other', time, recordedat: time, cause: 'command:X', actorid: 'a', actorrole: 'system', correlationid: stream, hashalg: 'sha256' },
      }], last ? last.version : 'no-stream')
      await runtime.idle()
    },
    async stop() {
      await runtime.drain()
      await bus.close()
    },
  }
}
