// What a process of a crowd runs: everything this loads is the code that its worlds are told of.
import { hostServices } from '@zhijian/embedded/compose'
import { runCrowdWorld, type Crowd, type CrowdWorld } from '@zhijian/simulation'

export const worldOf = (crowd: Crowd, seed: number, cpuMs: () => number): Promise<CrowdWorld> => runCrowdWorld(crowd, seed, hostServices, cpuMs)
