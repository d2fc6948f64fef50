// How an application becomes a site: one place, so that the three are built alike. Plain JavaScript, because Vite reads its
// configuration before anything is built.
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'

const { version } = createRequire(import.meta.url)('./package.json')

/** Beside each text lies what is sent of it, made once. */
const compressed = () => ({
  name: 'compressed',
  apply: /** @type {const} */ ('build'),
  /** @param {{ dir?: string }} options @param {Record<string, unknown>} bundle */
  async writeBundle(options, bundle) {
    const { writeFile } = await import('node:fs/promises')
    for (const name of Object.keys(bundle)) {
      if (!/\.(m?js|css|html|svg|webmanifest)$/.test(name)) continue
      const file = `${options.dir}/${name}`
      const bytes = readFileSync(file)
      await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      await writeFile(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
    }
  },
})

/** @typedef {{ type: 'chunk', fileName: string, code: string, imports: string[], isEntry: boolean, facadeModuleId: string | null, viteMetadata?: { importedCss: Set<string> } }} Chunk */

/**
 * Everything that is loaded before a page is seen: the entry, the page's own chunk, and what those two import.
 * @param {Record<string, { type: string }>} bundle @param {string} page `ask` @returns {Chunk[]}
 */
const chunksOf = (bundle, page) => {
  const chunks = /** @type {Chunk[]} */ (Object.values(bundle).filter(({ type }) => type === 'chunk'))
  const found = new Set()
  const add = (/** @type {Chunk} */ chunk) => {
    if (found.has(chunk)) return
    found.add(chunk)
    for (const name of chunk.imports) {
      const imported = chunks.find(({ fileName }) => fileName === name)
      if (imported) add(imported)
    }
  }
  const roots = [chunks.find(({ isEntry }) => isEntry), chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/src/${page}/page.tsx`))]
  for (const root of roots) {
    if (!root) throw new Error(`there is no page ${page}`)
    add(root)
  }
  return [...found]
}

/**
 * The build fails where a page needs more script, gzipped, than that.
 * @param {number} maxBytes @param {readonly string[]} pages
 */
const firstLoad = (maxBytes, pages) => ({
  name: 'first-load',
  apply: /** @type {const} */ ('build'),
  /** @this {{ info(text: string): void, error(text: string): never }} @param {unknown} _options @param {Record<string, { type: string }>} bundle */
  generateBundle(_options, bundle) {
    for (const page of pages) {
      const bytes = chunksOf(bundle, page).reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).byteLength, 0)
      if (bytes > maxBytes) this.error(`first load of ${page}: ${bytes} bytes of script gzipped, ${maxBytes} at most`)
      this.info(`first load of ${page}: ${bytes} bytes of script gzipped`)
    }
  },
})

/** Files without a hash in their name that stand in the page. */
const KEPT = ['start.js', 'icon.svg']

/**
 * A service worker (offline-worker.js) with which these pages open without a network.
 * @param {string} base @param {readonly string[]} pages
 */
const offline = (base, pages) => {
  let publicDir = ''
  return {
    name: 'offline',
    // After chunks that held nothing but styles are gone.
    enforce: /** @type {const} */ ('post'),
    apply: /** @type {const} */ ('build'),
    /** @param {{ publicDir: string }} config */
    configResolved(config) {
      ({ publicDir } = config)
    },
    /** @this {{ emitFile(file: { type: 'asset', fileName: string, source: string }): void }} @param {unknown} _options @param {Record<string, { type: string }>} bundle */
    generateBundle(_options, bundle) {
      const chunks = new Set(pages.flatMap((page) => chunksOf(bundle, page)))
      const styles = new Set([...chunks].flatMap(({ viteMetadata }) => [...viteMetadata?.importedCss ?? []]))
      const files = [base, ...[...KEPT, ...[...chunks].map(({ fileName }) => fileName), ...styles].map((name) => base + name)]
      const worker = readFileSync(new URL('./offline-worker.js', import.meta.url), 'utf8')
      const kept = KEPT.map((name) => readFileSync(`${publicDir}/${name}`, 'utf8'))
      const version = createHash('sha256').update(JSON.stringify([files, worker, kept])).digest('hex').slice(0, 16)
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: `const BASE = ${JSON.stringify(base)}, VERSION = '${version}', FILES = ${JSON.stringify(files)}\n${worker}` })
    },
  }
}

/**
 * @param {'citizen' | 'lawyer' | 'console'} name where the gateway serves it: `/citizen/`
 * @param {{ plugins?: import('vite').PluginOption[], smallPages?: readonly string[], offlinePages?: readonly string[] }} [more]
 *   `smallPages`: their first load is at most 200 kB of script, gzipped; `offlinePages`: they open without a network
 * @returns {import('vite').UserConfig}
 */
export const site = (name, { plugins = [], smallPages = [], offlinePages = [] } = {}) => ({
  base: `/${name}/`,
  plugins: [react(), ...plugins, firstLoad(200_000, smallPages), ...(offlinePages.length > 0 ? [offline(`/${name}/`, offlinePages)] : []), compressed()],
  define: { __VERSION__: JSON.stringify(version) },
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'], dedupe: ['react', 'react-dom'] },
  build: {
    outDir: 'dist/site', emptyOutDir: true,
    // The WeChat browser on phones of 2021 and later.
    target: ['chrome91', 'safari15'],
    reportCompressedSize: false, chunkSizeWarningLimit: 2000,
  },
})
