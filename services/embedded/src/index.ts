export { callControl, openControl, socketOf, type Operations } from './control.ts'
export { birthOf, dataPaths, openDataFolder, type Birth, type DataFolder } from './data-folder.ts'
