// Two data folders, as on two machines that share no disk, over one log, one broker, one MongoDB and one Vault: one platform. What is
// carried from one to the other is what an operator carries: keys that cannot be made twice, and public halves of issuers.
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { PersonId } from '@zhijian/contracts'
import { startDouble, type Double } from '@zhijian/event-store/kurrent-double'
import { isFault } from '@zhijian/kernel'
import { startVaultDouble, type VaultDouble } from '@zhijian/privacy/vault-double'
import { silentLog, type ServicePorts } from '@zhijian/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mongoServer, startMongo, type MongoServer } from '../../../tools/servers/mongo.mjs'
import { s3Server, S3_KEYS, startS3, type S3Server } from '../../../tools/servers/s3.mjs'
import { dataPaths } from '../src/data-folder.ts'
import { elapsedMs } from '../src/elapsed.clock.ts'
import { openHost, type Host } from '../src/host.ts'
import { HOST_OPTIONS, readSettings } from '../src/settings.ts'
import { describeWithNats, ownNats, type OwnNats } from './nats.ts'
import { eventually } from './patience.timer.ts'

const wang = 'wang' as PersonId
const TEXT = { maxBytes: 1_000_000, mediaTypes: ['text/plain'] }
const certificate = { reason: '本人请求', by: ['zhao', 'qian'] as const, at: '2026-11-22T02:40:23.000Z' }
const there = await mongoServer()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at MONGODB_URL, which is not ours to start'
const describeWithBoth = (title: string, suite: () => void): void => {
  if (missing === null) describeWithNats(title, suite)
  else describe.skip(`NOT RUN (${missing}): ${title}`, suite)
}
const s3 = await s3Server()
const noS3 = 'name' in s3 && s3.name === 'versitygw' ? null : 'unavailable' in s3 ? s3.unavailable : 'a versitygw is asked for'

