// Puts together what an image runs: built code, data, manifests, production dependencies. Sources, tests and their helpers
// stay behind. node infra/image/gather.mjs FROM TO
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const [from, to] = /** @type {[string, string]} */ (process.argv.slice(2))

/** @param {string} path relative to both */
const take = (path) => {
  if (existsSync(join(from, path))) cpSync(join(from, path), join(to, path), { recursive: true, verbatimSymlinks: true })
}

mkdirSync(to, { recursive: true })
for (const path of ['package.json', 'pnpm-workspace.yaml', 'node_modules', 'infra/image']) take(path)
for (const top of ['packages', 'services']) {
  for (const name of readdirSync(join(from, top))) {
    const folder = `${top}/${name}`
    if (!existsSync(join(from, folder, 'dist', 'src'))) continue
    for (const part of ['package.json', 'dist/src', 'data', 'dist/data', 'golden', 'node_modules']) take(`${folder}/${part}`)
  }
}
