// Does to running processes what was planned, and waits until the platform is whole again.
import { readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Supervised } from '@zhijian/embedded'
import { pauseMs, type Timers } from '@zhijian/kernel'
import type { BrokerLine } from '../adapters/broker-line.ts'
import { draw } from '../load/plan.ts'
import type { Cruelty, Planned } from './plan.ts'

export interface Torn {
  readonly running: readonly Supervised[]
  readonly lines: ReadonlyMap<string, BrokerLine>
  /** Of the broker. */
  readonly store: string
  readonly seed: number
  readonly timers: Timers
  readonly signal: AbortSignal
  look(): Promise<void>
}

const LOOK_MS = 100

/** Each of the broker's streams loses its end: as much of its newest file as the seed has it. */
const tear = (folder: string, seed: number, n: number): void => {
  const newest = new Map<string, string>()
  const blocks = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.blk'))
  const place = (name: string): number => Number.parseInt(basename(name), 10)
  for (const name of blocks) if (place(name) >= place(newest.get(dirname(name)) ?? '0.blk')) newest.set(dirname(name), name)
  for (const name of newest.values()) truncateSync(join(folder, name), Math.floor(statSync(join(folder, name)).size * draw(seed, n, 'tear', name)))
}

/** @returns how many processes it killed; one that was just being started again is not there to be killed */
export const inflict = async ({ n, cruelty }: Planned, torn: Torn): Promise<number> => {
  const { timers, signal } = torn
  const those = torn.running.filter(({ name }) => cruelty.names.includes(name))
  const kill = async (meanwhile?: () => Promise<void>): Promise<number> =>
    (await Promise.all(those.map((each) => each.kill(meanwhile)))).filter(Boolean).length
  switch (cruelty.kind) {
    case 'kill': return kill()
    case 'empty': return kill(async () => rmSync(join(torn.store, 'jetstream'), { recursive: true, force: true }))
    case 'truncate': return kill(async () => tear(torn.store, torn.seed, n))
    case 'freeze':
      for (const each of those) each.freeze()
      await pauseMs(timers, cruelty.forMs, signal)
      for (const each of those) each.thaw()
      return 0
    case 'cut': {
      const lines = cruelty.names.flatMap((name) => torn.lines.get(name) ?? [])
      for (const line of lines) line.cut()
      await pauseMs(timers, cruelty.forMs, signal)
      for (const line of lines) await line.mend()
      return 0
    }
    default: return cruelty satisfies never
  }
}

/** @returns whether every process is ready again within the time, or is not waited for any more */
export const untilWhole = async (torn: Torn, withinMs: number): Promise<boolean> => {
  let isLate = false
  const cancel = torn.timers.after(withinMs, () => { isLate = true })
  try {
    while (!torn.signal.aborted) {
      await torn.look()
      if (torn.running.every((each) => each.state().isReady)) return true
      if (isLate) return false
      await pauseMs(torn.timers, LOOK_MS, torn.signal)
    }
    return true
  } finally {
    cancel()
  }
}

export const victimsOf = ({ names }: Cruelty): string => names.join('、')
