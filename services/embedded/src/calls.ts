// What of calls an operator says at the start.
import { turnRelay, type TurnRelay } from '@zhijian/gateway'
import type { StartOptions } from './options.ts'

/** @throws Fault `usage` (never) when the secret cannot be read, or is too short */
export const callsOf = ({ turn, directCalls = false }: Partial<Pick<StartOptions, 'turn' | 'directCalls'>>): { readonly turn?: TurnRelay; readonly directCalls: boolean } => {
  const relay = turnRelay(turn?.urls, turn?.secretFile, turn?.minutes ?? 0)
  return { directCalls, ...(relay === undefined ? {} : { turn: relay }) }
}
