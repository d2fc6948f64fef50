// From a service's definition to Nest controllers: one method per command and query, decorated in code. What to do with a
// message is the runtime's business and comes in as handlers; nothing is decided here.
import { Controller, Inject, Module, type DynamicModule, type Type } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { Json } from '@zhijian/kernel'
import type { ServiceDefinition } from '@zhijian/runtime'
import type { BusContext } from './bus-context.ts'
import { Responds } from './decorators.ts'

/** The runtime's side of one service. Bodies are envelopes as they came; validating them is the handler's first act. */
export interface ServiceHandlers {
  /** @param name as in the definition: `give-answer`. @throws Fault */
  command(name: string, envelope: Json, context: BusContext): Promise<Json>
  query(name: string, envelope: Json, context: BusContext): Promise<Json>
}

/** Names only: the module needs no more of a definition, so a description of a remote service will do. */
export type ServiceNames = Pick<ServiceDefinition, 'name'> & {
  readonly commands: Readonly<Record<string, unknown>>
  readonly queries: Readonly<Record<string, unknown>>
}

export const handlersToken = (service: string): symbol => Symbol.for(`zhijian.handlers.${service}`)

export const commandSubject = (service: string, name: string): string => `cmd.${service}.${name}`
export const querySubject = (service: string, name: string): string => `qry.${service}.${name}`

export const serviceModule = (definition: ServiceNames, handlers: ServiceHandlers): DynamicModule => {
  class ServiceModule {}
  Module({})(ServiceModule)
  Object.defineProperty(ServiceModule, 'name', { value: `ServiceModule:${definition.name}` })
  return {
    module: ServiceModule,
    controllers: [controllerOf(definition)],
    providers: [{ provide: handlersToken(definition.name), useValue: handlers }],
  }
}

/** The class that a person would have written by hand: one method per command and query, the handlers injected by token. */
const controllerOf = (definition: ServiceNames): Type => {
  class ServiceController {
    readonly handlers: ServiceHandlers
    constructor(handlers: ServiceHandlers) {
      this.handlers = handlers
    }
  }
  Controller()(ServiceController)
  Inject(handlersToken(definition.name))(ServiceController, undefined, 0)
  Object.defineProperty(ServiceController, 'name', { value: `ServiceController:${definition.name}` })

  const method = (key: string, subject: string, run: (handlers: ServiceHandlers, body: Json, context: BusContext) =>
    Promise<Json>): void => {
    const prototype = ServiceController.prototype as unknown as Record<string, unknown>
    prototype[key] = function handle(this: ServiceController, body: Json, context: BusContext): Promise<Json> {
      return run(this.handlers, body, context)
    }
    Payload()(prototype, key, 0)
    Ctx()(prototype, key, 1)
    Responds(subject)(prototype, key, Object.getOwnPropertyDescriptor(prototype, key)!)
  }
  for (const name of Object.keys(definition.commands)) {
    method(`command ${name}`, commandSubject(definition.name, name), (handlers, body, context) => handlers.command(name, body,
      context))
  }
  for (const name of Object.keys(definition.queries)) {
    method(`query ${name}`, querySubject(definition.name, name), (handlers, body, context) => handlers.query(name, body, context))
  }
  return ServiceController
}
