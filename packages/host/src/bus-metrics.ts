// How far consumers are, told by the one process that relays the log: once for all of them, wherever they run.
import type { Bus, ConsumerStatus } from '@zhijian/bus'
import type { Metrics } from '@zhijian/runtime'
import { Gauge } from 'prom-client'

export const measureBus = (registry: Metrics['registry'], bus: Pick<Bus, 'status'>, isTeller: () => boolean): void => {
  let asking: Promise<readonly ConsumerStatus[]> | null = null
  // A broker that is away is said by readiness, and by the absence of these.
  const ask = (): Promise<readonly ConsumerStatus[]> => (isTeller()
    ? asking ??= bus.status().catch(() => []).finally(() => {
      asking = null
    })
    : Promise.resolve([]))
  const perConsumer = (name: string, help: string, valueOf: (status: ConsumerStatus) => number | null): void => {
    new Gauge({
      name, help, labelNames: ['consumer'], registers: [registry],
      async collect() {
        this.reset()
        for (const status of await ask()) {
          const value = valueOf(status)
          if (value !== null) this.set({ consumer: status.consumer }, value)
        }
      },
    })
  }
  new Gauge({
    name: 'zhijian_relaying', help: '1 where this process relays and seals the log', registers: [registry],
    collect() {
      this.set(isTeller() ? 1 : 0)
    },
  })
  perConsumer('zhijian_consumer_lag_events', 'Events a consumer has still to take', ({ lag }) => lag)
  perConsumer('zhijian_consumer_parked_streams', 'Streams that wait behind a dead letter', ({ parkedStreams }) => parkedStreams)
}
