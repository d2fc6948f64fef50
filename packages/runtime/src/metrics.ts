// What is counted and measured in a process. No label ever holds a personal value, an id, or anything that somebody typed:
// labels are names of ours (service, command, view, code), so there are few of each. docs/metrics.md lists all of them.
import type { EventFamily } from '@zhijian/contracts'
import { nameOfType } from '@zhijian/event-store'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter } from './executor.ts'

export interface Metrics {
  readonly registry: Registry
  readonly commands: Counter<'service' | 'command' | 'outcome'>
  readonly commandSeconds: Histogram<'service' | 'command'>
  readonly conflicts: Counter<'service'>
  readonly appendSeconds: Histogram<'service' | 'outcome'>
  readonly events: Counter<'service' | 'event'>
  readonly latenessSeconds: Histogram<'category'>
  readonly deadlinesPending: Gauge<'service'>
  readonly parkedStreams: Gauge<'category'>
  /** By view: for how many milliseconds it has not been at the log's end; 0 when it is. */
  readonly viewLagMs: Map<string, () => number>
  readonly reactions: Counter<'consumer' | 'outcome'>
  readonly busyRefusals: Counter<'asked'>
  readonly busForbidden: Counter
}

/** What takes a database a moment, and what takes it too long. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]

export const createMetrics = (registry = new Registry()): Metrics => {
  const registers = [registry]
  const viewLagMs = new Map<string, () => number>()
  new Gauge({
    name: 'zhijian_view_lag_seconds', help: 'For how long a view has not been at the end of the log (0 when it is)', labelNames: ['view'], registers,
    collect() {
      for (const [view, lagMs] of viewLagMs) this.set({ view }, lagMs() / 1000)
    },
  })
  return {
    registry,
    viewLagMs,
    commands: new Counter({ name: 'zhijian_commands_total', help: 'Commands by outcome: accepted, nothing, the code of a refusal, or fault: and its code', labelNames: ['service', 'command', 'outcome'], registers }),
    commandSeconds: new Histogram({ name: 'zhijian_command_seconds', help: 'From the bus to the reply', labelNames: ['service', 'command'], buckets: SECONDS, registers }),
    conflicts: new Counter({ name: 'zhijian_version_conflicts_total', help: 'Commands and deadlines decided again because somebody else wrote first', labelNames: ['service'], registers }),
    appendSeconds: new Histogram({ name: 'zhijian_append_seconds', help: 'From handing events to the event store to its answer: appended, or the code of its fault', labelNames: ['service', 'outcome'], buckets: SECONDS, registers }),
    events: new Counter({ name: 'zhijian_events_total', help: 'Facts that this process appended, by name', labelNames: ['service', 'event'], registers }),
    latenessSeconds: new Histogram({
      name: 'zhijian_deadline_lateness_seconds', help: 'Between a deadline and its settling', labelNames: ['category'],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300, 3600], registers,
    }),
    deadlinesPending: new Gauge({ name: 'zhijian_deadlines_pending', help: 'Streams with a running clock', labelNames: ['service'], registers }),
    parkedStreams: new Gauge({ name: 'zhijian_parked_streams', help: 'Streams whose deadlines cannot be settled and wait for an operator', labelNames: ['category'], registers }),
    reactions: new Counter({ name: 'zhijian_reactions_total', help: 'Commands sent by reactions, by outcome', labelNames: ['consumer', 'outcome'], registers }),
    busyRefusals: new Counter({ name: 'zhijian_busy_refusals_total', help: 'Commands and queries refused unbegun because more was asked than could be answered in time, by kind and service asked', labelNames: ['asked'], registers }),
    busForbidden: new Counter({ name: 'zhijian_bus_forbidden_total', help: 'How often the broker did not permit this process to send or listen; on which subject is in its log, bus-forbidden', registers }),
  }
}

export interface Lateness {
  readonly category: string
  readonly count: number
  /** How many were at most so late; the last bound is not told: it is all of them. */
  readonly buckets: readonly { readonly withinMs: number; readonly count: number }[]
}

export const latenessOf = async ({ latenessSeconds }: Pick<Metrics, 'latenessSeconds'>): Promise<readonly Lateness[]> => {
  const byCategory = new Map<string, { count: number; buckets: { withinMs: number; count: number }[] }>()
  for (const { metricName, labels, value } of (await latenessSeconds.get()).values) {
    const category = String(labels.category)
    const known = byCategory.get(category) ?? { count: 0, buckets: [] }
    byCategory.set(category, known)
    const { le } = labels as { readonly le?: number | string }
    if (metricName?.endsWith('_count')) known.count = value
    else if (le !== undefined && le !== '+Inf') known.buckets.push({ withinMs: Math.round(Number(le) * 1000), count: value })
  }
  return [...byCategory].map(([category, known]) => ({ category, ...known }))
}

/** @param families of the service: a fact that never happened yet stands at 0, so that its first time is seen as one more */
export const meterOf = (metrics: Metrics, service: string, families: readonly EventFamily[]): Meter => {
  for (const event of families.flatMap(({ names }) => names)) metrics.events.inc({ service, event }, 0)
  return {
    conflict: () => metrics.conflicts.inc({ service }),
    appending() {
      const ended = metrics.appendSeconds.startTimer({ service })
      return (fault) => void ended({ outcome: fault ?? 'appended' })
    },
    appended(events) {
      for (const { type } of events) metrics.events.inc({ service, event: nameOfType(type) })
    },
  }
}
