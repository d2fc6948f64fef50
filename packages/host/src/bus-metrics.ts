// How far consumers are. Where services run apart, the one process that relays the log tells it, once for all of them.
import type { Bus, ConsumerStatus } from '@zhijian/bus'
import type { Metrics } from '@zhijian/runtime'
import { Gauge } from 'prom-client'

export const measureConsumers = (registry: Metrics['registry'], bus: Pick<Bus, 'status'>, isTeller: () => boolean = () => true): void => {
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
  perConsumer('zhijian_consumer_lag_events', 'Events a consumer has still to take', ({ lag }) => lag)
  perConsumer('zhijian_consumer_parked_streams', 'Streams that wait behind a dead letter', ({ parkedStreams }) => parkedStreams)
  perConsumer('zhijian_consumer_held_streams', 'Streams that wait for somebody who is away, and are tried again', ({ heldStreams }) => heldStreams)
}

export const measureRelay = (registry: Metrics['registry'], isRelaying: () => boolean): void => void new Gauge({
  name: 'zhijian_relaying', help: '1 where this process relays and seals the log', registers: [registry],
  collect() {
    this.set(isRelaying() ? 1 : 0)
  },
})
