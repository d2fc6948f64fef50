// Who may import whom. Each rule is named, looks at one import of one module, and says why it refuses it.
//
// The envelope (packages/event-store/src/envelope.ts, `@zhijian/event-store/envelope`) is pure too, and views read it.
// A pure file of a service is every file under its src/ that is not an edge: adapters/, import/ (reads files), service.ts,
// commands.ts, queries.ts (its wiring), main.ts, index.ts, ports.ts, and specs. So a new file is pure unless it is put at the edge. Gateway and embedded are edges as a whole.
import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { workspace } from '../setup/workspace.mjs'
import { isTest, sourceFiles } from './files.mjs'
import { importsOf, readSource } from './syntax.mjs'

/**
 * @typedef {{ readonly path: string, readonly owner: string, readonly test: boolean, readonly pure: boolean,
 *   readonly fault: string | null, readonly imports: readonly Edge[] }} Module
 *   owner: `packages/kernel`
 * @typedef {import('./syntax.mjs').Import & { readonly kind: 'file' | 'builtin' | 'npm' | 'broken', readonly target: string, readonly targetOwner: string }} Edge
 *   target: file path, builtin without `node:`, or npm package name
 */

/** @param {string} path @returns {string} `packages/kernel`, `benchmarks` */
const ownerOf = (path) => path.split('/').slice(0, /^(packages|services)\//.test(path) ? 2 : 1).join('/')
/** @param {string} path @returns {boolean} whether it is a package's front door; examples and benchmarks have no manifest to name it by */
const isFrontDoor = (path) => /^(packages|services)\/[^/]+\/src\/index\.ts$/.test(path)

/** The simulation runs on the testkit's clock and stores: that is what it is. */
const WORLDS_OF_TESTS = new Set(['packages/testkit', 'packages/simulation'])
const EDGE_SERVICES = new Set(['services/gateway', 'services/embedded'])
/** @param {string} path */
const isPure = (path) => {
  if (isTest(path)) return false
  const owner = ownerOf(path)
  if (path === 'packages/event-store/src/envelope.ts') return true
  if (owner === 'packages/kernel' || owner === 'packages/contracts') return path.startsWith(`${owner}/src/`)
  // What it decides on; how files of positions are read lies behind the same door.
  if (owner === 'packages/positions') return path.startsWith(`${owner}/src/`) && !/^(index\.ts|reception\/)/.test(path.slice(`${owner}/src/`.length)) && !path.endsWith('/readings.ts')
  if (!owner.startsWith('services/') || EDGE_SERVICES.has(owner)) return false
  const inside = path.slice(owner.length + 1)
  return inside.startsWith('src/') && !/^src\/((adapters|import)\/|(service|commands|queries|main|index|ports)\.ts$)/.test(inside)
}

/**
 * @param {string} base a tree with packages/ and services/
 * @returns {Module[]}
 */
export const readModules = (base) => {
  const packages = new Map(workspace(base).map(({ folder, manifest }) => [manifest.name, { folder, manifest }]))
  /** @param {string} from @param {import('./syntax.mjs').Import} each @returns {Edge} */
  const resolve = (from, each) => {
    const { specifier } = each
    if (specifier.startsWith('.')) {
      const target = posix.join(dirname(from), specifier)
      return { ...each, kind: existsSync(join(base, target)) ? 'file' : 'broken', target, targetOwner: ownerOf(target) }
    }
    if (specifier.startsWith('node:')) return { ...each, kind: 'builtin', target: specifier.slice(5), targetOwner: '' }
    const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
    const own = packages.get(name)
    if (own === undefined) return { ...each, kind: 'npm', target: name, targetOwner: '' }
    const exported = own.manifest.exports?.[`.${specifier.slice(name.length)}`]
    const entry = typeof exported === 'string' ? exported : exported?.source
    const target = entry === undefined ? '' : posix.join(own.folder, entry)
    return { ...each, kind: target !== '' && existsSync(join(base, target)) ? 'file' : 'broken', target: target || specifier, targetOwner: own.folder }
  }
  return sourceFiles(base).map((path) => {
    const source = readSource(base, path)
    return {
      path, owner: ownerOf(path), test: isTest(path), pure: isPure(path), fault: source.fault,
      imports: importsOf(source).map((each) => resolve(path, each)),
    }
  })
}

const FRAMEWORK = /^(@nestjs\/.*|fastify|@fastify\/.*|mongodb|rxjs|reflect-metadata|@nats-io\/.*|@opentelemetry\/.*|prom-client|commander|vitest)$/
const DECIDING = new Set(['packages/kernel', 'packages/contracts', 'packages/positions', 'packages/geometry'])
const PURE_BUILTINS = new Set(['crypto', 'assert', 'buffer', 'util'])
const CHANCE = /^(random|getRandom|webcrypto|generateKey)/

/** @type {Readonly<Record<string, (module: Module, edge: Edge) => string | null>>} rule → why this import breaks it */
export const rules = {
  'resolves': (_, { kind, specifier }) => (kind === 'broken' ? `${specifier} leads nowhere` : null),

  'kernel-imports-nothing': ({ owner, test, path }, { targetOwner, specifier }) =>
    (owner === 'packages/kernel' && !test && path.startsWith('packages/kernel/src/') && targetOwner !== owner ? `the kernel imports ${specifier}` : null),

  'pure-code-imports-no-machinery': ({ pure }, { kind, target, typeOnly, names, specifier }) => {
    if (!pure || typeOnly) return null
    if (kind === 'npm' && FRAMEWORK.test(target)) return `pure code imports a framework: ${specifier}`
    if (kind === 'builtin' && !PURE_BUILTINS.has(target)) return `pure code imports ${specifier}`
    if (target === 'crypto' && names.some((name) => CHANCE.test(name) || name === 'default')) return `pure code draws chance: ${names.join(', ')} of ${specifier}`
    return null
  },

  'pure-code-imports-contracts-kernel-and-neighbours': ({ pure, owner }, { kind, target, targetOwner, typeOnly, specifier }) => {
    if (!pure || typeOnly || kind !== 'file') return null
    if (DECIDING.has(targetOwner)) return null
    if (isPure(target) && (targetOwner === owner || targetOwner.startsWith('packages/'))) return null
    return `pure code imports ${specifier}, which is neither contracts nor kernel nor a pure neighbour (nor the envelope)`
  },

  'services-do-not-import-each-other': ({ owner }, { targetOwner, specifier }) =>
    (owner.startsWith('services/') && targetOwner.startsWith('services/') && targetOwner !== owner && owner !== 'services/embedded'
      ? `a service imports ${specifier}; only services/embedded composes` : null),

  // Journeys in a browser play on the whole platform.
  'packages-do-not-import-services': ({ owner, test }, { targetOwner, specifier }) =>
    (owner.startsWith('packages/') && targetOwner.startsWith('services/') && !(owner === 'packages/cli' && targetOwner === 'services/embedded') && !(test && owner === 'packages/web-e2e')
      ? `a package imports ${specifier}` : null),

  'contracts-know-only-the-kernel': ({ path, owner, test }, { kind, targetOwner, specifier }) =>
    (path.startsWith('packages/contracts/src/') && !test && kind === 'file' && targetOwner !== owner && targetOwner !== 'packages/kernel' ? `contracts import ${specifier}` : null),

  'nest-stays-at-the-edge': ({ owner, test, path }, { kind, target, typeOnly }) =>
    (kind === 'npm' && target.startsWith('@nestjs/') && !typeOnly && !test && owner !== 'packages/nest' && !EDGE_SERVICES.has(owner)
      && !/\/src\/(adapters\/.*|main\.ts)$/.test(path) ? `${target} outside packages/nest, gateway, embedded, adapters/ and main.ts` : null),

  'through-the-front-door': ({ owner }, { specifier, target, targetOwner }) =>
    (specifier.startsWith('.') && targetOwner !== owner && targetOwner !== 'tools' && !(!owner.includes('/') && isFrontDoor(target))
      ? `${specifier} climbs into another package: import it by its name` : null),

  'production-does-not-import-tests': ({ test, path }, { kind, target, targetOwner, specifier, typeOnly }) =>
    (!test && /\/src\//.test(path) && !typeOnly && kind === 'file' && (isTest(target) || targetOwner === 'packages/testkit') && !WORLDS_OF_TESTS.has(ownerOf(path))
      ? `production code imports ${specifier}` : null),
}

/**
 * Loops of modules that need each other at run time.
 * @param {readonly Module[]} modules
 * @returns {string[]} one line per loop
 */
export const cycles = (modules) => {
  const next = new Map(modules.map((each) => [each.path, each.imports.filter((edge) => edge.kind === 'file' && !edge.typeOnly).map((edge) => edge.target)]))
  /** @type {Map<string, 'open' | 'done'>} */
  const seen = new Map()
  /** @type {string[]} */
  const trail = []
  /** @type {string[]} */
  const found = []
  /** @param {string} path */
  const visit = (path) => {
    if (seen.get(path) === 'done') return
    if (seen.get(path) === 'open') return void found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    seen.set(path, 'open')
    trail.push(path)
    for (const target of next.get(path) ?? []) visit(target)
    trail.pop()
    seen.set(path, 'done')
  }
  for (const { path } of modules) visit(path)
  return found
}

/**
 * @param {readonly Module[]} modules
 * @returns {{ rule: string, text: string }[]}
 */
export const violations = (modules) => [
  ...modules.flatMap(({ fault }) => (fault === null ? [] : [{ rule: 'parses', text: fault }])),
  ...modules.flatMap((module) => module.imports.flatMap((edge) => Object.entries(rules).flatMap(([rule, refuse]) => {
    const why = refuse(module, edge)
    return why === null ? [] : [{ rule, text: `${module.path}:${edge.line} ${rule}: ${why}` }]
  }))),
  ...cycles(modules).map((loop) => ({ rule: 'no-cycles', text: `no-cycles: ${loop}` })),
]

/** @param {string} base of a planted tree, one sin per rule @returns {string[]} rules that did not notice theirs */
export const blindRules = (base) => {
  const noticed = new Set(violations(readModules(base)).map(({ rule }) => rule))
  return [...Object.keys(rules), 'no-cycles'].filter((rule) => !noticed.has(rule))
}

