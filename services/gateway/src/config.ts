// What an operator may set about the edge. Limits have defaults that fit a county of 200,000.
import { isIP } from 'node:net'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'

/** Proxies are named by exact address: a range or a `true` would let anyone claim to be anybody. */
const Address = z.string().refine((text) => isIP(text) !== 0, 'an exact IP address')

export const SITE_NAMES = ['citizen', 'lawyer', 'console'] as const
export type SiteName = (typeof SITE_NAMES)[number]
/** `https://law.example.gov.cn`: what a browser calls an origin. */
const Origin = z.url().refine((text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text), 'https://HOST, without a path')
/** A host of its own for each application. Ports do not part cookies. */
export const Sites = z.strictObject({ citizen: Origin, lawyer: Origin, console: Origin })
  .refine((sites) => new Set(Object.values(sites).map((each) => new URL(each).hostname)).size === 3, 'three hosts, each another')

/** `citizen=https://…,lawyer=https://…,console=https://…`, in any order. @returns null: it is not that */
export const readSites = (text: string): z.infer<typeof Sites> | null => {
  const said = text.split(',').map((each) => each.split('=', 2))
  const parsed = Sites.safeParse(Object.fromEntries(said))
  return parsed.success && said.length === SITE_NAMES.length ? parsed.data : null
}

export const GatewayConfig = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8080),
  /** PEM texts; present: HTTPS. */
  tls: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).optional(),
  trustedProxies: z.array(Address).max(16).default([]),
  /** How browsers reach us, without a path: `https://law.example.gov.cn`. Given: the only Origin that may write with a cookie. */
  publicOrigin: z.url().optional(),
  /** Instead: where each application is, at a host of its own. */
  sites: Sites.optional(),
  /** The county whose numbers the public pages show. */
  county: z.string().regex(/^\d{6}$/).default('150921'),
  demonstration: z.boolean().default(false),
  /** Connections at once, from everybody; the process must be allowed as many open files. */
  connections: z.int().min(10).max(1_000_000).default(20_000),
  /** Of them from one address (of IPv6: one network), and open live streams from there. Proxies that were named, and this machine, are not bound by it. */
  connectionsPerAddress: z.int().min(1).max(1_000_000).default(512),
  /** Multiplies what may be asked per second: for measuring with many accounts behind one address. Codes to one phone stay as they are. */
  rateScale: z.int().min(1).max(10_000).default(1),
  /** Calls may go from browser to browser, each learning the other's address: also without a relay, and where there is one, where they can. */
  directCalls: z.boolean().default(false),
  wechat: z.strictObject({ appId: z.string().min(1), redirectUri: z.url() }).optional(),
})
export type GatewayConfig = z.infer<typeof GatewayConfig>

/** @throws Fault `config-invalid` (never), naming the fields, not their values */
export const gatewayConfig = (input: z.input<typeof GatewayConfig>): GatewayConfig => {
  const parsed = GatewayConfig.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || '(unknown field)'))].join(', ')
  throw new Fault('config-invalid', `gateway configuration: ${fields}`, { retry: 'never' })
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const LIMITS = {
  code: { digits: 6, livesMs: 5 * MINUTE, tries: 5 },
  link: { livesMs: 15 * MINUTE },
  ticket: { livesMs: 10 * MINUTE },
  session: {
    citizen: { livesMs: 30 * DAY, idleMs: 7 * DAY },
    staff: { livesMs: 12 * HOUR, idleMs: 30 * MINUTE },
    enrolment: { livesMs: 30 * MINUTE, idleMs: 30 * MINUTE },
  },
  /** After so many failures within the window every way in is shut for a while. */
  lockout: { failures: 5, windowMs: 15 * MINUTE, blockedMs: 15 * MINUTE },
  refusalKeptMs: DAY,
  /** Token buckets: at once, and one more every so often. */
  rate: {
    read: { capacity: 240, refillMs: 100 },
    write: { capacity: 40, refillMs: SECOND },
    /** Questions: each is told to dozens of lawyers at once, and to thousands when nobody answers. */
    ask: { capacity: 40, refillMs: 10 * SECOND },
    upload: { capacity: 200, refillMs: 200 },
    live: { capacity: 20, refillMs: 3 * SECOND },
    /** Credentials for the relay of calls: a call needs one, and one more when the network changes. */
    relay: { capacity: 10, refillMs: 10 * SECOND },
    /** Ringing somebody. */
    ring: { capacity: 6, refillMs: 20 * SECOND },
    /** What two browsers tell each other to connect, and to connect anew. */
    signal: { capacity: 120, refillMs: SECOND / 4 },
    /** Providers: a wave of 1,250 is reported from few addresses within moments. */
    report: { capacity: 2000, refillMs: 20 },
    /** Devices: many stand behind one address of a telephone network. */
    position: { capacity: 3000, refillMs: 5 },
    'sign-in': { capacity: 20, refillMs: 30 * SECOND },
    code: { capacity: 10, refillMs: 6 * MINUTE },
    /** Codes to one phone: three at once, then one in ten minutes. */
    phone: { capacity: 3, refillMs: 10 * MINUTE },
  },
  /** A report of an unknown message is said to come too early for so long, and dropped afterwards. */
  report: { earlyMs: 10 * MINUTE },
  /** Open live streams: tabs and devices of one account; of all connections, as many hundredths. The others are for those who ask. */
  live: { perAccount: 16, percent: 60 },
  http: {
    headersMs: 10 * SECOND, requestMs: 60 * SECOND, keepAliveMs: 20 * SECOND, checkMs: 2 * SECOND, maxHeaderBytes: 16 * 1024,
    /** So long nothing may move on a connection: who does not read what he asked for does not keep it open. A live stream beats more often. */
    stalledMs: 2 * MINUTE,
    /** So many may knock before they are let in; beyond it the machine lets them wait for seconds (it may allow less: `net.core.somaxconn`). */
    backlog: 4096,
    /** On one connection, not answered yet. */
    pipelined: 16,
    jsonBytes: 64 * 1024, maxJsonBytes: 1024 * 1024, chunkBytes: 4 * 1024 * 1024,
    /** So much, and so long, is read of what was refused before its connection is closed. */
    drainBytes: 16 * 1024 * 1024, drainMs: 2 * SECOND,
  },
} as const
