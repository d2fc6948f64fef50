// What can be said at the start of a process: a flag first, then the environment, then the default. Every refusal names
// both ways of saying it and what may be said, never what was.
import { parseArgs } from 'node:util'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'

export interface Option<S extends z.ZodType = z.ZodType> {
  /** Of the environment; the flag is the option's name. */
  readonly env: string
  /** Of the text; undefined when nothing was said. */
  readonly schema: S
  /** What may be said, for a person: `a number from 0 to 65535`. */
  readonly takes: string
  /** What it is for; one line. */
  readonly help: string
}
export type Options = Readonly<Record<string, Option>>
export type Values<O extends Options> = { readonly [K in keyof O]: z.output<O[K]['schema']> }

const option = <S extends z.ZodType>(env: string, schema: S, takes: string, help: string): Option<S> => ({ env, schema, takes, help })

const Whole = (min: number, max: number) => z.string().regex(/^\d{1,9}$/).transform(Number).pipe(z.int().min(min).max(max))
const Path = z.string().min(1).max(1000)
/** Credentials are said apart: an address is shown in lists of processes and of variables. */
const KurrentAddress = z.string().max(2000).regex(/^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/[^\s@]+$/)
const MongoAddress = z.string().max(2000).regex(/^mongodb(\+srv)?:\/\/[^\s@/]+(\/[^\s@]*)?$/)
const VaultAddress = z.string().max(2000).regex(/^https?:\/\/[^\s@/]+$/)
const Blobs = z.string().max(300).regex(/^(folder|jetstream|s3:\/\/[a-z0-9][a-z0-9.-]{2,62}(\/[A-Za-z0-9._/-]*)?)$/)
const Address = z.string().regex(/^(nats|tls|ws|wss):\/\/[^\s,/@]+$/)

/** Of kinds of values that several processes take. */
export const takes = {
  whole: (env: string, min: number, max: number, byDefault: number, help: string) =>
    option(env, Whole(min, max).prefault(String(byDefault)), `a whole number from ${min} to ${max}`, help),
  path: (env: string, help: string) => option(env, Path.optional(), 'a path', help),
  oneOf: <const T extends readonly [string, ...string[]]>(env: string, values: T, byDefault: T[number], help: string) =>
    option(env, z.enum(values).default(byDefault as never), values.join(' or '), help),
  list: (env: string, each: z.ZodType<string, string>, what: string, help: string) =>
    option(env, z.string().transform((text) => text.split(',')).pipe(z.array(each).min(1).max(16)).optional(), `${what}, or several with commas between`, help),
  text: (env: string, schema: z.ZodType<string, string>, what: string, help: string) => option(env, schema.optional(), what, help),
}

