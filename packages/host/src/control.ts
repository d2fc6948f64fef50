// The operator's doors of a running platform: sockets in the data folder that only this user can open. The command line comes
// through them, because a running platform holds its consumers and keys in memory. A platform in one process has one; where
// services run apart each process has one of its own, and what changes something is done by the gateway's.
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { basename, join } from 'node:path'
import { Fault, isFault, type Json } from '@zhijian/kernel'
import type { Log } from '@zhijian/runtime'

/** @throws Fault, which reaches the caller as it is */
export type Operations = Readonly<Record<string, (input: Json) => Promise<Json>>>

const MB = 1024 * 1024
/** What is asked is short; an answer may name every lawyer of a province. */
const MOST_MB = { asked: 1, answered: 64 } as const
/** Of a socket's path, on every system that this runs on. */
const LONGEST_PATH = 103
export const socketOf = (dataRoot: string): string => join(dataRoot, 'control.sock')

/** Of one process among several. @param instance `consult-router-0` */
export const doorOf = (hosts: string, instance: string): string => join(hosts, `${instance}.sock`)

/** All there may be, also those that killed processes left behind. @param hosts the folder of processes that host a service each */
export const doorsIn = (dataRoot: string, hosts: string): readonly string[] =>
  [socketOf(dataRoot), ...(existsSync(hosts) ? readdirSync(hosts).filter((name) => name.endsWith('.sock')).sort().map((name) => join(hosts, name)) : [])]

const read = async (stream: AsyncIterable<Buffer>, what: keyof typeof MOST_MB): Promise<string> => {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of stream) {
    bytes += part.length
    if (bytes > MOST_MB[what] * MB) throw new Fault('message-too-large', `a control message that is ${what} has at most ${MOST_MB[what]} MB`, { retry: 'never' })
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** @throws Fault `data-folder-too-deep` (never) @param path of the socket; one left behind by a killed process is replaced (the data folder's lock is ours) */
export const openControl = async (path: string, operations: Operations, log: Log): Promise<{ close(): Promise<void> }> => {
  const server: Server = createServer((incoming, outgoing) => {
    void (async () => {
      const name = (incoming.url ?? '/').slice(1)
      try {
        const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
        if (!operation) throw new Fault('no-such-operation', `the platform has no operation ${name.slice(0, 40)}`, { retry: 'never' })
        const result = await operation(JSON.parse(await read(incoming, 'asked') || 'null') as Json)
        outgoing.setHeader('content-type', 'application/json').end(JSON.stringify({ result }))
      } catch (error) {
        const fault = isFault(error) ? error : new Fault('internal', 'the platform met a bug; its log has the place', { retry: 'never', cause: error })
        if (!isFault(error)) log.error('control-failed', { operation: name.slice(0, 40), bug: error instanceof Error ? error.name : typeof error })
        outgoing.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ fault: { code: fault.code, message: fault.message, retry: fault.retry } }))
      }
    })()
  })
  if (Buffer.byteLength(path) > LONGEST_PATH) {
    throw new Fault('data-folder-too-deep', `a socket's path has at most ${LONGEST_PATH} bytes, and ${path} has more; choose a data folder (ZHIJIAN_DATA) with a shorter path`, { retry: 'never', about: { path } })
  }
  rmSync(path, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, 0o600)
  return {
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

/** A process that stands still has not closed its door: what only looks waits no longer than this, ms. */
const LOOK_WITHIN_MS = 5_000
/** One thing done at another process's door, ms. */
const DO_WITHIN_MS = 30_000

/**
 * @param withinMs default: as long as it takes
 * @throws Fault `platform-not-running` (never) when nobody listens · `control-unavailable` (later) · whatever the operation throws
 */
export const callControl = (path: string, operation: string, input: Json = null, withinMs?: number): Promise<Json> => new Promise((resolve, reject) => {
  const outgoing = request({ socketPath: path, path: `/${operation}`, method: 'POST', ...(withinMs === undefined ? {} : { timeout: withinMs }) }, (incoming) => {
    read(incoming, 'answered').then((text) => {
      const { result, fault } = JSON.parse(text) as { result?: Json; fault?: { code: string; message: string; retry: Fault['retry'] } }
      if (fault) reject(new Fault(fault.code, fault.message, { retry: fault.retry }))
      else resolve(result ?? null)
    }).catch(reject)
  })
  // Node's own agent calls five seconds of silence a timeout as well.
  if (withinMs !== undefined) outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')))
  outgoing.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' || error.code === 'ECONNREFUSED'
    ? new Fault('platform-not-running', 'no platform is running on this data folder', { retry: 'never' })
    : new Fault('control-unavailable', 'the platform does not answer on its control socket', { retry: 'later', cause: error })))
  outgoing.end(JSON.stringify(input))
})

