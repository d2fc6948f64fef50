import { describe, expect, it } from 'vitest'
import { userAt } from '../src/credentials.ts'
import { helpOf, HOST_OPTIONS, readSettings } from '../src/settings.ts'

const NATS = { NATS_URL: 'nats://127.0.0.1:4222' }
const read = (args: readonly string[] = [], env: Record<string, string> = NATS) => readSettings(HOST_OPTIONS, args, env)

describe('settings', () => {
  it('have defaults for everything but the broker', () => {
    expect(read()).toMatchObject({ nats: ['nats://127.0.0.1:4222'], data: 'var', ordinal: 0, instances: 1, groups: 16, hash: 'sha256', relay: 'on', host: '127.0.0.1', port: 0 })
    expect(() => read([], {})).toThrow('--nats (NATS_URL) is missing: give nats://HOST:PORT')
  })
  it('take several hosts of one MongoDB', () => {
    expect(read(['--mongodb', 'mongodb://a:1,b:2/?replicaSet=views'])).toMatchObject({ mongodb: 'mongodb://a:1,b:2/?replicaSet=views', 'mongodb-database': 'zhijian' })
  })
  it('take a cluster of KurrentDB', () => {
    expect(read(['--kurrentdb', 'kurrentdb+discover://log.example.gov.cn?nodePreference=leader'])).toMatchObject({ 'kurrentdb-namespace': 'zhijian' })
  })
  it.each(['nats', 'mongodb', 'kurrentdb'] as const)('take a user of %s together with the file of his password', (server) => {
    const settings = read([`--${server}-user`, 'zhang'])!
    expect(() => userAt(settings, server)).toThrow(`--${server}-user (${server.toUpperCase()}_USER) and --${server}-password-file (${server.toUpperCase()}_PASSWORD_FILE) are given together`)
    expect(userAt(read()!, server)).toBeNull()
  })
  it('are taken from flags before the environment', () => {
    expect(read(['--port', '9001', '--nats', 'nats://a:1,tls://b:2'], { ...NATS, PORT: '9000' })).toMatchObject({ port: 9001, nats: ['nats://a:1', 'tls://b:2'] })
  })
  it.each([
    [['--port', '70000'], '--port (PORT) takes a whole number from 0 to 65535'],
    [['--ordinal', 'one'], '--ordinal (ZHIJIAN_ORDINAL) takes a whole number from 0 to 255'],
    [['--hash', 'md5'], '--hash (ZHIJIAN_HASH) takes sha256 or sm3'],
    [['--relay', 'yes'], '--relay (ZHIJIAN_RELAY) takes on or off'],
    [['--county', '15092'], '--county (ZHIJIAN_COUNTY) takes a six-digit county code'],
    [['--nats', 'nats://user:secret@a:1'], '--nats (NATS_URL) takes nats://HOST:PORT'],
    [['--mongodb', 'mongodb://user:secret@a:1'], '--mongodb (MONGODB_URL) takes mongodb://HOST:PORT/?replicaSet=NAME'],
    [['--mongodb', 'http://a:1'], '--mongodb (MONGODB_URL) takes mongodb://HOST:PORT/?replicaSet=NAME'],
    [['--mongodb-database', 'Of Mine'], '--mongodb-database (MONGODB_DATABASE) takes a short name'],
    [['--kurrentdb', 'kurrentdb://user:secret@a:1'], '--kurrentdb (KURRENTDB_URL) takes kurrentdb://HOST:PORT'],
    [['--kurrentdb', 'http://a:1'], '--kurrentdb (KURRENTDB_URL) takes kurrentdb://HOST:PORT'],
    [['--kurrentdb-namespace', 'of mine'], '--kurrentdb-namespace (KURRENTDB_NAMESPACE) takes letters'],
    [['--key-store', 'redis'], '--key-store (ZHIJIAN_KEY_STORE) takes file or mongodb'],
    [['--vault', 'https://user:secret@a:8200'], '--vault (VAULT_ADDR) takes https://HOST:PORT'],
    [['--vault', 'a:8200'], '--vault (VAULT_ADDR) takes https://HOST:PORT'],
    [['--blobs', 's3://user:secret@files'], '--blobs (ZHIJIAN_BLOBS) takes folder, jetstream, or s3://BUCKET/PREFIX'],
    [['--blobs', 'ftp://files'], '--blobs (ZHIJIAN_BLOBS) takes folder, jetstream'],
    [['--s3-endpoint', 'https://key:secret@a'], '--s3-endpoint (S3_ENDPOINT) takes https://HOST:PORT'],
    [['--hash', 'x', '--port', 'x'], '--hash (ZHIJIAN_HASH) takes sha256 or sm3; --port (PORT)'],
    [['--prot', '1'], '--prot'],
  ])('%j is refused with what may be said: %s', (args, why) => {
    expect(() => read(args)).toThrow(why)
  })
  it.each([[['--nats', 'nats://user:hunter2@a:1']], [['hunter2']]])('never repeat what was said, which may be a secret: %j', (args) => {
    let message = ''
    try {
      read(args)
    } catch (error) {
      ({ message } = error as Error)
    }
    expect(message).toMatch(/--nats|--help/)
    expect(message).not.toContain('hunter2')
  })
  it('explain themselves', () => {
    expect(read(['--help'])).toBeNull()
    const help = helpOf('notifier', HOST_OPTIONS)
    for (const [name, { env }] of Object.entries(HOST_OPTIONS)) expect(help).toMatch(new RegExp(`--${name} +\\(${env}\\)`))
  })
})
