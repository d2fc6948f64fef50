// Puts together what an image runs: built code, sites, data, manifests, production dependencies. Sources, tests and their helpers
// stay behind, and so does the lockfile's Node: the image has its own, the same. node infra/image/gather.mjs FROM TO
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

const [from, to] = /** @type {[string, string]} */ (process.argv.slice(2))

const NODES = /^node-(linux|bin-darwin)-/
/** @param {string} path @returns {boolean} */
const isWanted = (path) => !NODES.test(basename(path)) && (path.includes('node_modules') || !/\.(spec\.js|d\.ts|tsbuildinfo)(\.map)?$/.test(path))

/** @param {string} path relative to both */
const take = (path) => {
  if (existsSync(join(from, path))) cpSync(join(from, path), join(to, path), { recursive: true, verbatimSymlinks: true, filter: (source) => isWanted(source.slice(from.length)) })
}

mkdirSync(to, { recursive: true })
for (const path of ['package.json', 'pnpm-workspace.yaml', 'node_modules', 'infra/image', 'releases']) take(path)
for (const top of ['packages', 'services']) {
  for (const name of readdirSync(join(from, top))) {
    const folder = `${top}/${name}`
    // Of an application, what browsers are sent; the code it was made from stays behind.
    if (existsSync(join(from, folder, 'dist', 'site'))) {
      for (const part of ['package.json', 'dist/site']) take(`${folder}/${part}`)
      continue
    }
    if (!existsSync(join(from, folder, 'dist', 'src'))) continue
    for (const part of ['package.json', 'dist/src', 'data', 'dist/data', 'golden', 'node_modules']) take(`${folder}/${part}`)
  }
}