/** What every process is told. */
export const HOST_OPTIONS = {
  nats: option('NATS_URL', z.string().transform((text) => text.split(',')).pipe(z.array(Address).min(1).max(16)), 'nats://HOST:PORT, or several with commas between', 'the broker; always needed'),
  'nats-user': takes.text('NATS_USER', z.string().min(1).max(200), 'a name', 'this service’s user at the broker'),
  'nats-password-file': takes.path('NATS_PASSWORD_FILE', 'holds that user’s password'),
  'nats-relay-user': takes.text('NATS_RELAY_USER', z.string().min(1).max(200), 'a name', 'who may publish facts and keep the broker’s streams; for a process that may relay'),
  'nats-relay-password-file': takes.path('NATS_RELAY_PASSWORD_FILE', 'holds that user’s password'),
  'nats-ca-file': takes.path('NATS_CA_FILE', 'certificates that the broker’s is signed by; given: TLS'),
  'nats-replicas': takes.whole('NATS_REPLICAS', 1, 5, 1, 'on how many of the broker’s servers a stream is kept, the same for all processes: 1, or 3 on a cluster'),
  kurrentdb: option('KURRENTDB_URL', KurrentAddress.optional(), 'kurrentdb://HOST:PORT, several hosts with commas between, or kurrentdb+discover://NAME', 'where all processes keep the log; default a file in the data folder'),
  'kurrentdb-namespace': option('KURRENTDB_NAMESPACE', z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,49}$/).default('zhijian'), 'letters, digits and _, a letter first', 'which log on that server; another one for each platform'),
  'kurrentdb-user': takes.text('KURRENTDB_USER', z.string().min(1).max(200), 'a name', 'this service’s user at KurrentDB'),
  'kurrentdb-password-file': takes.path('KURRENTDB_PASSWORD_FILE', 'holds that user’s password'),
  'kurrentdb-ca-file': takes.path('KURRENTDB_CA_FILE', 'certificates that KurrentDB’s is signed by'),
  mongodb: option('MONGODB_URL', MongoAddress.optional(), 'mongodb://HOST:PORT/?replicaSet=NAME, several hosts with commas between', 'where this process keeps its views; default a file in the data folder'),
  'mongodb-database': option('MONGODB_DATABASE', z.string().regex(/^[a-z][a-z0-9-]{0,30}$/).default('zhijian'), 'a short name in lower case', 'begins the name of this instance’s database; another one for each data folder'),
  'mongodb-user': takes.text('MONGODB_USER', z.string().min(1).max(200), 'a name', 'this service’s user at MongoDB; needs readWrite on its database'),
  'mongodb-password-file': takes.path('MONGODB_PASSWORD_FILE', 'holds that user’s password'),
  'mongodb-ca-file': takes.path('MONGODB_CA_FILE', 'certificates that MongoDB’s is signed by; given: TLS'),
  'key-store': takes.oneOf('ZHIJIAN_KEY_STORE', ['file', 'mongodb'], 'file', 'where the keys of persons and the look-ups lie; mongodb where services run on several hosts'),
  vault: option('VAULT_ADDR', VaultAddress.optional(), 'https://HOST:PORT', 'wraps the keys that lie in MongoDB; default a master key in a file, the same on every host'),
  'vault-mount': option('VAULT_MOUNT', z.string().regex(/^[A-Za-z0-9_/-]{1,100}$/).default('transit'), 'a path', 'where Vault’s transit engine is'),
  'vault-key': option('VAULT_KEY', z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/).default('zhijian'), 'a name', 'the key there; another one for each platform'),
  'vault-namespace': takes.text('VAULT_NAMESPACE', z.string().min(1).max(200), 'a name', 'of Vault'),
  'vault-token-file': takes.path('VAULT_TOKEN_FILE', 'holds a token for Vault, which somebody else keeps fresh'),
  'vault-role-id-file': takes.path('VAULT_ROLE_ID_FILE', 'instead of a token: holds the id of this service’s role (AppRole)'),
  'vault-secret-id-file': takes.path('VAULT_SECRET_ID_FILE', 'holds the secret of that role'),
  'vault-ca-file': takes.path('VAULT_CA_FILE', 'certificates that Vault’s is signed by'),
  'rewrap-keys': takes.oneOf('ZHIJIAN_REWRAP_KEYS', ['on', 'off'], 'off', 'at the start wraps every key anew with the newest version of the wrapping key'),
  blobs: option('ZHIJIAN_BLOBS', Blobs.default('folder'), 'folder, jetstream, or s3://BUCKET/PREFIX', 'where files lie; the default, the data folder, is for one host'),
  'blobs-replicas': takes.whole('ZHIJIAN_BLOBS_REPLICAS', 1, 5, 1, 'of the bucket in JetStream, when it is made'),
  's3-endpoint': takes.text('S3_ENDPOINT', z.string().max(2000).regex(/^https?:\/\/[^\s@/]+$/), 'https://HOST:PORT', 'the object store'),
  's3-region': option('S3_REGION', z.string().regex(/^[a-z0-9-]{1,60}$/).default('us-east-1'), 'a name', 'its region, which requests are signed for'),
  's3-addressing': takes.oneOf('S3_ADDRESSING', ['path', 'host'], 'path', 'https://HOST/BUCKET or https://BUCKET.HOST'),
  's3-access-key-file': takes.path('S3_ACCESS_KEY_FILE', 'holds the id of this service’s key there'),
  's3-secret-key-file': takes.path('S3_SECRET_KEY_FILE', 'holds that key'),
  's3-ca-file': takes.path('S3_CA_FILE', 'certificates that the object store’s is signed by'),
  data: option('ZHIJIAN_DATA', Path.default('var'), 'a folder', 'shared by all processes of this host; default ./var'),
  keys: takes.path('ZHIJIAN_KEYS', 'keys; default beside the data'),
  issuers: takes.path('ZHIJIAN_ISSUERS', 'the key with which this service vouches for actors, and the public halves of all; default in the keys'),
  seals: takes.path('ZHIJIAN_SEALS', 'the outside copy of the log’s seals; default beside the data, better on another disk'),
  witnesses: takes.path('ZHIJIAN_WITNESSES', 'who is sent every seal of the log beside its outside folder (folders, HTTP, S3, a printer), and authorities that stamp a time, as JSON; for whoever seals the log'),
  county: takes.text('ZHIJIAN_COUNTY', z.string().regex(/^\d{6}$/), 'a six-digit county code', 'needed where the folder is new; otherwise checked'),
  kind: option('ZHIJIAN_KIND', z.enum(['live', 'demo']).optional(), 'live or demo', 'what a new folder is born as (default live); otherwise checked'),
  clock: takes.path('ZHIJIAN_CLOCK', 'of a demonstration: the file in which whoever starts its processes keeps their time; default this machine’s clock'),
  ordinal: takes.whole('ZHIJIAN_ORDINAL', 0, 255, 0, 'this instance among those of the same service'),
  instances: takes.whole('ZHIJIAN_INSTANCES', 1, 256, 1, 'how many there are, the same for all of them'),
  'grace-ms': takes.whole('ZHIJIAN_GRACE_MS', 1, 600_000, 2000, 'how long the next instance waits before it settles in another’s place'),
  groups: takes.whole('ZHIJIAN_GROUPS', 1, 256, 16, 'slot groups per consumer, the same for all instances'),
  'ack-wait-ms': takes.whole('ZHIJIAN_ACK_WAIT_MS', 1000, 300_000, 10_000, 'how long after a kill its work in hand goes to another process, the same for all instances'),
  'min-free-mb': takes.whole('ZHIJIAN_MIN_FREE_MB', 0, 1_000_000, 64, 'with less left on a disk it writes to, the process is not ready'),
  suite: takes.oneOf('ZHIJIAN_SUITE', ['aes', 'sm'], 'aes', 'what is sealed, chained and signed from now on: AES-256-GCM, SHA-256 and Ed25519, or SM4-GCM, SM3 and SM2; the same for all processes'),
  hash: takes.oneOf('ZHIJIAN_HASH', ['sha256', 'sm3'], 'sha256', 'of new events, where the suite is aes; with sm always sm3'),
  relay: takes.oneOf('ZHIJIAN_RELAY', ['on', 'off'], 'on', 'whether this process may relay and seal the log; one of them does'),
  host: option('HOST', z.string().min(1).max(255).default('127.0.0.1'), 'an address', 'where to listen; default 127.0.0.1'),
  port: takes.whole('PORT', 0, 65_535, 0, 'of /healthz, /readyz and /metrics; default any free one, said in the log'),
} as const satisfies Options
export type HostSettings = Values<typeof HOST_OPTIONS>