describeWithBoth('two hosts without a common disk', () => {
  let root: string
  let [nats, mongo, log, vault] = [] as unknown as [OwnNats, MongoServer, Double, VaultDouble]
  let objects: S3Server | null = null
  let [alpha, beta] = [] as unknown as [Host, Host]
  let askOfBeta: ServicePorts['ask']

  const pathsOf = (host: string) => dataPaths(join(root, host))
  const environment = (host: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    NATS_URL: nats.url, KURRENTDB_URL: log.url, MONGODB_URL: mongo.url, ZHIJIAN_KEY_STORE: 'mongodb',
    VAULT_ADDR: vault.url, VAULT_ROLE_ID_FILE: vault.files.roleId, VAULT_SECRET_ID_FILE: vault.files.secretId,
    ZHIJIAN_BLOBS: 'jetstream', ZHIJIAN_DATA: join(root, host), ZHIJIAN_COUNTY: '150921', ZHIJIAN_GROUPS: '2', ...more,
  })
  const open = (name: string, host: string, more: Readonly<Record<string, string>> = {}, onPorts: (ports: ServicePorts) => void = () => {}): Promise<Host> => openHost({
    name, settings: readSettings(HOST_OPTIONS, [], environment(host, more))!, isEdge: false, log: silentLog,
    create(ports) {
      onPorts(ports)
      return {
        name, aggregates: [], commands: {}, views: [], reactions: [], sends: ['qry.alpha.where'],
        queries: { where: { schema: z.object({}), roles: ['system'], run: async () => ({ host }) } },
      }
    },
  })
  const codeOf = async (promise: Promise<unknown>): Promise<string> => {
    const error = await promise.then(() => 'nothing was thrown', (reason: unknown) => reason)
    return isFault(error) ? error.code : String(error)
  }
  const bring = (from: string, to: string, what: readonly string[]): void => {
    mkdirSync(pathsOf(to).folders.keys, { recursive: true, mode: 0o700 })
    for (const each of what) copyFileSync(join(pathsOf(from).folders.keys, each), join(pathsOf(to).folders.keys, each))
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-hosts-'))
    ;[nats, mongo, log, vault] = await Promise.all([ownNats(), startMongo({ storeDir: join(root, 'mongo') }), startDouble(), startVaultDouble()])
    if (noS3 === null) objects = await startS3({ storeDir: join(root, 'objects') })
    alpha = await open('alpha', 'a')
  })
  afterAll(async () => {
    for (const each of [alpha, beta]) await each?.stop()
    await objects?.kill()
    await Promise.all([nats.end(), mongo.kill(), log.dispose(), vault.end()])
    rmSync(root, { recursive: true, force: true })
  })

  it('the second begins with what of the first cannot be made twice, and says so when it has it not', async () => {
    const fault = await open('beta', 'b').then(() => null, (error: unknown) => error)
    expect(fault).toMatchObject({ code: 'secret-missing', message: expect.stringMatching(/lookup\.key is missing: .*bring it here/) })
    bring('a', 'b', ['lookup.key', 'seal.key'])
    beta = await open('beta', 'b', {}, (ports) => {
      askOfBeta = ports.ask
    })
    const files = (host: string) => readdirSync(pathsOf(host).folders.keys, { recursive: true }).map((each) => basename(String(each))).filter((each) => /sqlite|master/.test(each))
    expect([files('a'), files('b')]).toEqual([[], []])
  })

  it('what is sealed, kept and reserved on one is opened, read and taken on the other', async () => {
    const sealed = await alpha.sealer.seal(wang, '我的邻居拆了我的墙。')
    expect(await beta.sealer.open(sealed)).toBe('我的邻居拆了我的墙。')
    const file = Buffer.from('证据'.repeat(50_000))
    const ref = await alpha.blobs.put(wang, file, TEXT)
    expect(Buffer.from(await beta.blobs.get(wang, ref)).equals(file)).toBe(true)
    expect(Buffer.from(await beta.blobs.get(wang, ref, { from: 70_000, to: 70_010 })).equals(file.subarray(70_000, 70_010))).toBe(true)
    expect(existsSync(pathsOf('a').folders.blobs) ? readdirSync(pathsOf('a').folders.blobs) : []).toEqual([])
    const hmac = alpha.lookup.hmac('phone', '13800001234')
    expect(beta.lookup.hmac('phone', '+86 138 0000 1234')).toBe(hmac)
    expect(await alpha.lookup.reserve('phone', hmac, wang)).toBe('reserved')
    expect(await beta.lookup.reserve('phone', hmac, 'li')).toBe('taken')
  })

  it('whoever is forgotten on one is served on the other no longer than five seconds', async () => {
    const sealed = await beta.sealer.seal(wang, '电话 13800001234')
    const ref = await beta.blobs.put(wang, Buffer.from('一份文件'), TEXT)
    await alpha.keyring.destroy(wang, certificate)
    await alpha.lookup.eraseOwner(wang)
    const since = elapsedMs()
    await eventually(async () => await beta.sealer.openOrNull(sealed) === null, () => 'the other host refuses')
    expect(elapsedMs() - since).toBeLessThan(5000)
    expect([await codeOf(beta.sealer.open(sealed)), await codeOf(beta.blobs.get(wang, ref)), await codeOf(alpha.sealer.seal(wang, 'x'))])
      .toEqual(['person-erased', 'person-erased', 'person-erased'])
    expect(await beta.lookup.ownerOf('phone', beta.lookup.hmac('phone', '13800001234'))).toBeNull()
    const line = readFileSync(pathsOf('a').files.tombstones, 'utf8')
    for (const host of ['a', 'b']) {
      expect(readFileSync(pathsOf(host).files.tombstones, 'utf8')).toBe(line)
      expect(readFileSync(join(pathsOf(host).folders.seals, 'tombstones.jsonl'), 'utf8')).toBe(line)
    }
  })

  it('a service trusts one of another host from when its public key was brought, and no sooner', async () => {
    expect(await codeOf(askOfBeta('alpha', 'where', {}))).not.toBe('nothing was thrown')
    bring('b', 'a', ['issuers/beta.pub'])
    expect(await askOfBeta('alpha', 'where', {})).toEqual({ host: 'a' })
  })

  it('a key that was put where it is read only is used as it is', async () => {
    const mounted = join(root, 'mounted')
    cpSync(pathsOf('b').folders.issuers, mounted, { recursive: true })
    const before = readFileSync(join(mounted, 'beta.pub'), 'utf8')
    const gamma = await open('beta', 'b', { ZHIJIAN_ISSUERS: mounted, ZHIJIAN_ORDINAL: '1', ZHIJIAN_INSTANCES: '2' })
    expect(readdirSync(mounted).sort()).toEqual(['beta.key', 'beta.pub'])
    expect(readFileSync(join(mounted, 'beta.pub'), 'utf8')).toBe(before)
    await gamma.stop()
  })

  it('keys of one platform are refused to another', async () => {
    bring('a', 'c', ['lookup.key'])
    expect(await codeOf(open('alpha', 'c', { ZHIJIAN_COUNTY: '150922' }))).toBe('keys-of-another-log')
  })

  it.skipIf(noS3 !== null)(`${noS3 === null ? '' : `NOT RUN (${noS3}): `}files lie in S3 when that was said, with its keys in files`, async () => {
    mkdirSync(join(root, 'objects', 'files'), { recursive: true })
    const fileWith = (name: string, text: string): string => {
      writeFileSync(join(root, name), `${text}\n`, { mode: 0o600 })
      return join(root, name)
    }
    const inS3 = {
      ZHIJIAN_BLOBS: 's3://files/zhuozi', S3_ENDPOINT: objects!.url,
      S3_ACCESS_KEY_FILE: fileWith('access', S3_KEYS.accessKeyId), S3_SECRET_KEY_FILE: fileWith('secret', S3_KEYS.secretAccessKey),
    }
    const [one, other] = [await open('gamma', 'a', inS3), await open('delta', 'b', inS3)]
    const ref = await one.blobs.put('li' as PersonId, Buffer.from('一份文件'), TEXT)
    expect(Buffer.from(await other.blobs.get('li' as PersonId, ref)).toString()).toBe('一份文件')
    await one.stop()
    await other.stop()
  })

  it('what was not said, or not said together, is said in words', async () => {
    const faultOf = (more: Readonly<Record<string, string>>) => open('epsilon', 'a', more).then(() => null, (error: unknown) => error)
    for (const [more, words] of [
      [{ ZHIJIAN_BLOBS: 's3://files' }, /--s3-endpoint \(S3_ENDPOINT\) and --s3-access-key-file .*must be given/],
      [{ VAULT_SECRET_ID_FILE: '' }, /--vault-secret-id-file \(VAULT_SECRET_ID_FILE\) must be given with --vault/],
      [{ MONGODB_URL: '' }, /--mongodb \(MONGODB_URL\) must be given/],
    ] as const) expect(await faultOf(more)).toMatchObject({ code: 'usage', message: expect.stringMatching(words) })
  })
})
