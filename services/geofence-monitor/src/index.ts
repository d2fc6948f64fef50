export { readSupervision, type Supervision } from './adapters/supervision-terms.ts'
export { createGeofenceMonitor } from './service.ts'
