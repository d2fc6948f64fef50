// `npm run start:distributed`: the demonstration county with every service in a process of its own on this machine, until Ctrl-C.
// This process hosts nothing: it starts the others, starts again what dies, and says how they are.
import { systemTimers } from '@zhijian/bus'
import { isFault, pauseMs } from '@zhijian/kernel'
import { describeError } from '@zhijian/runtime'
import { say } from '../i18n.ts'
import { whyNotStarted } from '../not-started.ts'
import { distributedOptions, passedOn, type DistributedOptions } from './options.ts'
import { openProcesses } from './processes.ts'
import { natsServer } from './servers.ts'
import type { State, Supervised } from './process.ts'
import { consumingOf } from './watch.ts'

const LOOK_EVERY_MS = 1000

const print = (line: string): void => void process.stdout.write(`${line}\n`)

const stateOf = ({ isReady, reasons }: State): string =>
  isReady ? say('distributed.ready') : reasons.length === 0 ? say('distributed.waits') : say('distributed.not-ready', { why: reasons.join('; ') })

const tell = async (all: readonly Supervised[], which: readonly Supervised[] = all): Promise<void> => {
  const consuming = await consumingOf(all, systemTimers)
  const width = Math.max(...all.map(({ name }) => name.length))
  for (const each of which) {
    const state = each.state()
    // Instances of one service share its work, and what it is behind.
    const lag = (consuming.get(each.name) ?? consuming.get(each.name.replace(/-\d+$/, '')))?.lag ?? '—'
    print(say('distributed.process', { name: each.name.padEnd(width), state: stateOf(state), pid: state.pid ?? '—', lag, restarts: state.restarts }))
  }
}

const run = async (options: DistributedOptions): Promise<void> => {
  const environment = passedOn(process.env)
  const processes = openProcesses({
    options, environment, servers: environment.NATS_URL === undefined ? [natsServer] : [],
    onOpening: (folder) => print(say('opening', { folder })), onSaid: print,
    onDied: (name, why, againMs) => print(say(why === '' ? 'distributed.died' : 'distributed.died.saying', { name, why, seconds: againMs / 1000 })),
  })
  const { running } = processes
  const stopping = new AbortController()
  const stopped = Promise.withResolvers<boolean>()
  stopped.promise.catch(() => {})
  processes.refused.catch(stopped.reject)
  const onSignal = (): void => {
    if (stopping.signal.aborted) return
    stopping.abort()
    print(say('stopping'))
    void processes.stop().then(stopped.resolve, stopped.reject)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)

  const follow = async (): Promise<void> => {
    const told = new Map<Supervised, string>()
    const changed = (): readonly Supervised[] => running.filter((each) => {
      const { isReady, restarts } = each.state()
      const before = told.get(each)
      told.set(each, `${isReady} ${restarts}`)
      return before !== undefined && before !== told.get(each)
    })
    changed()
    while (!stopping.signal.aborted) {
      await pauseMs(systemTimers, LOOK_EVERY_MS, stopping.signal)
      await processes.look()
      const which = changed()
      if (which.length > 0 && !stopping.signal.aborted) await tell(running, which)
    }
  }
  const open = async (): Promise<void> => {
    if (await processes.start() === null) return
    await tell(running)
    print(say('stop-hint'))
    await follow()
  }

  try {
    // What is waited for at the start may never come once everything is being stopped.
    await Promise.race([open(), stopped.promise])
  } catch (error) {
    if (!stopping.signal.aborted) {
      stopping.abort()
      await processes.stop()
      throw error
    }
  }
  process.exitCode = await stopped.promise ? 0 : 1
  print(say('stopped'))
}

// Whoever reads along may go away: the platform goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  const options = distributedOptions(process.argv.slice(2), process.env)
  if (options === null) print(say('help.distributed'))
  else await run(options)
  process.exit()
} catch (error) {
  const why = whyNotStarted(error)
  process.stderr.write(why === null ? `${say('not-started.bug')}\n${JSON.stringify(describeError(error))}\n` : `${say('not-started', { why })}\n`)
  process.exit(isFault(error, 'usage') ? 2 : 1)
}
