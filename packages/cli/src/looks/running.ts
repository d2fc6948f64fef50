// What processes that run say of themselves at their doors, or, where none does, what their files say.
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { openSqliteBusState } from '@zhijian/bus'
import { elapsedMs, isFault, seconds, type Instant } from '@zhijian/kernel'
import { within } from '../adapters/patient-timers.ts'
import { deadLettersOf, measuresOf, statusOf, whyOf, type Measures, type Status } from '../doors.ts'
import { ANSWERS_WITHIN_MS, codeOf, guarded, look, type Look, type Looking } from './look.ts'

/** A demonstration may run many times as fast as the wall. */
const LATE_MS = seconds(60)
/** As alerts say it. */
const LAG = 1000
const RELAY_LAG_S = 10
const CLOCK_S = 0.5
const NEARLY = 0.8
/** Of so many tries at least, and so large a share of them since the process started. */
const FAILED = { share: 0.2, of: 10 } as const

const parked = (streams: readonly string[]): Look => (streams.length === 0 ? look('ok', 'doctor.parked.ok')
  : look('wrong', 'doctor.parked.wrong', { count: streams.length, streams: streams.slice(0, 5).join(', ') }))
const letters = (count: number): Look => (count === 0 ? look('ok', 'doctor.letters.ok') : look('wrong', 'doctor.letters.wrong', { count }))

const consumerLooks = ({ consumers }: Status): Look[] => {
  const behind = consumers.filter(({ lag }) => lag !== null && lag > LAG)
  const held = consumers.filter(({ heldStreams }) => heldStreams > 0)
  const unknown = consumers.filter(({ lag }) => lag === null)
  const most = consumers.reduce((max, { lag }) => Math.max(max, lag ?? 0), 0)
  return [
    ...behind.map(({ consumer, lag }) => look('warn', 'doctor.consumers.behind', { consumer, count: lag! })),
    ...held.map(({ consumer, heldStreams, heldFor }) => look('warn', 'doctor.consumers.held', { consumer, count: heldStreams, codes: heldFor.join(', ') })),
    ...(unknown.length === 0 ? [] : [look('warn', 'doctor.consumers.unknown', { consumers: unknown.map(({ consumer }) => consumer).join(', ') })]),
    ...(behind.length + held.length + unknown.length === 0 ? [look('ok', 'doctor.consumers.ok', { count: consumers.length, most })] : []),
  ]
}

/** The next deadlines by the platform's own time. */
const deadlineLook = ({ upcoming, now }: Status): Look[] => {
  if (now === undefined) return []
  const late = upcoming.filter(({ due }) => elapsedMs(due as Instant, now as Instant) > LATE_MS)
  return [late.length === 0 ? look('ok', 'doctor.late.ok')
    : look('wrong', 'doctor.late.wrong', { count: late.length, stream: late[0]!.stream, lateMs: elapsedMs(late[0]!.due as Instant, now as Instant) })]
}

const measureLooks = (measures: readonly Measures[], apart: boolean): Look[] => {
  const all = (name: string) => measures.flatMap(({ instance, metrics }) => (metrics[name] ?? []).map((value) => ({ instance, ...value })))
  const looks: Look[] = []
  const [used, limits] = [all('zhijian_push_quota_used'), all('zhijian_push_quota_limit')]
  for (const { labels, value } of used) {
    const { channel = '' } = labels
    const limit = limits.find((each) => each.labels['channel'] === channel)?.value ?? 0
    if (limit > 0 && value >= limit) looks.push(look('wrong', 'doctor.quota.over', { channel, used: value, limit }))
    else if (limit > 0 && value / limit > NEARLY) looks.push(look('warn', 'doctor.quota.nearly', { channel, used: value, limit }))
  }
  const pushes = Map.groupBy(all('zhijian_pushes_total'), ({ labels }) => labels['channel'] ?? '')
  for (const [channel, counted] of pushes) {
    const sum = (of: typeof counted): number => of.reduce((total, { value }) => total + value, 0)
    const [total, failed] = [sum(counted), sum(counted.filter(({ labels }) => labels['outcome'] !== 'delivered'))]
    if (total >= FAILED.of && failed / total > FAILED.share) looks.push(look('warn', 'doctor.providers.fail', { channel, failed, total }))
  }
  for (const { instance, value } of all('zhijian_clock_behind_most_seconds')) {
    if (Math.abs(value) > CLOCK_S) looks.push(look('wrong', 'doctor.clocks.wrong', { instance, offMs: Math.round(Math.abs(value) * 1000) }))
  }
  if (all('zhijian_clock_without_majority').some(({ value }) => value === 1)) looks.push(look('wrong', 'doctor.clocks.differ'))
  if (apart) {
    if (!all('zhijian_relaying').some(({ value }) => value === 1)) looks.push(look('wrong', 'doctor.relay.none'))
    const lag = Math.max(0, ...all('zhijian_relay_lag_seconds').map(({ value }) => value))
    looks.push(lag > RELAY_LAG_S ? look('wrong', 'doctor.relay.behind', { lagMs: lag * 1000 }) : look('ok', 'doctor.relay.ok'))
  }
  const nodes = [...new Set(all('nodejs_version_info').map(({ labels }) => labels['version'] ?? ''))].sort()
  if (nodes.length > 1) looks.push(look('warn', 'doctor.nodes.differ', { versions: nodes.join(', ') }))
  return looks
}

export interface Running {
  readonly url: string | null
  readonly looks: readonly Look[]
}

/** Null where nobody answers because nothing runs. */
export const runningLooks = async ({ paths, lang }: Looking): Promise<Running | null> => {
  try {
    const status = await statusOf(paths)
    const { url } = status
    const dead = await guarded('dead letters', async () => [letters((await deadLettersOf(paths)).length)])
    const measured = await guarded('measures', async () => measureLooks(await measuresOf(paths), status.processes !== undefined))
    const answers = url !== null && await fetch(`${url}/healthz`, { signal: within(ANSWERS_WITHIN_MS) }).then(({ ok }) => ok, () => false)
    return {
      url,
      looks: [
        url === null ? look('wrong', 'doctor.platform.no-gateway') : look('ok', 'doctor.platform.running', { url }),
        status.ready ? look('ok', 'doctor.ready.ok') : look('wrong', 'doctor.ready.wrong', { reasons: whyOf(status, lang) }),
        ...deadlineLook(status), parked(status.parkedStreams.map(({ stream }) => stream)), ...dead, ...consumerLooks(status), ...measured,
        ...(url === null ? [] : [look(answers ? 'ok' : 'wrong', answers ? 'doctor.port.answers' : 'doctor.port.silent', { url })]),
      ],
    }
  } catch (error) {
    if (isFault(error, 'platform-not-running')) return null
    return { url: null, looks: [look('wrong', 'doctor.platform.silent', { code: codeOf(error) })] }
  }
}

const isFree = (port: number): Promise<boolean> => new Promise((resolve) => {
  const server = createServer().once('error', () => resolve(false))
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
})

const lettersOnDisk = async (file: string): Promise<readonly Look[]> => {
  if (!existsSync(file)) return []
  const state = openSqliteBusState(file)
  try {
    return [letters((await state.load()).held.filter((held) => held.parked !== null).length)]
  } finally {
    await state.close()
  }
}

export const stoppedLooks = async ({ paths, port }: Looking): Promise<readonly Look[]> => [
  look('note', 'doctor.platform.stopped'), ...await guarded('bus', () => lettersOnDisk(paths.files.bus)),
  await isFree(port) ? look('ok', 'doctor.port.ok', { port }) : look('warn', 'doctor.port.taken', { port }),
]
