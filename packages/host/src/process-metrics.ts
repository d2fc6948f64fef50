// How a process itself is doing: memory, event loop, what it holds open, since when it runs, whether it is ready, its clock,
// and how old the log's last seal is.
import { logStream, type ServiceLog } from '@zhijian/event-store'
import { epochMs } from '@zhijian/kernel'
import type { Metrics, NotReady } from '@zhijian/runtime'
import { collectDefaultMetrics, Gauge } from 'prom-client'

type Registry = Metrics['registry']

/** `process_…` and `nodejs_…`, by the names that dashboards for Node know. A restart is a change of `process_start_time_seconds`. */
export const measureProcess = (registry: Registry): void => collectDefaultMetrics({ register: registry })

const REASONS = ['starting', 'stopping', 'view-behind', 'deadlines-behind', 'broker-away', 'clock-behind', 'clock-wrong', 'log-takes-nothing', 'disk-takes-nothing'] as const satisfies readonly NotReady['code'][]

export const measureReadiness = (registry: Registry, readiness: () => Promise<{ readonly reasons: readonly NotReady[] }>): void => {
  let asking: Promise<readonly NotReady[]> | null = null
  const ask = (): Promise<readonly NotReady[]> => asking ??= readiness().then(({ reasons }) => reasons).finally(() => {
    asking = null
  })
  new Gauge({
    name: 'zhijian_ready', help: '1 when work may be sent to this process', registers: [registry],
    async collect() {
      this.set((await ask()).length === 0 ? 1 : 0)
    },
  })
  new Gauge({
    name: 'zhijian_not_ready', help: '1 for each reason why work should not be sent to this process', labelNames: ['reason'], registers: [registry],
    async collect() {
      const codes = new Set((await ask()).map(({ code }) => code))
      for (const reason of REASONS) this.set({ reason }, codes.has(reason) ? 1 : 0)
    },
  })
}

export const measureClock = (registry: Registry, behindMs: () => number): void => void new Gauge({
  name: 'zhijian_clock_behind_seconds', help: 'How far the clock of this machine lies behind the log; deadlines stand until it has caught up', registers: [registry],
  collect() {
    this.set(behindMs() / 1000)
  },
})

/** A moment, as Prometheus wants it: age is `time() - …`. Not there as long as there was none. */
export const measureMoment = (registry: Registry, name: string, help: string, moment: () => Promise<number | null>): void => void new Gauge({
  name, help, registers: [registry],
  async collect() {
    const ms = await moment()
    if (ms === null) this.remove()
    else this.set(ms / 1000)
  },
})

/** @param isTeller where services run apart, one of them tells it */
export const measureSeal = (registry: Registry, store: ServiceLog, isTeller: () => boolean = () => true): void =>
  measureMoment(registry, 'zhijian_last_seal_timestamp_seconds', 'When the log was last sealed, seconds since 1970; told by whoever seals', async () => {
    if (!isTeller()) return null
    const last = await store.lastEvent(logStream(store.storeId)).catch(() => null)
    return last === null ? null : epochMs(last.meta.time)
  })

/** What `/metrics` tells, for who asks at the operator's door: gauges and counters by name. */
export const measuresOf = async (instance: string, registry: Registry): Promise<object> => ({
  instance,
  metrics: Object.fromEntries((await registry.getMetricsAsJSON()).filter(({ type }) => String(type) === 'gauge' || String(type) === 'counter')
    .map(({ name, values }) => [name, values.map(({ labels, value }) => ({ labels, value }))])),
})
