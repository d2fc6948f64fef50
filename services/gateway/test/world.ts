// The gateway over real HTTP, with the real runtime, bus and log (in memory) behind it. Both clocks stand still until told.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryBusState, openInProcessBus, timersOf, type Bus } from '@zhijian/bus'
import { accountEvents, type AccountId, type LawyerId, type Role } from '@zhijian/contracts'
import { instant, type Instant } from '@zhijian/kernel'
import { createSealer, openFolderBlobs, openSqliteKeyRing, openSqliteLookup, openUploads } from '@zhijian/privacy'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { TOTP, Secret } from 'otpauth'
import { ALL_UPLOADS, createGateway, gatewayConfig, gatewayService, openEdgeState, openSecretStore,
  type GatewayOptions } from '../src/index.ts'

export const START: Instant = instant('2026-11-23T01:00:00.000Z')
export const PASSWORD = '白音察干的风很大2026'
/** base32; every account of the tests has it. */
export const SECOND_FACTOR = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any
}

export interface Ask {
  readonly method?: string
  readonly path: string
  readonly body?: unknown
  readonly raw?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: string
  readonly role?: Role
  readonly key?: string
}

export const openWorld = async (overrides: Partial<GatewayOptions> = {}) => {
  const clock = virtualClock(START)
  const systemClock = virtualClock(START)
  const store = memoryStore()
  const tokens = processTokens(() => systemClock.now())
  const bus: Bus = await openInProcessBus({ store, state: memoryBusState(), report: () => undefined,
    timers: timersOf(systemClock) })
  const metrics = createMetrics()
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, wallNow: () => systemClock.now(), tokens, families: [accountEvents],
    log: silentLog, metrics,
  })
  runtime.host(gatewayService)
  await runtime.start()

  const sent: { phone: string; code: string }[] = []
  const errors: string[] = []
  const edgeState = openEdgeState(':memory:')
  const secrets = openSecretStore(':memory:', randomBytes(32))
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-gateway-'))
  const keyring = await openSqliteKeyRing({ file: join(folder, 'keys.db'), tombstoneFile: join(folder, 'tombstones'),
    masterKeyFile: join(folder, 'master.key') })
  const sealer = createSealer(keyring)
  const lookup = await openSqliteLookup({ file: join(folder, 'lookup.db'), keyFile: join(folder, 'lookup.key') })
  const blobs = await openFolderBlobs({ folder: join(folder, 'blobs'), keyring })
  const uploads = await openUploads({ folder: join(folder, 'uploads'), keyring, blobs, clock: systemClock, limits: ALL_UPLOADS })
  const gateway = await createGateway({
    bus, store, tokens, clock, systemClock, edgeState, secrets,
    sealer, lookup, keyring, blobs, uploads,
    codeSender: { send: async (phone, code) => void sent.push({ phone, code }) },
    config: gatewayConfig({ port: 0 }), registry: metrics.registry,
    log: { info: () => undefined, warn: () => undefined,
      error: (code, fields) => void errors.push(JSON.stringify({ code, ...fields })) },
    ...overrides,
  })
  const { url } = await gateway.start()
  let keys = 0

  const ask = async ({ method = 'GET', path, body, raw, headers = {}, token, role, key }: Ask): Promise<Reply> => {
    const writes = method !== 'GET' && method !== 'HEAD'
    const response = await fetch(url + (path.startsWith('/') ? path : `/api/v1/${path}`), {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(role === undefined ? {} : { 'zhijian-role': role }),
        ...(writes ? { 'idempotency-key': key ?? `key-${String(keys += 1).padStart(8, '0')}` } : {}),
        ...headers,
      },
      ...(raw !== undefined ? { body: raw } : body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: text !== ''
      && /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null }
  }

  const totp = (): string =>
    new TOTP({ secret: Secret.fromBase32(SECOND_FACTOR) }).generate({ timestamp: Date.parse(systemClock.now()) })

  /** Signs in as a citizen, with an account if there was none. @returns a bearer token */
  const citizen = async (phone: string): Promise<string> => {
    await ask({ method: 'POST', path: 'auth/phone-codes', body: { phone } })
    const { code } = sent.findLast((each) => each.phone === phone)!
    return (await ask({ method: 'POST', path: 'auth/phone-sessions', body: { phone, code, client: 'app' } })).body.token
  }

  const signIn = async (login: string): Promise<string> => {
    const reply = await ask({ method: 'POST', path: 'auth/password-sessions',
      body: { login, password: PASSWORD, totp: totp(), client: 'app' } })
    if (reply.status !== 200) throw new Error(reply.text)
    return reply.body.token
  }

  /** An account with these roles over 卓资县, signed in with password and second factor. */
  const staff = async (id: string, ...roles: Exclude<Role, 'citizen' | 'system'>[]): Promise<string> => {
    await gateway.provision({
      id: id as AccountId, kind: 'staff', password: PASSWORD, secondFactor: SECOND_FACTOR,
      grants: roles.map((role) => ({ role, region: '150921', organisation: null })),
    })
    return signIn(id)
  }

  /** A lawyer of the pool, signed in. */
  const lawyer = async (id: string, lawyerId: string): Promise<string> => {
    await gateway.provision({
      id: id as AccountId, kind: 'lawyer', lawyerId: lawyerId as LawyerId, password: PASSWORD, secondFactor: SECOND_FACTOR,
      grants: [{ role: 'lawyer', region: null, organisation: null }],
    })
    return signIn(id)
  }

  return {
    url, ask, citizen, lookup, blobs, folder, sealer, keyring, tokens, staff, lawyer, totp, sent, errors, clock, systemClock,
    store, bus, runtime, gateway, edgeState, secrets,
    async close() {
      await gateway.stop()
      await runtime.drain()
      await bus.close()
      await edgeState.close()
      await secrets.close()
      await lookup.close()
      await keyring.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type World = Awaited<ReturnType<typeof openWorld>>
