// `npm run new:service -- notary --decider deed` writes a service that passes the tests, and wires it in; `--remove` undoes it.
// N1 Nothing is written before everything was looked at: names, folders, and every place it is to be wired in at.
// N2 `--remove` takes away what was written here and nothing else; a service that was not made here is refused.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { environment, nodeBinary } from './setup/environment.mjs'
import { namesOf } from './new-service/names.mjs'
import { filesOf, wiringOf } from './new-service/templates.mjs'

const USAGE = `usage: npm run new:service -- NAME --decider CATEGORY [--remove] [--no-install]

  NAME               lower case with hyphens: notary, legal-aid
  --decider CATEGORY one lower-camel word, the category of its streams: deed, legalAidCase
  --remove           takes a service made here away again
  --no-install       writes files only: no pnpm install, no references, no document of the bus
`

class Refused extends Error {}

/** @param {string} base @param {import('./new-service/names.mjs').Names} names */
const add = (base, names) => {
  const files = filesOf(names)
  const taken = [`services/${names.service}`, ...Object.keys(files)].find((path) => existsSync(join(base, path)))
  if (taken !== undefined) throw new Refused(`${taken} is there already`)
  /** @type {Map<string, string>} */
  const changed = new Map()
  for (const { path, before, text } of wiringOf(names)) {
    const was = changed.get(path) ?? readFileSync(join(base, path), 'utf8')
    if (was.includes(text)) throw new Refused(`${path} has it already: ${text.trim()}`)
    const at = was.search(before)
    if (at < 0) throw new Refused(`${path} has no line like ${before}: say in tools/new-service/templates.mjs where it goes now`)
    changed.set(path, was.slice(0, at) + text + was.slice(at))
  }
  for (const [path, text] of [...Object.entries(files), ...changed]) {
    mkdirSync(dirname(join(base, path)), { recursive: true })
    writeFileSync(join(base, path), text)
  }
  dependency(base, names.service, true)
}

/** @param {string} base @param {import('./new-service/names.mjs').Names} names */
const remove = (base, names) => {
  const manifest = join(base, 'services', names.service, 'package.json')
  if (!existsSync(manifest)) throw new Refused(`there is no services/${names.service}`)
  if (JSON.parse(readFileSync(manifest, 'utf8')).zhijian?.decider !== names.category) throw new Refused(`services/${names.service} was not made with --decider ${names.category}`)
  for (const { path, text } of wiringOf(names)) {
    const was = readFileSync(join(base, path), 'utf8')
    if (was.includes(text)) writeFileSync(join(base, path), was.replace(text, () => ''))
    else console.error(`new-service: ${path} was changed since; look there for ${names.service} yourself`)
  }
  for (const path of [`services/${names.service}`, `infra/kubernetes/base/${names.service}.yaml`, `packages/contracts/src/${names.file}.ts`, `packages/contracts/golden/${names.category}`]) {
    rmSync(join(base, path), { recursive: true, force: true })
  }
  dependency(base, names.service, false)
}

/** @param {string} base @param {string} service @param {boolean} wanted */
const dependency = (base, service, wanted) => {
  const path = join(base, 'services/embedded/package.json')
  const { dependencies, ...manifest } = JSON.parse(readFileSync(path, 'utf8'))
  delete dependencies[`@zhijian/${service}`]
  if (wanted) dependencies[`@zhijian/${service}`] = 'workspace:*'
  const sorted = Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1)))
  const entries = Object.entries(manifest)
  entries.splice(entries.findIndex(([key]) => key === 'devDependencies'), 0, ['dependencies', sorted])
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`)
}

/** @param {string} base @param {string} what @param {string} command @param {readonly string[]} args @param {string} [folder] */
const run = (base, what, command, args, folder = '.') => {
  console.log(`new-service: ${what} …`)
  const { status } = spawnSync(command, args, { cwd: join(base, folder), stdio: 'inherit', env: environment() })
  if (status !== 0) throw new Refused(`${what} failed; the files are written, run it again by hand: ${command} ${args.join(' ')}`)
}

/**
 * @param {readonly string[]} args
 * @param {string} base repository root
 * @returns {number} exit code: 0 done · 1 refused · 2 wrong use
 */
export const newService = (args, base) => {
  let parsed
  try {
    parsed = parseArgs({
      args: [...args], allowPositionals: true,
      options: { decider: { type: 'string' }, remove: { type: 'boolean', default: false }, 'no-install': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    })
  } catch (error) {
    console.error(`new-service: ${/** @type {Error} */ (error).message}\n\n${USAGE}`)
    return 2
  }
  const { values, positionals: [service, ...rest] } = parsed
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  if (service === undefined || values.decider === undefined || rest.length > 0) {
    console.error(USAGE)
    return 2
  }
  const names = namesOf(service, values.decider)
  if (typeof names === 'string') {
    console.error(`new-service: ${names}`)
    return 2
  }
  try {
    if (values.remove) remove(base, names)
    else add(base, names)
    if (!values['no-install']) {
      run(base, 'installing', 'pnpm', ['install'])
      run(base, 'project references', nodeBinary(), ['tools/references.mjs'])
      run(base, 'the document of the bus', 'vitest', ['run', 'test/asyncapi.spec.ts', '-u'], 'services/embedded')
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    console.error(`new-service: ${error.message}`)
    return 1
  }
  console.log(values.remove
    ? `new-service: services/${service} is gone. A store that holds streams of ${names.category} can no more be read by this release.`
    : `new-service: services/${service} is there. Read its README, then change in this order: contract, spec, decide. The places marked … are yours.`)
  return 0
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = newService(process.argv.slice(2), dirname(dirname(fileURLToPath(import.meta.url))))
}
