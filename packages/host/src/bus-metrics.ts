// How far consumers and the relay are. Where services run apart, the one process that relays the log tells it, once for all of them.
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

/** @param relayLagMs null where another process relays */
export const measureRelay = (registry: Metrics['registry'], relayLagMs: () => number | null): void => {
  new Gauge({
    name: 'zhijian_relaying', help: '1 where this process relays and seals the log', registers: [registry],
    collect() {
      this.set(relayLagMs() === null ? 0 : 1)
    },
  })
  new Gauge({
    name: 'zhijian_relay_lag_seconds', help: 'For how long something of the log has waited for the broker (0 when nothing does); told by whoever relays', registers: [registry],
    collect() {
      const lagMs = relayLagMs()
      if (lagMs === null) this.remove()
      else this.set(lagMs / 1000)
    },
  })
}
