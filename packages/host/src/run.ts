// The life of a process that hosts one service: settings, start, ready, signal, drain, exit.
// I1 Exit 0 after a drain in order, 1 when something failed or the drain took too long to be over 5 s after the signal, 2 for wrong settings.
// I2 A kill loses nothing: whatever was acknowledged is in the log.
import { systemTimers } from '@zhijian/bus'
import { isFault, pauseMs, seconds } from '@zhijian/kernel'
import { describeError, jsonLog, wallNow, type Log, type ServiceDefinition, type ServicePorts } from '@zhijian/runtime'
import { telemetrySettings } from '@zhijian/telemetry'
import type { Operations } from './control.ts'
import { openDoor } from './door.ts'
import { openHost, type Host, type Parts } from './host.ts'
import { openOperatorPages, type Elsewhere, type Readiness } from './operator-pages.ts'
import { helpOf, HOST_OPTIONS, readSettings, type HostSettings, type Options, type Values } from './settings.ts'
import { sendTelemetry } from './telemetry.ts'
import { tell } from './tell.ts'

export interface Face {
  readonly url: string
  stop(): Promise<void>
  /** What operators may have done through this process's door. */
  readonly operations?: Operations
}

export interface ServiceProcess<O extends Options> {
  /** The service's name: `consult-router`. */
  readonly name: string
  /** What it stands on besides, and has to wait for. */
  readonly open?: (parts: Parts, settings: HostSettings & Values<O>) => Promise<void>
  readonly create: (ports: ServicePorts, parts: Parts, settings: Values<O>) => ServiceDefinition
  /** A further service of the same process. */
  readonly beside?: (ports: ServicePorts) => ServiceDefinition
  /** What it tells itself at every start, once it can; what was told before is not done twice. */
  readonly tells?: (parts: Pick<Parts, 'folder'>, settings: Values<O>) => readonly { readonly command: string; readonly data: object }[]
  /** Settings of its own. */
  readonly options?: O
  /** Of a service with a face: where the operator's pages are besides, from before the host is opened; null: nowhere. */
  readonly operatorPagesAt?: (settings: HostSettings & Values<O>) => { readonly host: string; readonly port: number } | null
  /** What people are told at its port as long as its face is not there: that they may ask again soon. */
  readonly meanwhile?: Elsewhere
  /** A face of its own towards people, with the operator's pages: the gateway alone. It then also signs for people. */
  readonly serve?: (host: Host, settings: HostSettings & Values<O>, readiness: () => Promise<Readiness>) => Promise<Face>
}

/** A busy process hears the signal late. */
const STOP_WITHIN_MS = seconds(4)

const AGAIN_MS = 500

/** As long as somebody is away. @throws what waiting does not cure */
const again = async (code: string, log: Log, work: () => Promise<void>): Promise<void> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isFault(error) || error.retry === 'never') throw error
      log.warn(code, { fault: error.code, message: error.message })
      await pauseMs(systemTimers, AGAIN_MS, new AbortController().signal)
    }
  }
}

const start = async <O extends Options>(service: ServiceProcess<O>, settings: HostSettings & Values<O>, log: Log): Promise<void> => {
  let host: Host | null = null
  let delayed = 'starting'
  let stopping = false
  const readiness = async (): Promise<Readiness> => {
    if (stopping) return { ready: false, reasons: [{ code: 'stopping', words: 'shutting down' }] }
    return host === null ? { ready: false, reasons: [{ code: 'starting', words: delayed }] } : host.readiness()
  }
  const telemetry = await sendTelemetry({
    settings: telemetrySettings(process.env), service: service.name, instance: String(settings.ordinal), registry: () => host?.metrics.registry ?? null, timers: systemTimers, log,
  })
  // Before the host, which may have to wait for the broker: whoever looks finds out why. A face of its own needs the host first,
  // and takes their place then, unless they have a port to themselves.
  const apart = service.operatorPagesAt?.(settings) ?? null
  const pagesAt = apart ?? settings
  // Where people come, they get what they can repeat: nothing is said of what they asked for, nor measures to just anybody.
  const inTheirPlace = service.serve !== undefined && !apart
  const pages = await openOperatorPages({
    host: pagesAt.host, port: pagesAt.port, registry: () => (inTheirPlace ? null : host?.metrics.registry ?? null), readiness,
    ...(inTheirPlace && service.meanwhile ? { elsewhere: service.meanwhile } : {}),
  })
  log.info(apart ? 'operator-pages' : service.serve ? 'waiting' : 'listening', { url: pages.url })
  const opened = host = await openHost({
    name: service.name, settings, ...(service.open === undefined ? {} : { open: (parts) => service.open!(parts, settings) }),
    create: (ports, parts) => service.create(ports, parts, settings), ...(service.beside === undefined ? {} : { beside: service.beside }), isEdge: service.serve !== undefined, log,
    onDelayed: (why) => { delayed = `begins again: ${why}` },
  })
  for (const { command, data } of service.tells?.(opened, settings) ?? []) {
    await again('telling-delayed', log, () => tell(opened, service.name, command, data))
  }
  if (service.serve && !apart) await pages.close()
  const face: Face = service.serve ? await service.serve(opened, settings, readiness) : { url: pages.url, stop: pages.close }
  if (service.serve) log.info('listening', { url: face.url })
  const door = await openDoor(opened, `${service.name}-${settings.ordinal}`, readiness, face.url, face.operations ?? {})
  log.info('started')

  const stop = (why: string, exitCode: 0 | 1): void => {
    if (stopping) return
    stopping = true
    log.info('stopping', { why })
    systemTimers.after(STOP_WITHIN_MS, () => {
      log.error('stopped-late')
      process.exit(1)
    })
    // The pages last: whoever looks may see that it is going.
    const inOrder = service.serve
      ? [() => door.close(), () => face.stop(), () => opened.stop(), async () => (apart ? pages.close() : undefined), () => telemetry.stop()]
      : [() => door.close(), () => opened.stop(), () => face.stop(), () => telemetry.stop()]
    inOrder.reduce((before, next) => before.then(next), Promise.resolve()).then(() => {
      log.info('stopped')
      process.exit(exitCode)
    }, (error: unknown) => {
      log.error('stop-failed', describeError(error))
      process.exit(1)
    })
  }
  process.removeAllListeners('SIGINT').on('SIGINT', (signal) => stop(signal, 0))
  process.removeAllListeners('SIGTERM').on('SIGTERM', (signal) => stop(signal, 0))
  void opened.disconnected.then(() => {
    if (!stopping) log.error('bus-closed', { message: 'the connection to the broker has ended for good' })
    stop('bus-closed', 1)
  })
}

/** A service's main: never returns to do anything else. */
export const runService = async <O extends Options = Record<never, never>>(service: ServiceProcess<O>): Promise<void> => {
  const log = jsonLog((line) => process.stderr.write(`${line}\n`), wallNow, { service: service.name })
  const crash = (error: unknown): void => {
    log.error('crashed', describeError(error))
    process.exit(1)
  }
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
  // Until there is something in hand, a signal simply ends it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))
  const options = { ...HOST_OPTIONS, ...service.options }
  try {
    const settings = readSettings(options, process.argv.slice(2), process.env)
    if (settings === null) {
      process.stdout.write(helpOf(service.name, options))
      process.exit(0)
    }
    await start(service, settings as HostSettings & Values<O>, log)
  } catch (error) {
    if (!isFault(error)) return crash(error)
    log.error('not-started', { ...error.about, fault: error.code, retry: error.retry, message: error.message })
    process.exit(error.code === 'usage' ? 2 : 1)
  }
}
