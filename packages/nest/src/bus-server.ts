// Nest's side of the Bus port: @MessagePattern becomes `respond`, @DurableEvents becomes `subscribe`. One class serves the
// in-process and the JetStream adapter, because the port already hides which of them carries the message.
// I1 A handler's Fault reaches the port as that Fault: neither Nest's filters nor its event wrapper may swallow it, because
//    acknowledgement, back-off and parking hang on it.
// I2 Nothing is acknowledged before the handler has finished: its result is awaited, streams included.
// I3 One handler per pattern. Nest would chain a second event handler to the first and share one acknowledgement, and
//    would silently replace a message handler; both are refused at start.
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices'
import type { Bus, SubscribeOptions, Subscription } from '@zhijian/bus'
import { assert, type Json } from '@zhijian/kernel'
import { lastValueFrom } from 'rxjs'
import { BusContext } from './bus-context.ts'

/** Transport of every handler of ours; handlers of another transport in the same application are left alone. */
export const BUS_TRANSPORT = Symbol.for('zhijian.bus')

export class BusServer extends Server implements CustomTransportStrategy {
  override readonly transportId = BUS_TRANSPORT
  override readonly propagatesEventHandlerErrors = true
  readonly #bus: Bus
  readonly #open: Subscription[] = []

  constructor(bus: Bus) {
    super()
    this.#bus = bus
  }

  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false, extras: Record<string,
    unknown> = {}): void {
    assert(typeof pattern === 'string', 'patterns of the bus are text')
    assert(!this.messageHandlers.has(pattern), `two handlers for ${pattern}`)
    super.addHandler(pattern, callback, isEventHandler, extras)
  }

  listen(done: (error?: unknown) => void): void {
    this.#attach().then(() => done(), done)
  }

  async #attach(): Promise<void> {
    for (const [subject, handler] of this.messageHandlers) {
      this.#open.push(handler.isEventHandler ? await this.#subscribe(subject, handler) : await this.#respond(subject, handler))
    }
  }

  #respond(subject: string, handler: MessageHandler): Promise<Subscription> {
    return this.#bus.respond(subject, async (body, headers) =>
      await this.#run(handler, body, new BusContext([{ subject, headers, attempt: 1 }])) as Json)
  }

  #subscribe(consumer: string, handler: MessageHandler): Promise<Subscription> {
    const { subscribe } = handler.extras as { subscribe?: SubscribeOptions }
    assert(subscribe && subscribe.consumer === consumer, `${consumer}: declare durable handlers with @DurableEvents`)
    return this.#bus.subscribe(subscribe, async (event, { attempt }) => {
      await this.#run(handler, event, new BusContext([{ subject: consumer, headers: {}, attempt }]))
    })
  }

  /** I2. `handleEvent` of the base class connects without waiting, so it is not used. */
  async #run(handler: MessageHandler, data: unknown, context: BusContext): Promise<unknown> {
    return lastValueFrom(this.transformToObservable(await handler(data, context)), { defaultValue: null })
  }

  /** Takes no more work and resolves when what is in hand is done. The bus itself belongs to whoever made it. */
  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((subscription) => subscription.drain()))
  }

  on(): never {
    throw new Error('the bus port has no connection events; ask its status')
  }

  unwrap<T>(): T {
    return this.#bus as T
  }
}
