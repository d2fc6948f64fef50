// What this command was told of the environment, as a process would be: names that nobody reads, values that none takes, files that
// are not there, and what does not go together. Values are never shown. Then certificates, and the channels' file.
import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { knownSettings, lookAtChannels, readForgettingRules } from '@zhijian/embedded'
import { days, epochMs, isFault, type Instant } from '@zhijian/kernel'
import { ANSWERS_WITHIN_MS, codeOf, look, messageOf, type Look, type Looking } from './look.ts'

const OURS = /^(ZHIJIAN|NATS|KURRENTDB|MONGODB|TURN)_/
/** Read by commands, tests and compose alone. */
const ELSEWHERE = new Set(['ZHIJIAN_BACKUPS', 'ZHIJIAN_LANG', 'ZHIJIAN_SERVERS', 'ZHIJIAN_USER', 'ZHIJIAN_STATE', 'ZHIJIAN_SECRETS', 'ZHIJIAN_IMAGE', 'TURN_HOST'])

type Env = Looking['env']
/** Each needs the other. */
const PAIRS = [
  ['ZHIJIAN_TLS_CERT', 'ZHIJIAN_TLS_KEY'], ['TURN_URLS', 'TURN_SECRET_FILE'], ['NATS_USER', 'NATS_PASSWORD_FILE'], ['NATS_RELAY_USER', 'NATS_RELAY_PASSWORD_FILE'],
  ['KURRENTDB_USER', 'KURRENTDB_PASSWORD_FILE'], ['MONGODB_USER', 'MONGODB_PASSWORD_FILE'], ['S3_ACCESS_KEY_FILE', 'S3_SECRET_KEY_FILE'], ['VAULT_ROLE_ID_FILE', 'VAULT_SECRET_ID_FILE'],
] as const
const contradictions = (env: Env, isLive: boolean): readonly (readonly [string, string])[] => [
  ...PAIRS.filter(([a, b]) => Boolean(env[a]) !== Boolean(env[b])),
  ...(env.ZHIJIAN_KEY_STORE === 'mongodb' && !env.MONGODB_URL ? [['ZHIJIAN_KEY_STORE', 'MONGODB_URL'] as const] : []),
  ...(env.ZHIJIAN_EDGE_STORE === 'mongodb' && !env.MONGODB_URL ? [['ZHIJIAN_EDGE_STORE', 'MONGODB_URL'] as const] : []),
  ...(env.VAULT_ADDR && env.ZHIJIAN_KEY_STORE !== 'mongodb' ? [['VAULT_ADDR', 'ZHIJIAN_KEY_STORE'] as const] : []),
  ...(env.ZHIJIAN_BLOBS?.startsWith('s3:') && !env.S3_ENDPOINT ? [['ZHIJIAN_BLOBS', 'S3_ENDPOINT'] as const] : []),
  ...(env.ZHIJIAN_SUITE === 'sm' && env.ZHIJIAN_HASH === 'sha256' ? [['ZHIJIAN_SUITE', 'ZHIJIAN_HASH'] as const] : []),
  ...(Number(env.ZHIJIAN_ORDINAL ?? 0) >= Number(env.ZHIJIAN_INSTANCES ?? 1) ? [['ZHIJIAN_ORDINAL', 'ZHIJIAN_INSTANCES'] as const] : []),
  ...(isLive && env.ZHIJIAN_CLOCK ? [['ZHIJIAN_CLOCK', 'ZHIJIAN_KIND'] as const] : []),
]

