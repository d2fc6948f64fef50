export { birthOf, dataPaths, openDataFolder, type Birth, type DataFolder } from './data-folder.ts'
export { families } from './families.ts'
export { keep } from './keepers.ts'
export { openSecretKey } from './secret-key.ts'
