export { supervisee } from './supervisee.ts'
export { createGeofenceMonitor } from './service.ts'
