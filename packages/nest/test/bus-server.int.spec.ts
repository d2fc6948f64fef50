import 'reflect-metadata'
import { Controller, Module, type DynamicModule } from '@nestjs/common'
import { Ctx, EventPattern, Payload } from '@nestjs/microservices'
import type { Bus, EventHandler, SubscribeOptions } from '@zhijian/bus'
import type { StoredEvent } from '@zhijian/event-store'
import { Fault, isFault, type Json } from '@zhijian/kernel'
import { of } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'
import { BusContext, DurableEvents, hostOnBus, Responds, serviceModule, type Hosted } from '../src/index.ts'

type Responder = Parameters<Bus['respond']>[1]

/** The port's surface with nothing behind it: shows what the strategy hands to an adapter, and what an adapter sees. */
const bareBus = () => {
  const responders = new Map<string, Responder>()
  const consumers = new Map<string, { options: SubscribeOptions; handler: EventHandler }>()
  const drained: string[] = []
  const bus: Bus = {
    request: async (subject, body, options) => {
      const responder = responders.get(subject)
      if (!responder) throw new Fault('no-responder', subject, { retry: 'later' })
      return responder(body, options?.headers ?? {})
    },
    respond: async (subject, handler) => {
      responders.set(subject, handler)
      return { drain: async () => void (responders.delete(subject), drained.push(subject)) }
    },
    subscribe: async (options, handler) => {
      consumers.set(options.consumer, { options, handler })
      return { drain: async () => void (consumers.delete(options.consumer), drained.push(options.consumer)) }
    },
    broadcast: () => undefined,
    listen: async () => ({ drain: async () => undefined }),
    deadLetters: { list: async () => [], replay: async () => undefined, discard: async () => undefined },
    status: async () => [],
    close: async () => undefined,
  }
  return { bus, consumers, drained }
}

const event = { id: 'e1', stream: 'consultation-1', version: 0 } as unknown as StoredEvent

const moduleOf = (...controllers: (new () => object)[]): DynamicModule => {
  class Handwritten {}
  Module({})(Handwritten)
  return { module: Handwritten, controllers }
}

describe('services on the bus', () => {
  let hosted: Hosted | undefined
  afterEach(async () => {
    await hosted?.stop()
    hosted = undefined
  })

  it('answers the commands and queries of a definition through the handlers that were given', async () => {
    const { bus } = bareBus()
    hosted = await hostOnBus(bus, [serviceModule(
      { name: 'consult-router', commands: { 'give-answer': {} }, queries: { 'waiting-room': {} } },
      {
        command: async (name, envelope, context) => ({ name, envelope, trace: context.meta.headers['traceparent'] ?? null }),
        query: async (name, envelope, context) => ({ name, envelope, subject: context.meta.subject }),
      },
    )])
    expect(await bus.request('cmd.consult-router.give-answer', { n: 1 }, { headers: { traceparent: '00-a' } }))
      .toEqual({ name: 'give-answer', envelope: { n: 1 }, trace: '00-a' })
    expect(await bus.request('qry.consult-router.waiting-room', { n: 2 }))
      .toEqual({ name: 'waiting-room', envelope: { n: 2 }, subject: 'qry.consult-router.waiting-room' })
  })

  it('serves several services side by side, each with its own handlers', async () => {
    const { bus } = bareBus()
    const echo = (service: string) => serviceModule({ name: service, commands: { go: {} }, queries: {} }, {
      command: async () => service, query: async () => null,
    })
    hosted = await hostOnBus(bus, [echo('one'), echo('two')])
    expect([await bus.request('cmd.one.go', null), await bus.request('cmd.two.go', null)]).toEqual(['one', 'two'])
  })

  it('I1 lets a Fault of a handler arrive as that Fault', async () => {
    const { bus } = bareBus()
    hosted = await hostOnBus(bus, [serviceModule({ name: 's', commands: { go: {} }, queries: {} }, {
      command: async () => { throw new Fault('store-full', 'no room left', { retry: 'later' }) },
      query: async () => null,
    })])
    const error = await bus.request('cmd.s.go', null).catch((thrown: unknown) => thrown)
    expect(isFault(error, 'store-full') && error.retry).toBe('later')
  })

  it('I1 lets a failing event handler fail towards the port, so that it can be delivered again', async () => {
    const { bus, consumers } = bareBus()
    class Pushes {
      async on(_event: StoredEvent, context: BusContext): Promise<void> {
        if (context.meta.attempt === 1) throw new Fault('push-provider-away', 'not now', { retry: 'later' })
      }
    }
    Controller()(Pushes)
    Payload()(Pushes.prototype, 'on', 0)
    Ctx()(Pushes.prototype, 'on', 1)
    DurableEvents({ consumer: 'notifier.pushes', filter: { categories: ['consultation'] }, concurrency: 4 })(
      Pushes.prototype, 'on', Object.getOwnPropertyDescriptor(Pushes.prototype, 'on')!)
    hosted = await hostOnBus(bus, [moduleOf(Pushes)])
    const { options, handler } = consumers.get('notifier.pushes')!
    expect(options.concurrency).toBe(4)
    await expect(handler(event, { attempt: 1 })).rejects.toMatchObject({ code: 'push-provider-away' })
    await expect(handler(event, { attempt: 2 })).resolves.toBeUndefined()
  })

  it('I2 waits for a handler that answers with a stream, and takes its last value', async () => {
    const { bus } = bareBus()
    class Streams {
      go() {
        return of(1, 2, 3)
      }
    }
    Controller()(Streams)
    Responds('qry.s.go')(Streams.prototype, 'go', Object.getOwnPropertyDescriptor(Streams.prototype, 'go')!)
    hosted = await hostOnBus(bus, [moduleOf(Streams)])
    expect(await bus.request('qry.s.go', null)).toBe(3)
  })

  it('I3 refuses two handlers for one subject at start', async () => {
    const { bus } = bareBus()
    const twice = () => serviceModule({ name: 's', commands: { go: {} }, queries: {} }, {
      command: async () => null, query: async () => null,
    })
    await expect(hostOnBus(bus, [twice(), twice()])).rejects.toThrow('two handlers for cmd.s.go')
  })

  it('refuses an event handler without a durable name', async () => {
    const { bus } = bareBus()
    class Careless {
      async on(): Promise<void> {}
    }
    Controller()(Careless)
    EventPattern<string>('evt.consultation')(Careless.prototype, 'on', Object.getOwnPropertyDescriptor(Careless.prototype, 'on')!)
    await expect(hostOnBus(bus, [moduleOf(Careless)])).rejects.toThrow('@DurableEvents')
  })

  it('drains what is in hand when it stops', async () => {
    const { bus, drained } = bareBus()
    hosted = await hostOnBus(bus, [serviceModule({ name: 's', commands: { go: {} }, queries: { ask: {} } }, {
      command: async (): Promise<Json> => null, query: async () => null,
    })])
    await hosted.stop()
    hosted = undefined
    expect(drained.sort()).toEqual(['cmd.s.go', 'qry.s.ask'])
  })
})
