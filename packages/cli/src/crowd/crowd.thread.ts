// One process of a crowd: told a seed, it runs that world and tells what came of it.
import { hostServices } from '@zhijian/embedded'
import { runCrowdWorld, type Crowd, type CrowdWorld } from '@zhijian/simulation'

export interface Told { readonly seed: number; readonly build: string; readonly crowd: Crowd }
export type Tells = CrowdWorld

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return Math.round((user + system) / 1000)
}
/** What starting this process cost is the first world's. */
let counted = 0

process.on('message', ({ crowd, seed, build }: Told) => {
  const begun = counted
  void runCrowdWorld(crowd, seed, build, hostServices, cpuMs).then((world) => {
    counted = cpuMs()
    process.send!({ ...world, cpuMs: counted - begun } satisfies Tells)
  })
})
