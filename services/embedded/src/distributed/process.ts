// One process among those of a platform on this machine: started, watched, started again when it dies, and ended by its id.
// P1 While it is wanted it runs: what dies comes back, after a pause that doubles until it has been ready once.
// P2 A fault that waiting does not cure, before it was ever ready, ends the whole start: its own last words say why.
// P3 When we are killed it notices (with-parent.mjs) and ends by itself.
// P4 It is in a process group of its own: a key press at the terminal reaches it through us alone, in the order in which things end.
// P5 Who wants to see what it is worth may kill or freeze it; it is treated as if it had died or hung by itself.
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Fault, type Cancel, type Timers } from '@zhijian/kernel'

export interface Plan {
  readonly name: string
  /** Built, from the root of the repository. */
  readonly script: string
  readonly args?: () => readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

export interface Watching {
  readonly timers: Timers
  /** Its log goes there, in lines of JSON. */
  readonly logFile: string
  /** What it says to the person at the terminal. */
  readonly onSaid: (line: string) => void
  /** It died, and comes back after so long. @param why in its own last words */
  readonly onDied: (why: string, againMs: number) => void
}

export interface State {
  readonly isReady: boolean
  /** Why it is not, in its own words. */
  readonly reasons: readonly string[]
  readonly restarts: number
  /** Null while there is none. */
  readonly pid: number | null
}

export interface Supervised {
  readonly name: string
  /** Of its face, once it listens. */
  listening(): Promise<string>
  /** Rejects with the fault that it cannot start over (P2); never resolves. */
  readonly refused: Promise<never>
  url(): string | null
  state(): State
  /** Told by whoever asks it. */
  found(isReady: boolean, reasons: readonly string[]): void
  /**
   * kill -9; resolves when it is gone. @param meanwhile is done while there is none, before it is started again
   * @returns false when it was not there anyway
   */
  kill(meanwhile?: () => Promise<void>): Promise<boolean>
  /** It stands still until it is thawed. */
  freeze(): void
  thaw(): void
  /** It still runs, but is not started again should it die. */
  letGo(): void
  /** SIGTERM, and SIGKILL when it has not ended after so long. @returns whether it ended by itself */
  stop(withinMs: number): Promise<boolean>
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000

/** From src/distributed, or from dist/src/distributed. */
const ROOTS = ['../../../..', '../../../../..'].map((up) => fileURLToPath(new URL(up, import.meta.url)))
const inRepository = (path: string): string => resolve(ROOTS.find((root) => existsSync(join(root, 'pnpm-workspace.yaml')))!, path)

export const supervise = ({ name, script, args = () => [], environment }: Plan, { timers, logFile, onSaid, onDied }: Watching): Supervised => {
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
  log.on('error', () => {})
  const first = Promise.withResolvers<string>()
  const refused = Promise.withResolvers<never>()
  refused.promise.catch(() => {})
  let child: ChildProcess
  let gone: Promise<void> = Promise.resolve()
  let url: string | null = null
  let isReady = false
  let wasReady = false
  let isThere = false
  let reasons: readonly string[] = []
  let [restarts, failures] = [0, 0]
  let isWanted = true
  let cancel: Cancel = () => {}
  let meanwhile: () => Promise<void> = async () => {}

  const start = (): void => {
    let last = ''
    let refusal: Fault | null = null
    child = spawn(process.execPath, ['--import', inRepository('tools/setup/with-parent.mjs'), inRepository(script), ...args()], {
      env: environment, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    createInterface({ input: child.stdout! }).on('line', onSaid)
    createInterface({ input: child.stderr! }).on('line', (line) => {
      log.write(`${line}\n`)
      const entry = entryOf(line)
      if (entry.code === 'listening' && entry.url !== undefined) {
        url = entry.url
        first.resolve(url)
      }
      if (entry.message !== undefined) last = entry.message
      if (entry.code === 'not-started' && entry.retry === 'never') refusal = new Fault(entry.fault ?? 'not-started', last, { retry: 'never', about: { ...entry, message: last } })
    })
    isThere = true
    const ended = Promise.withResolvers<void>()
    gone = ended.promise
    let isOver = false
    const over = (): void => {
      if (isOver) return
      isOver = true
      isThere = false
      ended.resolve()
      ;[url, isReady, reasons] = [null, false, last === '' ? [] : [last]]
      if (!isWanted) return
      // One that was left over from before, and is just ending, is waited for.
      if (refusal !== null && !wasReady && refusal.code !== 'instance-runs-already') return refused.reject(refusal)
      const againMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures)
      failures += 1
      restarts += 1
      onDied(last, againMs)
      void meanwhile().finally(() => {
        if (isWanted) cancel = timers.after(againMs, start)
      })
      meanwhile = async () => {}
    }
    child.once('error', over)
    child.once('close', over)
  }
  start()
  const letGo = (): void => {
    isWanted = false
    cancel()
  }

  return {
    name,
    listening: () => Promise.race([first.promise, refused.promise]),
    refused: refused.promise,
    url: () => url,
    state: () => ({ isReady, reasons, restarts, pid: isThere ? child.pid ?? null : null }),
    found(ready, why) {
      ;[isReady, reasons] = [ready, why]
      if (!ready) return
      failures = 0
      wasReady = true
    },
    async kill(what = meanwhile) {
      if (!isThere) return false
      meanwhile = what
      child.kill('SIGKILL')
      await gone
      return true
    },
    freeze: () => void (isThere && child.kill('SIGSTOP')),
    thaw: () => void (isThere && child.kill('SIGCONT')),
    letGo,
    async stop(withinMs) {
      letGo()
      child.kill('SIGTERM')
      let inTime = true
      const late = timers.after(withinMs, () => {
        inTime = false
        child.kill('SIGKILL')
      })
      await gone
      late()
      await new Promise<void>((resolve) => { log.end(resolve) })
      return inTime
    },
  }
}

interface Entry { readonly code?: string; readonly url?: string; readonly message?: string; readonly fault?: string; readonly retry?: string }
const entryOf = (line: string): Entry => {
  try {
    return JSON.parse(line) as Entry
  } catch {
    return { message: line }
  }
}
