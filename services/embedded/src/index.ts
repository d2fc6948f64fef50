export { aggregates, hostServices, type ServiceParts } from './compose.ts'
export { callControl, openControl, socketOf, type Operations } from './control.ts'
export { openOperations } from './operations.ts'
export { openPlatform, type Platform, type PlatformOptions } from './platform.ts'
