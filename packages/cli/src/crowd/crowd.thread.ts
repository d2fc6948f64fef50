// One process of a crowd: it says on which code its worlds run; then, told a seed, it runs that world and tells what came of it.
import assert from 'node:assert/strict'
import type { Crowd, CrowdWorld } from '@zhijian/simulation'
import { loadWithCode, type Code } from './code.ts'

export interface Told { readonly seed: number; readonly crowd: Crowd }
export type Tells = Code | CrowdWorld

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return Math.round((user + system) / 1000)
}
/** What starting this process cost is the first world's. */
let counted = 0

const { loaded: { worldOf }, code, modules, isWhole } = await loadWithCode(() => import('./world.ts'))
process.on('message', ({ crowd, seed }: Told) => {
  const begun = counted
  void worldOf(crowd, seed, cpuMs).then((world) => {
    assert(isWhole(), 'a world loaded a module while it ran: its code would not be told whole')
    counted = cpuMs()
    process.send!({ ...world, cpuMs: counted - begun } satisfies Tells)
  })
})
process.send!({ code, modules } satisfies Tells)
