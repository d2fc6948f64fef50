// The gateway over real HTTP, with the real runtime, bus and log (in memory) behind it. Both clocks stand still until told.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryBusState, openInProcessBus, type Bus } from '@zhijian/bus'
import { accountEvents, personEvents, PlatformRole, type AccountId, type LawyerId, type Office, type PersonEvent, type PlatformGrant, type Role } from '@zhijian/contracts'
import { eventId } from '@zhijian/event-store'
import { instant, timersOf, type Instant } from '@zhijian/kernel'
import { operatorService } from '@zhijian/operating'
import { createBlobs, createSealer, folderBytes, openSqliteKeyRing, openSqliteLookup, openUploads, type FileScanner } from '@zhijian/privacy'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { TOTP, Secret } from 'otpauth'
import { newToken, tokenHash } from '../src/ids.ts'
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

/** @param through every port that the gateway is given goes through it */
export const openWorld = async ({ scanner, ...overrides }: Partial<GatewayOptions> & { readonly scanner?: FileScanner } = {}, through: <Port extends object>(name: string, port: Port) => Port = (_name, port) => port) => {
  const clock = virtualClock(START)
  const systemClock = virtualClock(START)
  const store = memoryStore()
  const tokens = processTokens(() => systemClock.now())
  const bus: Bus = await openInProcessBus({ store, state: memoryBusState(), report: () => undefined,
    timers: timersOf(systemClock) })
  const metrics = createMetrics()
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, timers: timersOf(systemClock), wallNow: () => systemClock.now(), tokens, families: [accountEvents],
    log: silentLog, metrics,
  })
  runtime.host(gatewayService)
  runtime.host(operatorService)
  await runtime.start()
  // What the directory would say: a map of 卓资县 and of the county beside it, with the one village of these tests.
  await bus.respond('qry.directory.misplaced', async (body) => {
    const { codes } = (body as { data: { codes: string[] } }).data
    if (codes.some((code) => code.startsWith('99'))) return 'no-such-division'
    return codes.some((code) => code.length >= 6 && !/^15092[12]/.test(code)) ? 'county-not-served' : null
  })

  const sent: { phone: string; code: string }[] = []
  const errors: string[] = []
  /** Every line of the log. */
  const logged: string[] = []
  const note = (code: string, fields?: object): void => void logged.push(JSON.stringify({ code, ...fields }))
  const edgeState = openEdgeState(':memory:')
  const secrets = openSecretStore(':memory:', randomBytes(32))
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-gateway-'))
  const keyring = await openSqliteKeyRing({ file: join(folder, 'keys.db'), tombstoneFile: join(folder, 'tombstones'),
    masterKeyFile: join(folder, 'master.key') })
  const sealer = createSealer(keyring)
  const lookup = await openSqliteLookup({ file: join(folder, 'lookup.db'), keyFile: join(folder, 'lookup.key') })
  const blobs = createBlobs({ bytes: folderBytes(join(folder, 'blobs')), keyring })
  const uploads = await openUploads({ folder: join(folder, 'uploads'), keyring, blobs, clock: systemClock, limits: ALL_UPLOADS, scanner })
  const gateway = await createGateway({
    bus: through('bus', bus), store: through('store', store), tokens, clock, systemClock, timers: timersOf(systemClock), edgeState: through('edgeState', edgeState),
    secrets: through('secrets', secrets), sealer: through('sealer', sealer), lookup: through('lookup', lookup), keyring: through('keyring', keyring), blobs, uploads,
    codeSender: through('codeSender', { send: async (phone: string, code: string) => void sent.push({ phone, code }) }),
    config: gatewayConfig({ port: 0 }), registry: metrics.registry,
    log: { info: note, warn: note,
      error: (code, fields) => {
        note(code, fields)
        errors.push(JSON.stringify({ code, ...fields }))
      } },
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

  /** A session as a sign-in leaves it, without the time that a password takes. */
  const sessionOf = async (id: string): Promise<string> => {
    const token = newToken()
    const nowMs = Date.parse(systemClock.now())
    await edgeState.sessions.save({
      hash: tokenHash(token), accountId: id as AccountId, client: 'app', reach: 'full', createdMs: nowMs, seenMs: nowMs, endsMs: nowMs + 43_200_000,
      idleMs: 43_200_000,
    })
    return token
  }

  /** What the directory says of a person. */
  const directorySays = async (personId: string, type: PersonEvent['type'], data: object): Promise<void> => {
    const stream = `person-${personId}`
    const last = await store.lastEvent(stream)
    const at = clock.now()
    await store.append(stream, [{
      id: eventId(at, `${stream}/${type}`, (last?.version ?? -1) + 1), type: personEvents.storedType(type), data: { personId, ...data, at } as never,
      meta: { source: '/directory', time: at, recordedat: at, cause: 'command:Test', actorid: 'x', actorrole: 'system', correlationid: 'c', hashalg: 'sha256' },
    }], last === null ? 'no-stream' : last.version)
  }
  const takesOffice = (personId: string, role: string, over: Partial<Office> = {}): Promise<void> => directorySays(personId, 'OfficeTaken', {
    office: { officeId: `${role}-${personId}`, role, organisationId: 'bureau', region: '150921', from: START, until: null, ...over },
  })

  /** An account that acts in these roles in 卓资县, by offices or grants as each of them is given, signed in with password and second factor. */
  const staff = async (id: string, ...roles: Exclude<Role, 'citizen' | 'system'>[]): Promise<string> => {
    const granted = PlatformRole.options as readonly Role[]
    await gateway.provision({
      id: id as AccountId, kind: 'staff', password: PASSWORD, secondFactor: SECOND_FACTOR,
      grants: roles.filter((role) => granted.includes(role)).map((role): PlatformGrant => ({ role: role as PlatformGrant['role'], region: '150921', organisation: null })),
    })
    for (const role of roles) if (!granted.includes(role)) await takesOffice(id, role)
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
    url, ask, citizen, lookup, blobs, folder, sealer, keyring, tokens, staff, takesOffice, directorySays, sessionOf, lawyer, totp, sent, errors, logged, clock, systemClock,
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
