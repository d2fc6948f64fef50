export * from './common.ts'
export { eventFamily, type EventFamily, type Upcaster } from './events.ts'
