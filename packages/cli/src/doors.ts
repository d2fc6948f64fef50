// The doors of a running platform: one where everything runs in one process, one of each process where services run apart. Whoever
// has an operation does it; how the platform is, all of them say together.
import { basename } from 'node:path'
import type { DeadLetter } from '@zhijian/bus'
import { askAll, askAny, doorsIn, socketOf, statusAt, whyNotReady, type dataPaths } from '@zhijian/host'
import { Fault, isFault, type Json } from '@zhijian/kernel'
import type { LanguageName } from './terminal.ts'

type Paths = ReturnType<typeof dataPaths>

export interface Status {
  readonly ready: boolean
  readonly reasons: readonly string[]
  /** The same as codes. Of services that run apart: of those that answer. */
  readonly codes?: readonly string[]
  readonly views: readonly { readonly name: string; readonly isLive: boolean }[]
  readonly parkedStreams: readonly { readonly stream: string; readonly code: string }[]
  readonly consumers: readonly { readonly consumer: string; readonly lag: number | null; readonly parkedStreams: number; readonly heldStreams: number; readonly heldFor: readonly string[] }[]
  readonly upcoming: readonly { readonly stream: string; readonly due: string }[]
  /** The platform's own time; absent where a process of an earlier release answers. */
  readonly now?: string
  /** How people reach it; null where no gateway runs. */
  readonly url: string | null
  /** Where services run apart: those that answer on this host. */
  readonly processes?: readonly { readonly instance: string; readonly ready: boolean }[]
}
type OfOne = Omit<Status, 'consumers' | 'processes' | 'url'> & { readonly instance: string; readonly url: string }

const notRunning = (): Fault => new Fault('platform-not-running', 'no platform is running on this data folder', { retry: 'never' })

const doorsOf = ({ root, folders }: Paths): readonly string[] => doorsIn(root, folders.hosts)

/** @throws Fault `platform-not-running` · `gateway-not-running` · `no-such-operation` (never) · whatever the operation throws */
export const ask = async <T>(paths: Paths, operation: string, input: Json = null): Promise<T> => await askAny(doorsOf(paths), operation, input) as T

/** Whoever keeps the broker's streams knows of every consumer, each other process of its own: what one of them says counts. */
const all = async <T>(paths: Paths, operation: string): Promise<readonly T[]> => (await askAll(doorsOf(paths), operation) as unknown as readonly (readonly T[])[]).flat()

/** In the log's order. @throws Fault `platform-not-running` (never) */
export const deadLettersOf = async (paths: Paths, consumer?: string): Promise<readonly DeadLetter[]> => {
  const answers = await askAll(doorsOf(paths), 'dead-letters') as unknown as readonly (readonly DeadLetter[])[]
  if (answers.length === 0) throw notRunning()
  const letters = new Map(answers.flat().map((letter) => [`${letter.consumer}/${letter.eventId}`, letter]))
  return [...letters.values()].filter((letter) => consumer === undefined || letter.consumer === consumer).sort((a, b) => (a.position < b.position ? -1 : 1))
}

/** Null where nobody listens, or somebody else does. */
const statusOfOne = async <T>(door: string): Promise<T | null> => {
  try {
    return await statusAt(door) as unknown as T
  } catch (error) {
    if (isFault(error, 'platform-not-running') || isFault(error, 'no-such-operation')) return null
    throw error
  }
}
/** One that stands still is one of those that are not ready. */
const statusApart = async (door: string): Promise<OfOne | null> => {
  try {
    return await statusOfOne<OfOne>(door)
  } catch (error) {
    if (!isFault(error, 'control-unavailable')) throw error
    return { instance: basename(door, '.sock'), ready: false, reasons: ['it does not answer'], views: [], parkedStreams: [], upcoming: [], url: '' }
  }
}

export interface Measures {
  readonly instance: string
  /** By name: what `/metrics` tells. */
  readonly metrics: Readonly<Record<string, readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]>>
}

/** What every process that answers measures. @throws as askAll */
export const measuresOf = async (paths: Paths): Promise<readonly Measures[]> => await askAll(doorsOf(paths), 'measures') as unknown as readonly Measures[]

const DUE_SHOWN = 10

/** @throws Fault `platform-not-running` (never) */
export const statusOf = async (paths: Paths): Promise<Status> => {
  let unknown: Fault | null = null
  const whole = await statusAt(socketOf(paths.root)).catch((error: unknown) => {
    if (isFault(error, 'no-such-operation')) unknown = error
    else if (!isFault(error, 'platform-not-running')) throw error
    return null
  })
  if (whole) return whole as unknown as Status
  const apart = (await Promise.all(doorsOf(paths).map(statusApart))).filter((each) => each !== null)
  if (apart.length === 0) throw unknown ?? notRunning()
  const upcoming = new Map(apart.flatMap((each) => each.upcoming).map(({ stream, due }) => [stream, due]))
  return {
    ready: apart.every(({ ready }) => ready),
    reasons: apart.flatMap(({ instance, reasons }) => reasons.map((reason) => `${instance}: ${reason}`)),
    codes: [...new Set(apart.flatMap(({ codes = [] }) => codes))],
    views: apart.flatMap(({ instance, views }) => views.map(({ name, isLive }) => ({ name: `${instance} ${name}`, isLive }))),
    parkedStreams: [...new Map(apart.flatMap((each) => each.parkedStreams).map((each) => [each.stream, each])).values()],
    consumers: [...new Map((await all<Status['consumers'][number]>(paths, 'consumers')).map((each) => [each.consumer, each])).values()],
    upcoming: [...upcoming].map(([stream, due]) => ({ stream, due })).sort((a, b) => (a.due < b.due ? -1 : 1)).slice(0, DUE_SHOWN),
    url: apart.find(({ instance }) => instance.startsWith('gateway-'))?.url || null,
    ...(apart.some(({ now }) => now !== undefined) ? { now: apart.map(({ now }) => now ?? '').sort().at(-1)! } : {}),
    processes: apart.map(({ instance, ready }) => ({ instance, ready })),
  }
}

/** @throws Fault `gateway-not-running` (never) */
export const urlOf = ({ url }: Status): string => {
  if (url === null) throw new Fault('gateway-not-running', 'people reach the platform through the gateway, and none runs on this data folder: start it', { retry: 'never' })
  return url
}

/** Why it is not ready, for the person at the terminal; which process, `status` tells one by one. */
export const whyOf = ({ reasons, codes = [] }: Status, language: LanguageName): string => (codes.length > 0 ? whyNotReady(codes, language) : reasons.join('; '))
