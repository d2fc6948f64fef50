// What a container runs: its first argument names it, the rest is for whom it names.
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [name] = process.argv.slice(2)
const OTHERS = /** @type {Readonly<Record<string, string>>} */ ({ setup: 'services/embedded/dist/src/setup/main.js', zhijian: 'packages/cli/dist/src/main.js' })
/** The platform in one process is not run so. */
const SERVICES = readdirSync(new URL('../../services/', import.meta.url)).filter((service) => service !== 'embedded').sort()
const script = name === undefined ? undefined : OTHERS[name] ?? (SERVICES.includes(name) ? `services/${name}/dist/src/main.js` : undefined)
const path = script === undefined ? null : fileURLToPath(new URL(`../../${script}`, import.meta.url))
if (path === null || !existsSync(path)) {
  const text = `name what to run: ${[...SERVICES, ...Object.keys(OTHERS)].join(', ')}; each has --help\n`
  if (name === '--help') process.stdout.write(text)
  else process.stderr.write(text)
  process.exit(name === '--help' ? 0 : 2)
}
process.argv.splice(1, 2, path)
await import(path)
