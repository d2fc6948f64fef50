export { aggregates, families, hostServices, type ServiceParts } from './compose.ts'
export { callControl, openControl, socketOf, type Operations } from './control.ts'
export { birthOf, dataPaths, openDataFolder, type Birth, type DataFolder } from './data-folder.ts'
export { openPlatform, type Platform, type PlatformOptions } from './platform.ts'
