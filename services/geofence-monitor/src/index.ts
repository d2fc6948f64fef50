export { readSupervisionTerms } from './adapters/supervision-terms.ts'
export { createGeofenceMonitor } from './service.ts'