/** What new events are chained by. */
export const hashOf = ({ suite, hash }: Pick<HostSettings, 'suite' | 'hash'>): 'sha256' | 'sm3' => (suite === 'sm' ? 'sm3' : hash)
/** What a key of the seals is that is made now. */
export const keyKindOf = (suite: HostSettings['suite']): 'ed25519' | 'sm2' => (suite === 'sm' ? 'sm2' : 'ed25519')

const usage = (message: string): Fault => new Fault('usage', message, { retry: 'never' })

/** What `--help` prints. */
export const helpOf = (service: string, options: Options): string => {
  const rows = Object.entries(options).map(([name, { env, help, takes: what }]) => [`--${name}`, `(${env})`, `${help}: ${what}`] as const)
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length))
  return `${service}: one service of the platform in a process of its own\n\n${
    rows.map(([flag, env, help]) => `  ${flag.padEnd(width(0))}  ${env.padEnd(width(1))}  ${help}\n`).join('')}`
}

/** @returns null when help was asked for. @throws Fault `usage` (never), naming everything that is wrong */
export const readSettings = <O extends Options>(
  options: O, args: readonly string[], env: Readonly<Record<string, string | undefined>>,
): Values<O> | null => {
  let flags: Readonly<Record<string, unknown>>
  try {
    flags = parseArgs({
      args: [...args], strict: true, allowPositionals: false,
      options: { help: { type: 'boolean' }, ...Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }])) },
    }).values
  } catch (error) {
    throw usage((error as { code?: string }).code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL'
      ? 'everything is said by flags; see --help' : (error as Error).message.split('. ')[0]!)
  }
  if (flags.help === true) return null
  const wrong: string[] = []
  const values = Object.entries(options).map(([name, { env: variable, schema, takes: what }]) => {
    const said = flags[name] ?? (env[variable] === '' ? undefined : env[variable])
    const parsed = schema.safeParse(said)
    if (!parsed.success) wrong.push(`--${name} (${variable}) ${said === undefined ? 'is missing: give' : 'takes'} ${what}`)
    return [name, parsed.data]
  })
  if (wrong.length > 0) throw usage(wrong.join('; '))
  return Object.fromEntries(values) as Values<O>
}
