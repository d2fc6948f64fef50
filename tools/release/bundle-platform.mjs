// node tools/release/bundle-platform.mjs FOLDER: the built platform for this machine, beside what it loads by name: the sites of the
// applications, and the clients of servers that its settings may ask for.
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../setup/environment.mjs'
import { bundlePlatform } from './bundle.mjs'

/** Package → where it lies, or is installed. */
const BESIDE = {
  '@zhijian/web-citizen': 'packages/web-citizen', '@zhijian/web-lawyer': 'packages/web-lawyer', '@zhijian/web-console': 'packages/web-console',
  mongodb: 'packages/privacy/node_modules/mongodb', '@kurrent/kurrentdb-client': 'packages/event-store/node_modules/@kurrent/kurrentdb-client',
}

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node tools/release/bundle-platform.mjs FOLDER')
/** @param {string} path below the folder */
const place = (path) => {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  return file
}
for (const [path, bytes] of await bundlePlatform()) writeFileSync(place(path), bytes)
for (const [name, path] of Object.entries(BESIDE)) if (existsSync(join(root, path))) symlinkSync(join(root, path), place(`node_modules/${name}`), 'junction')
