// A process of a crowd as whoever starts it sees it.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Fault } from '@zhijian/kernel'
import type { CrowdWorld } from '@zhijian/simulation'
import type { Code } from './code.ts'
import type { Tells, Told } from './crowd.thread.ts'

/** A young generation of 192 MB: what a world makes and forgets is forgotten there. Whoever repeats a failing seed has stacks. */
const FLAGS = ['--max-semi-space-size=64', '--stack-trace-limit=0']

/** From its sources too it starts what was built: Node does not read decorators, which the services' edges have. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? '../../dist/src/crowd/crowd.thread.js' : './crowd.thread.js', import.meta.url)

export interface Worker extends Code {
  /** @throws Fault `worker-died` (later) */
  run(told: Told): Promise<CrowdWorld>
  end(): void
}

/** @throws Fault `worker-died` (later) */
export const startWorker = async (): Promise<Worker> => {
  const child = fork(fileURLToPath(WORKER), [], { execArgv: FLAGS, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const hear = (doing: string): Promise<Tells> => new Promise((resolve, reject) => {
    const died = (code: number | null, signal: string | null): void => reject(new Fault('worker-died', `${doing}: its process ended with ${signal ?? code}`, { retry: 'later' }))
    child.once('exit', died)
    child.once('message', (tells) => {
      child.off('exit', died)
      resolve(tells as Tells)
    })
  })
  const { code, modules } = await hear('starting') as Code
  return {
    code, modules,
    run(told) {
      child.send(told)
      return hear(`seed ${told.seed}`) as Promise<CrowdWorld>
    },
    end: () => void child.kill(),
  }
}
