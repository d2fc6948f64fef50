// The built programs with everything they need, in modules that run from any folder on Node alone. Only what a program loads
// when it is told to by its settings, and is large, stays outside: the clients of servers (`WITHOUT`). What is not installed here
// either (parts of Nest that we do not use) fails there as it fails here.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { rolldown } from 'rolldown'
import { root } from '../setup/environment.mjs'

/** What can be started, and `deciders`, which an upgrade's check loads. */
export const PROGRAMS = {
  platform: 'services/embedded/dist/src/main.js',
  ...Object.fromEntries(readdirSync(join(root, 'services')).filter((name) => name !== 'embedded' && existsSync(join(root, `services/${name}/src/main.ts`)))
    .map((name) => [name, `services/${name}/dist/src/main.js`])),
  demonstration: 'services/embedded/dist/src/demonstration/main.js',
  zhijian: 'packages/cli/dist/src/main.js',
  deciders: 'services/embedded/dist/src/compose.js',
}
/** Threads that programs start by the name of their file, beside the module that asks for them. */
const THREADS = Object.fromEntries(['packages', 'services'].flatMap((top) => readdirSync(join(root, top)).flatMap((name) => {
  const folder = join(root, top, name, 'dist', 'src')
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.thread.js')).map((file) => [basename(file, '.js'), join(folder, file)]) : []
})))
export const WITHOUT = ['@kurrent/kurrentdb-client', 'mongodb']
/** For whoever checks what the platform leaves behind: they go with every release. */
const CHECKERS = 'tools/evidence'
/** Read by the demonstration, two folders above its modules. */
const DATA = 'services/embedded/data'

/** @param {string} id of a module @returns {string | null} the folder of the npm package it belongs to */
const packageOf = (id) => /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? null

/** @param {Iterable<string>} folders @returns {string} name, version and licence of each, with its text where it brings one */
const licences = (folders) => [...new Set(folders)].map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const text = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort().map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return { name: `${name} ${version} (${license})`, text }
}).sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, text }) => [name, ...text].join('\n\n')).join('\n\n────────\n\n')

/** @param {Readonly<Record<string, string>>} programs name → built file @param {import('rolldown').OutputOptions['minify']} minify */
const chunksOf = async (programs, minify) => {
  for (const file of Object.values(programs)) if (!existsSync(join(root, file))) throw new Error(`${file} is not built`)
  const build = await rolldown({ input: { ...programs, ...THREADS }, cwd: root, platform: 'node', external: WITHOUT, logLevel: 'silent' })
  const { output } = await build.generate({ format: 'esm', minify, strictExecutionOrder: true, entryFileNames: ({ name }) => (name in THREADS ? '[name].js' : '[name].mjs'), chunkFileNames: '[name]-[hash].mjs' })
  await build.close()
  return output.filter((each) => each.type === 'chunk')
}
/** @param {Awaited<ReturnType<typeof chunksOf>>} chunks @returns {(readonly [string, Uint8Array])[]} */
const modulesAndData = (chunks) => [
  ...chunks.map(({ fileName, code }) => /** @type {const} */ ([`build/modules/${fileName}`, Buffer.from(code)])),
  ...readdirSync(join(root, DATA)).filter((name) => name.endsWith('.json')).map((name) => /** @type {const} */ ([`data/${name}`, readFileSync(join(root, DATA, name))])),
]

/**
 * What `npm start` runs (tools/setup/bundled.mjs): names are kept, so that a log's stack says where.
 * @returns {Promise<Map<string, Uint8Array>>} `build/modules/*.mjs`, `data/*`
 */
export const bundlePlatform = async () => new Map(modulesAndData(await chunksOf({ platform: PROGRAMS.platform }, { compress: false, mangle: false, codegen: { removeWhitespace: true } })))

/**
 * @returns {Promise<Map<string, Uint8Array>>} files of the build: `build/modules/*.mjs`, `data/*`, `evidence/*`, `LICENCES.txt`
 * @throws Error when a program is not built
 */
export const bundle = async () => {
  const chunks = await chunksOf(PROGRAMS, true)
  const packages = chunks.flatMap(({ moduleIds }) => moduleIds.flatMap((id) => packageOf(id) ?? []))
  return new Map([
    ...modulesAndData(chunks),
    ...readdirSync(join(root, CHECKERS)).filter((name) => /\.(mjs|py)$/.test(name)).map((name) => /** @type {const} */ ([`evidence/${name}`, readFileSync(join(root, CHECKERS, name))])),
    ['LICENCES.txt', Buffer.from(licences(packages))],
  ])
}
