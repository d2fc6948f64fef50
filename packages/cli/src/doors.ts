// The doors of a running platform: one where everything runs in one process, one of each process where services run apart. Whoever
// has an operation does it; how the platform is, all of them say together.
import { basename } from 'node:path'
import type { DeadLetter } from '@zhijian/bus'
import { askAny, callControl, doorsIn, socketOf, type dataPaths } from '@zhijian/host'
import { Fault, isFault, type Json } from '@zhijian/kernel'
import { within } from './adapters/patient-timers.ts'

type Paths = ReturnType<typeof dataPaths>

export interface Status {
  readonly ready: boolean
  readonly reasons: readonly string[]
  readonly views: readonly { readonly name: string; readonly isLive: boolean }[]
  readonly parkedStreams: readonly { readonly stream: string; readonly code: string }[]
  readonly consumers: readonly { readonly consumer: string; readonly lag: number | null; readonly parkedStreams: number; readonly heldStreams: number; readonly heldFor: readonly string[] }[]
  readonly upcoming: readonly { readonly stream: string; readonly due: string }[]
  /** How people reach it; null where no gateway runs. */
  readonly url: string | null
  /** Where services run apart: those that answer on this host. */
  readonly processes?: readonly { readonly instance: string; readonly ready: boolean }[]
}
type OfOne = Omit<Status, 'consumers' | 'processes' | 'url'> & { readonly instance: string; readonly url: string }

const doorsOf = ({ root, folders }: Paths): readonly string[] => doorsIn(root, folders.hosts)

/** @throws Fault `platform-not-running` · `gateway-not-running` · `no-such-operation` (never) · whatever the operation throws */
export const ask = async <T>(paths: Paths, operation: string, input: Json = null): Promise<T> => await askAny(doorsOf(paths), operation, input) as T

/** How long a look waits for a process that may stand still, ms. */
const LOOK_MS = 3_000

interface OfAll<T> {
  readonly said: readonly T[]
  /** Why one or the other could not say: it stands still, or the broker is away. */
  readonly fault: Fault | null
}

/**
 * What each knows of its own consumers, of all together: a service may ask the broker of no other's.
 * @param key several instances of a service say the same
 * @throws Fault `platform-not-running` (never)
 */
const ofAll = async <T>(paths: Paths, operation: string, key: (each: T) => string): Promise<OfAll<T>> => {
  const doors = await Promise.all(doorsOf(paths).map((door) => callControl(door, operation, null, within(LOOK_MS)).then(
    (said) => said as unknown as readonly T[],
    (error: unknown) => {
      if (!isFault(error)) throw error
      return error
    },
  )))
  const open = doors.filter((each) => !isFault(each, 'platform-not-running') && !isFault(each, 'no-such-operation'))
  if (open.length === 0) throw new Fault('platform-not-running', 'no platform is running on this data folder', { retry: 'never' })
  const said = open.flatMap((each) => (isFault(each) ? [] : each))
  return { said: [...new Map(said.map((each) => [key(each), each])).values()], fault: open.find((each) => isFault(each)) ?? null }
}

/** In the order of the log. @throws Fault `platform-not-running` (never) · whatever kept one of them from saying all */
export const deadLettersAt = async (paths: Paths, consumer?: string): Promise<readonly DeadLetter[]> => {
  const { said, fault } = await ofAll<DeadLetter>(paths, 'dead-letters', (letter) => `${letter.consumer} ${letter.eventId}`)
  if (fault !== null) throw fault
  return said.filter((letter) => consumer === undefined || letter.consumer === consumer).toSorted((one, other) => (one.position < other.position ? -1 : 1))
}

/** Null where nobody answers there, or answers something else. */
const statusAt = async <T>(door: string): Promise<T | null> => {
  try {
    return await callControl(door, 'status', null, within(LOOK_MS)) as unknown as T
  } catch (error) {
    if (isFault(error, 'platform-not-running') || isFault(error, 'no-such-operation')) return null
    throw error
  }
}

/** A process that has its door open and does not answer is there, and not ready. */
const silentAt = (door: string): OfOne =>
  ({ instance: basename(door, '.sock'), ready: false, reasons: ['does not answer at its door'], views: [], parkedStreams: [], upcoming: [], url: '' })

const ofOne = (door: string): Promise<OfOne | null> => statusAt<OfOne>(door).catch((error: unknown) => {
  if (!isFault(error, 'control-unavailable')) throw error
  return silentAt(door)
})

const DUE_SHOWN = 10

/** @throws Fault `platform-not-running` (never) */
export const statusOf = async (paths: Paths): Promise<Status> => {
  const whole = await statusAt<Status>(socketOf(paths.root))
  if (whole) return whole
  const apart = (await Promise.all(doorsOf(paths).map(ofOne))).filter((each) => each !== null)
  if (apart.length === 0) throw new Fault('platform-not-running', 'no platform is running on this data folder', { retry: 'never' })
  const upcoming = new Map(apart.flatMap((each) => each.upcoming).map(({ stream, due }) => [stream, due]))
  return {
    ready: apart.every(({ ready }) => ready),
    reasons: apart.flatMap(({ instance, reasons }) => reasons.map((reason) => `${instance}: ${reason}`)),
    views: apart.flatMap(({ instance, views }) => views.map(({ name, isLive }) => ({ name: `${instance} ${name}`, isLive }))),
    parkedStreams: [...new Map(apart.flatMap((each) => each.parkedStreams).map((each) => [each.stream, each])).values()],
    consumers: (await ofAll<Status['consumers'][number]>(paths, 'consumers', ({ consumer }) => consumer)).said,
    upcoming: [...upcoming].map(([stream, due]) => ({ stream, due })).sort((a, b) => (a.due < b.due ? -1 : 1)).slice(0, DUE_SHOWN),
    url: apart.find(({ instance }) => instance.startsWith('gateway-'))?.url || null,
    processes: apart.map(({ instance, ready }) => ({ instance, ready })),
  }
}

/** @throws Fault `gateway-not-running` (never) */
export const urlOf = ({ url }: Status): string => {
  if (url === null) throw new Fault('gateway-not-running', 'people reach the platform through the gateway, and none runs on this data folder: start it', { retry: 'never' })
  return url
}