export const settingLooks = ({ env, isLive }: Looking): Look[] => {
  const said = Object.keys(env).filter((name) => env[name] !== undefined && env[name] !== '')
  const unknown = said.filter((name) => OURS.test(name) && !ELSEWHERE.has(name) && !knownSettings.has(name))
  const wrong = said.flatMap((name) => (knownSettings.get(name)?.schema.safeParse(env[name]).success === false ? [[name, knownSettings.get(name)!.takes] as const] : []))
  const files = said.filter((name) => (/_FILE$|^ZHIJIAN_(WITNESSES|FORGETTING|CHANNELS|TLS_CERT|TLS_KEY)$/.test(name)) && knownSettings.has(name) && !existsSync(env[name]!))
  const apart = contradictions(env, isLive)
  const looks = [
    ...unknown.map((name) => look('warn', 'doctor.settings.unknown', { name })),
    ...wrong.map(([name, takes]) => look('wrong', 'doctor.settings.value', { name, takes })),
    ...files.map((name) => look('wrong', 'doctor.settings.no-file', { name })),
    ...apart.map(([one, other]) => look('wrong', 'doctor.settings.apart', { one, other })),
    ...forgettingLook(env),
  ]
  return looks.length === 0 ? [look('ok', 'doctor.settings.ok', { count: said.filter((name) => knownSettings.has(name)).length })] : looks
}

const forgettingLook = (env: Env): Look[] => {
  const file = env.ZHIJIAN_FORGETTING
  if (!file || !existsSync(file)) return []
  try {
    readForgettingRules(file)
    return []
  } catch (error) {
    return [look('wrong', 'doctor.settings.file', { name: 'ZHIJIAN_FORGETTING', message: messageOf(error) })]
  }
}

const SOON_MS = days(14)

const certificateLook = (where: string, validTo: string, now: Instant): Look => {
  const leftMs = Date.parse(validTo) - epochMs(now)
  if (leftMs <= 0) return look('wrong', 'doctor.certificate.over', { where })
  return leftMs < SOON_MS ? look('warn', 'doctor.certificate.soon', { where, leftMs }) : look('ok', 'doctor.certificate.ok', { where, leftMs })
}

const presented = (url: URL): Promise<string> => new Promise((resolve, reject) => {
  // Whose it is does not matter here, only until when it holds.
  const socket = connect({ host: url.hostname.replaceAll(/[[\]]/g, ''), port: Number(url.port || 443), rejectUnauthorized: false, ...(isIP(url.hostname) === 0 ? { servername: url.hostname } : {}) }, () => {
    resolve(socket.getPeerCertificate().valid_to)
    socket.destroy()
  })
  socket.setTimeout(ANSWERS_WITHIN_MS, () => socket.destroy(new Error('no answer'))).once('error', reject)
})

/** Those that files of this environment name, and the one that people are shown. */
export const certificateLooks = async ({ env, now }: Looking, url: string | null): Promise<Look[]> => {
  const named = Object.entries(env).filter(([name, file]) => /^(ZHIJIAN_TLS_CERT|[A-Z0-9]+_CA_FILE)$/.test(name) && file && existsSync(file))
  const looks = named.map(([name, file]) => {
    try {
      const held = readFileSync(file!, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
      const ends = held.map((pem) => new X509Certificate(pem).validTo).sort((a, b) => Date.parse(a) - Date.parse(b))
      if (ends.length === 0) throw new SyntaxError('no certificate')
      return certificateLook(name, ends[0]!, now)
    } catch {
      return look('wrong', 'doctor.certificate.unreadable', { where: name })
    }
  })
  if (url === null || !url.startsWith('https:')) return looks
  const shown = await presented(new URL(url)).catch(() => null)
  return shown === null ? looks : [...looks, certificateLook(url, shown, now)]
}

/** What the file names is read as at a start; nothing is sent. */
export const channelLooks = ({ env, isLive }: Looking): Look[] => {
  const channels = env.ZHIJIAN_CHANNELS
  if (!channels) return isLive ? [look('note', 'doctor.channels.none')] : []
  try {
    return [look('ok', 'doctor.channels.ok', { names: ['in-app', ...lookAtChannels(channels)].join('、') })]
  } catch (error) {
    return [look('wrong', 'doctor.channels.wrong', { code: codeOf(error), message: isFault(error) ? error.message : '' })]
  }
}
