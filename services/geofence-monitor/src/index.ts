export { readSupervision, type Supervision } from './adapters/supervision-terms.ts'
export { openPositions } from './adapters/positions-opened.ts'
export type { PositionParts } from './adapters/position-intake.ts'
export { createGeofenceMonitor } from './service.ts'
