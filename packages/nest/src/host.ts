import 'reflect-metadata'
import { Module, type DynamicModule } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { Bus } from '@zhijian/bus'
import type { Json } from '@zhijian/kernel'
import type { HostedService } from '@zhijian/runtime'
import { BusServer } from './bus-server.ts'
import { FaultFilter } from './fault-filter.ts'
import { serviceModule } from './service-module.ts'

export interface Hosted {
  /** Takes no more messages and resolves when those in hand are done. The bus stays open. */
  stop(): Promise<void>
}

/**
 * Puts services on a bus: one Nest microservice for all of them (a further one costs about 4 ms and 0.15 MB).
 * @param modules from `serviceModule`, or hand-written ones with @Responds and @DurableEvents
 */
export const hostOnBus = async (bus: Bus, modules: readonly DynamicModule[]): Promise<Hosted> => {
  class Host {}
  Module({ imports: [...modules] })(Host)
  const app = await NestFactory.createMicroservice(Host, {
    // Whatever fails is thrown: to the bus, which logs it, or to whoever starts.
    strategy: new BusServer(bus), logger: false, abortOnError: false,
  })
  app.useGlobalFilters(new FaultFilter())
  await app.listen()
  return { stop: () => app.close() }
}

/** How a runtime puts its services on a bus through Nest: its option `answer`. */
export const answerOn = (bus: Bus) => (services: readonly HostedService[]): Promise<Hosted> =>
  hostOnBus(bus, services.map(({ definition, handleCommand, handleQuery }) => serviceModule(definition, {
    command: (name, envelope) => handleCommand(name, envelope) as unknown as Promise<Json>,
    query: (name, envelope) => handleQuery(name, envelope),
  })))
