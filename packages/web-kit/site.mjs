// How an application becomes a site: one place, so that the three are built alike. Plain JavaScript, because Vite reads its
// configuration before anything is built.
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
      if (!/\.(js|css|html|svg|webmanifest)$/.test(name)) continue
      const file = `${options.dir}/${name}`
      const bytes = readFileSync(file)
      await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      await writeFile(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
    }
  },
})

/**
 * @param {'citizen' | 'lawyer' | 'console'} name where the gateway serves it: `/citizen/`
 * @param {{ plugins?: import('vite').PluginOption[] }} [more]
 * @returns {import('vite').UserConfig}
 */
export const site = (name, { plugins = [] } = {}) => ({
  base: `/${name}/`,
  plugins: [react(), ...plugins, compressed()],
  define: { __VERSION__: JSON.stringify(version) },
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'], dedupe: ['react', 'react-dom'] },
  build: {
    outDir: 'dist/site', emptyOutDir: true,
    // The WeChat browser on phones of 2021 and later.
    target: ['chrome91', 'safari15'],
    reportCompressedSize: false, chunkSizeWarningLimit: 2000,
  },
})
