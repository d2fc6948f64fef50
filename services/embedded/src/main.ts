// `npm start`: the whole platform in this process, until Ctrl-C.
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import { isFault, type Clock, type Instant } from '@zhijian/kernel'
import { createMetrics, describeError, jsonLog, scaledClock, systemClock, wallClock, wallNow, type Log } from '@zhijian/runtime'
import { telemetrySettings } from '@zhijian/telemetry'
import { say } from './i18n.ts'
import { keep, measureProcess, openDataFolder, sendTelemetry } from '@zhijian/host'
import { DEMONSTRATION_COUNTY, startOptions, type StartOptions } from './options.ts'
import { startHelp } from './start-settings.ts'
import { startDemonstration } from './demonstration/start.ts'
import { lookBeforeOpening, startLive } from './live.ts'
import { whyNotStarted } from './not-started.ts'

/** When the process leaves anyway: within five seconds of a signal that a busy process may hear late. The log loses nothing by it. */
const STOP_WITHIN_MS = 3500
/** A demonstration’s time is remembered this often, so that a kill costs no more of it. */
const REMEMBER_EVERY_MS = 1000

const logTo = (folder: string, kind: StartOptions['kind']): Log => {
  if (kind === 'live') return jsonLog((line) => process.stderr.write(`${line}\n`), wallNow)
  mkdirSync(folder, { recursive: true })
  const file = createWriteStream(join(folder, 'platform.log'), { flags: 'a', mode: 0o600 })
  // A log that cannot be written is a pity; a platform that dies of it is a fault.
  file.on('error', () => {})
  return jsonLog((line) => file.write(`${line}\n`), wallNow)
}

const run = async (options: StartOptions): Promise<void> => {
  const sending = telemetrySettings(process.env)
  const county = options.kind === 'demo' ? DEMONSTRATION_COUNTY : lookBeforeOpening(options)
  const folder = openDataFolder({
    root: options.data, kind: options.kind, county, now: options.begin ?? wallNow(),
    ...(options.seals === undefined ? {} : { seals: options.seals }), ...(options.keys === undefined ? {} : { keys: options.keys }),
    ...(options.backups === undefined ? {} : { backups: options.backups }),
  })
  const log = logTo(join(folder.root, 'log'), options.kind)
  let persist = (): void => {}
  const clock = (notBefore: Instant | null): Clock => {
    if (options.kind === 'live') return systemClock({ notBefore })
    const scaled = scaledClock({ file: folder.files.clock, speed: options.speed, notBefore, begin: options.begin })
    persist = scaled.persist
    return scaled
  }

  const metrics = createMetrics()
  const telemetry = await sendTelemetry({ settings: sending, service: 'zhijian', instance: '0', registry: () => metrics.registry, timers: systemTimers, log })
  measureProcess(metrics.registry)
  const platform = await (options.kind === 'demo' ? startDemonstration : startLive)({ options, folder, clock, systemClock: wallClock, log, metrics, print: (line) => process.stdout.write(`${line}\n`) })

  const remembering = keep('remember-time', REMEMBER_EVERY_MS, systemTimers, log, async () => persist())

  await new Promise<void>((resolve) => {
    let stopping = false
    const stop = (signal: NodeJS.Signals): void => {
      if (stopping) return
      stopping = true
      process.stdout.write(`${say('stopping')}\n`)
      log.info('stopping', { signal })
      systemTimers.after(STOP_WITHIN_MS, () => {
        // What is still open, by kind: sockets point at clients, nothing at all at work that does not end.
        log.error('stopped-late', { open: [...new Set(process.getActiveResourcesInfo())].sort().join(' ') })
        process.exit(1)
      })
      const inOrder = async (): Promise<void> => {
        persist()
        await platform.stop()
        await remembering.stop()
        await telemetry.stop()
        persist()
        folder.release()
        process.stdout.write(`${say('stopped')}\n`)
        resolve()
      }
      inOrder().catch((error: unknown) => {
        log.error('stop-failed', describeError(error))
        process.exit(1)
      })
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
}

// Whoever reads along may go away (`npm start | head`), and a disk behind a redirection may be full: the platform goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  const options = startOptions(process.argv.slice(2), process.env)
  if (options === null) process.stdout.write(say('help', { settings: startHelp() }))
  else {
    await run(options)
    process.exit(0)
  }
} catch (error) {
  const why = whyNotStarted(error)
  process.stderr.write(why === null ? `${say('not-started.bug')}\n${JSON.stringify(describeError(error))}\n` : `${say('not-started', { why })}\n`)
  process.exit(isFault(error, 'usage') ? 2 : 1)
}
