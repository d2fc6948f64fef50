export { BusContext, type BusMeta } from './bus-context.ts'
export { BUS_TRANSPORT, BusServer } from './bus-server.ts'
export { DurableEvents, Responds } from './decorators.ts'
export { FaultFilter } from './fault-filter.ts'
export { answerOn, hostOnBus, type Hosted } from './host.ts'
export {
  commandSubject, handlersToken, querySubject, serviceModule, type ServiceHandlers, type ServiceNames,
} from './service-module.ts'
