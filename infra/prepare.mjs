// Makes what a machine needs before its first start: folders, passwords, certificates of its own authority, and .env for
// compose. node infra/prepare.mjs [--county CODE] [--origin https://…] [--renew-certificates]
// P1 What is there stays as it is, to the byte; a second run adds what is missing.
// P2 Every secret is a file that its owner alone reads; none is printed, and none stands in .env.
import { execFileSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const infra = fileURLToPath(new URL('.', import.meta.url))

/** Users of servers: a service, or who keeps one. */
export const SERVICES = readdirSync(join(infra, '../services')).filter((name) => name !== 'embedded' && existsSync(join(infra, '../services', name, 'src/main.ts'))).sort()
/** Files with one random word each. */
export const PASSWORDS = [
  ...['kurrentdb', 'mongodb'].flatMap((server) => ['admin', ...SERVICES].map((name) => `${server}-${name}.password`)),
  'turn-secret', 'grafana-password', 'objects-access-key', 'objects-secret-key',
]
/** Servers with a certificate, and the names they are called by. */
export const CERTIFICATES = {
  nats: ['nats', 'nats-1', 'nats-2', 'localhost'], kurrentdb: ['kurrentdb', 'localhost'], mongodb: ['mongodb', 'localhost'],
  objects: ['objects', 'localhost'], proxy: ['localhost'],
}
/** The platform’s, the same on every host: 32 bytes each, and who signs the log’s seals. Compose’s machine makes its own. */
const KEYS = ['master.key', 'lookup.key', 'secrets.key']
const FOLDERS = ['data', 'keys', 'seals', 'nats', 'nats-1', 'nats-2', 'kurrentdb', 'kurrentdb-log', 'mongodb', 'objects', 'prometheus', 'alertmanager', 'grafana', 'traces']

const NOTHING_YET = 'http://127.0.0.1:9/'
const YEARS = { authority: 3650, server: 398 }

/** @param {{ readonly secrets: string, readonly data: string, readonly env: string, readonly county?: string, readonly origin?: string, readonly renew?: boolean }} options */
export const prepare = ({ secrets, data, env, county = '150921', origin = 'https://localhost:8443', renew = false }) => {
  /** @type {string[]} */
  const made = []
  /** @param {string} path @param {() => string | Buffer} content */
  const once = (path, content) => {
    if (existsSync(path)) return
    writeFileSync(path, content(), { mode: 0o600, flag: 'wx' })
    made.push(path)
  }
  for (const folder of [secrets, ...['tls', 'keys', 'issuers'].map((name) => join(secrets, name)), data, ...FOLDERS.map((name) => join(data, name))]) {
    if (!existsSync(folder)) made.push(folder)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }
  chmodSync(secrets, 0o700)
  for (const name of PASSWORDS) once(join(secrets, name), () => randomBytes(24).toString('base64url'))
  // MongoDB's members know each other by it: 6 to 1024 letters of base64.
  once(join(secrets, 'mongodb-keyfile'), () => randomBytes(512).toString('base64'))
  once(join(secrets, 'alert-webhook'), () => NOTHING_YET)
  const word = (/** @type {string} */ name) => readFileSync(join(secrets, name), 'utf8').trim()
  once(join(secrets, 'objects.json'), () => `${JSON.stringify({ identities: [{
    name: 'zhijian', credentials: [{ accessKey: word('objects-access-key'), secretKey: word('objects-secret-key') }], actions: ['Admin', 'Read', 'Write', 'List'],
  }] }, null, 2)}\n`)
  for (const name of KEYS) once(join(secrets, 'keys', name), () => randomBytes(32))
  once(join(secrets, 'keys', 'seal.key'), () => signing().privateKey)
  // Who vouches for whom: a pair for every service, and the edge’s.
  for (const name of [...SERVICES, 'edge']) {
    const [key, half] = [join(secrets, 'issuers', `${name}.key`), join(secrets, 'issuers', `${name}.pub`)]
    if (existsSync(key)) once(half, () => createPublicKey(readFileSync(key)).export({ type: 'spki', format: 'pem' }))
    else {
      const pair = signing()
      once(key, () => pair.privateKey)
      rmSync(half, { force: true })
      once(half, () => pair.publicKey)
    }
  }
  certificates(join(secrets, 'tls'), made, renew)
  once(env, () => `# Made by infra/prepare.mjs; no secrets here.
# Who owns the folders and reads the secrets: every container runs as this user.
ZHIJIAN_USER=${process.getuid?.() || 1000}:${process.getgid?.() || 1000}
ZHIJIAN_SECRETS=${secrets}
ZHIJIAN_STATE=${data}
ZHIJIAN_IMAGE=zhijian:local
ZHIJIAN_COUNTY=${county}
ZHIJIAN_ORIGIN=${origin}
# As callers reach this machine.
TURN_HOST=127.0.0.1
`)
  return made
}

const signing = () => generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })

