// The programs as specs start them, hundreds of times: each in a few modules instead of 1,700, which halves what a start costs. What a module
// looks for beside itself (data, threads, the sites) it finds where it was built. `npm test` makes them after the types; a build that is newer
// than they are is started as it is.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, '.cache', 'bundled')
/** Loaded before a program: it is exchanged for its bundle. */
const PRELOAD = join(folder, 'preload.mjs')

const builds = () => ['packages', 'services'].flatMap((top) => readdirSync(join(root, top)).map((name) => join(root, top, name, 'dist', '.tsbuildinfo'))).filter((file) => existsSync(file))
/** One made before the newest build is not of it. */
const isCurrent = () => existsSync(PRELOAD) && builds().every((file) => statSync(file).mtimeMs < statSync(PRELOAD).mtimeMs)

/** @returns {Readonly<Record<string, string>>} what a program that a spec starts is given of this environment, and started with */
export const asBuilt = () => ({
  PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: join(root, '.cache', 'compile'), ...(isCurrent() ? { NODE_OPTIONS: `--import=${pathToFileURL(PRELOAD).href}` } : {}),
})

/** `@zhijian/web-citizen/site`, as its package says it. @param {string} name @param {string} from a module @returns {string} */
const siteOf = (name, from) => {
  const [, of = ''] = /^(@zhijian\/web-\w+)\/site$/.exec(name) ?? []
  const home = createRequire(from).resolve.paths(name)?.map((each) => join(each, of)).find((each) => existsSync(join(each, 'package.json')))
  if (home === undefined) throw new Error(`${from} asks for ${name}`)
  return pathToFileURL(join(home, JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).exports['./site'])).href
}

/** @returns {Promise<void>} */
export const bundleForSpecs = async () => {
  if (isCurrent()) return
  const [{ rolldown }, { PROGRAMS, WITHOUT }] = await Promise.all([import('rolldown'), import('../release/bundle.mjs')])
  // The program that sets up servers stays as it is: it reaches into the client of KurrentDB, which then would be there twice. It starts once.
  const programs = [...Object.values(PROGRAMS), 'services/embedded/dist/src/distributed/main.js']
  const nameOf = (/** @type {string} */ program) => program.replaceAll(/\/|\.js$/g, '-')
  const build = await rolldown({
    input: Object.fromEntries(programs.map((program) => [nameOf(program), join(root, program)])), cwd: root, platform: 'node', logLevel: 'silent',
    plugins: [{
      name: 'where it was built',
      async resolveId(id, importer) {
        if (!WITHOUT.includes(id)) return null
        const found = await this.resolve(id, importer, { skipSelf: true })
        return found === null ? null : { id: found.id, external: 'absolute' }
      },
      transform: {
        filter: { code: 'import.meta.' },
        handler: (code, id) => code
          .replaceAll(/import\.meta\.resolve\('([^']+)'\)/g, (_, name) => JSON.stringify(siteOf(name, id)))
          .replaceAll(/import\.meta\.url\b/g, JSON.stringify(pathToFileURL(id).href))
          .replaceAll(/import\.meta\.dirname\b/g, JSON.stringify(dirname(id)))
          .replaceAll(/import\.meta\.filename\b/g, JSON.stringify(id)),
      },
    }],
  })
  const making = `${folder}-${process.pid}`
  mkdirSync(making, { recursive: true })
  await build.write({ dir: making, format: 'esm', strictExecutionOrder: true, entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' })
  await build.close()
  const exchanged = Object.fromEntries(programs.map((program) => [pathToFileURL(join(root, program)).href, pathToFileURL(join(folder, `${nameOf(program)}.mjs`)).href]))
  writeFileSync(join(making, 'preload.mjs'), `import { registerHooks } from 'node:module'
const exchanged = ${JSON.stringify(exchanged)}
registerHooks({
  resolve(name, context, next) {
    const found = next(name, context)
    return context.parentURL === undefined && found.url in exchanged ? { ...found, url: exchanged[found.url], format: 'module' } : found
  },
})
`)
  rmSync(folder, { recursive: true, force: true })
  renameSync(making, folder)
}