/** The one that carries out what operators ask, where services run apart. */
const DOES = /(^|\/)(control|gateway-\d+)\.sock$/

/** How a process is. @throws as callControl */
export const statusAt = (door: string): Promise<Json> => callControl(door, 'status', null, LOOK_WITHIN_MS)

/**
 * Asks the first door that has the operation, those that carry out what operators ask before the others.
 * @param withinMs at each door @throws Fault `platform-not-running` (never) when nobody listens at any · `gateway-not-running` (never): only processes that do not
 *   carry it out · `no-such-operation` (never) · whatever the operation throws
 */
export const askAny = async (doors: readonly string[], operation: string, input: Json = null, withinMs?: number): Promise<Json> => {
  const open: string[] = []
  for (const door of [...doors].sort((a, b) => Number(DOES.test(b)) - Number(DOES.test(a)))) {
    try {
      return await callControl(door, operation, input, withinMs)
    } catch (error) {
      if (isFault(error, 'platform-not-running')) continue
      if (!isFault(error, 'no-such-operation')) throw error
      open.push(door)
    }
  }
  if (open.length === 0) throw new Fault('platform-not-running', 'no platform is running on this data folder', { retry: 'never' })
  throw open.some((door) => DOES.test(door))
    ? new Fault('no-such-operation', `the platform has no operation ${operation.slice(0, 40)}`, { retry: 'never' })
    : new Fault('gateway-not-running', 'what operators ask is done by the gateway’s process, and none runs on this data folder: start it', { retry: 'never' })
}

/**
 * Looks at every door that has the operation.
 * @returns their answers; empty when nobody listens @throws whatever the operation throws, where not one answered
 */
export const askAll = async (doors: readonly string[], operation: string): Promise<readonly Json[]> => {
  const answers = await Promise.allSettled(doors.map((door) => callControl(door, operation, null, LOOK_WITHIN_MS)))
  const given = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const failed = answers.find((each) => each.status === 'rejected' && !isFault(each.reason, 'platform-not-running') && !isFault(each.reason, 'no-such-operation'))
  if (given.length === 0 && failed?.status === 'rejected') throw failed.reason
  return given
}

/** Has whoever keeps the log of this host seal it with another key from now on. @returns its id @throws as askAny */
export const askForSealKey = async (doors: readonly string[]): Promise<string> =>
  (await askAny(doors, 'seal-key-now', null, DO_WITHIN_MS) as { readonly keyId: string }).keyId

/** Has whoever keeps the log of this host seal it. @throws as askAny */
export const askForSeal = async (doors: readonly string[]): Promise<void> => void await askAny(doors, 'seal-now', null, DO_WITHIN_MS)

/**
 * Has the dead letter of another process's consumer gone on with, on this host.
 * @param does `letter-again` or `letter-over` @throws Fault `service-not-running` (never) · `no-such-dead-letter` (never) · whatever the process throws
 */
export const askItsService = async (doors: readonly string[], does: 'letter-again' | 'letter-over', consumer: string, eventId: string): Promise<void> => {
  const [service = ''] = consumer.split('.')
  const isIts = (door: string): boolean => basename(door).startsWith(`${service === 'operator' ? 'gateway' : service}-`)
  try {
    await askAny(doors.filter(isIts), does, { consumer, eventId }, DO_WITHIN_MS)
  } catch (error) {
    if (!['platform-not-running', 'gateway-not-running', 'no-such-operation'].some((code) => isFault(error, code))) throw error
    throw new Fault('service-not-running', `only ${service} goes on with what ${consumer} could not take, and none runs on this data folder: start it, or look at the consumer’s name`, { retry: 'never' })
  }
}