/** @param {string} folder @param {string[]} made @param {boolean} renew servers’ certificates; the authority stays */
const certificates = (folder, made, renew) => {
  /** @param {...string} args */
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  const key = (/** @type {string} */ file) => openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', file)
  if (!existsSync(join(folder, 'ca.crt'))) {
    key('ca.key')
    openssl('req', '-x509', '-new', '-key', 'ca.key', '-days', String(YEARS.authority), '-subj', '/CN=zhijian', '-out', 'ca.crt',
      '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign')
    made.push(join(folder, 'ca.crt'))
  }
  for (const [name, hosts] of Object.entries(CERTIFICATES)) {
    if (existsSync(join(folder, `${name}.crt`)) && !renew) continue
    if (!existsSync(join(folder, `${name}.key`))) key(`${name}.key`)
    writeFileSync(join(folder, 'request.ext'), `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')},IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\nbasicConstraints=CA:FALSE\n`)
    openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${hosts[0]}`, '-out', 'request.csr')
    openssl('x509', '-req', '-in', 'request.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', String(YEARS.server), '-extfile', 'request.ext', '-out', `${name}.crt`)
    // MongoDB wants both in one file.
    writeFileSync(join(folder, `${name}.pem`), readFileSync(join(folder, `${name}.crt`), 'utf8') + readFileSync(join(folder, `${name}.key`), 'utf8'), { mode: 0o600 })
    for (const ending of ['key', 'crt', 'pem']) chmodSync(join(folder, `${name}.${ending}`), 0o600)
    for (const left of ['request.ext', 'request.csr']) rmSync(join(folder, left))
    made.push(join(folder, `${name}.crt`))
  }
  chmodSync(join(folder, 'ca.key'), 0o600)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { county: { type: 'string' }, origin: { type: 'string' }, 'renew-certificates': { type: 'boolean' } } })
  if (process.getuid?.() === 0) process.stderr.write('you are root: the folders will be root’s, and containers run as 1000; run it as the user who keeps the platform, or chown infra/secrets and infra/var to 1000:1000\n')
  const made = prepare({
    secrets: join(infra, 'secrets'), data: join(infra, 'var'), env: join(infra, '..', '.env'), renew: values['renew-certificates'] ?? false,
    ...(values.county === undefined ? {} : { county: values.county }), ...(values.origin === undefined ? {} : { origin: values.origin }),
  })
  const broker = join(infra, 'secrets', 'nats')
  if (!existsSync(join(broker, 'users.conf'))) {
    // What each may publish and hear is made from what the services say of themselves.
    execFileSync(process.execPath, [join(infra, '..', 'tools', 'run.mjs'), 'zhijian', 'broker', 'users', '--out', broker, '--listen', '0.0.0.0:4222', '--store', '/data',
      '--tls-cert', '/run/secrets/nats.crt', '--tls-key', '/run/secrets/nats.key', '--tls-ca', '/run/secrets/ca.crt'], { stdio: ['ignore', 'ignore', 'inherit'] })
    made.push(broker)
  }
  process.stdout.write(made.length === 0 ? 'everything is there already\n' : `made ${made.length}: ${made.map((path) => path.replace(infra, 'infra/')).join(' ')}\n`)
}
