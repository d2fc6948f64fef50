// Makes a release of what was built: its record, the store it leaves and the build itself, in releases/<version>/ (docs/how-to/release.md).
// 1. A release that exists is not made again, unless it is the last one and that is said (--again): it was not published yet.
// 2. Of the releases before, the build goes; record and store stay for ever.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { manifest, nodeBinary, root } from '../setup/environment.mjs'
import { bundle, PROGRAMS, WITHOUT } from './bundle.mjs'

/** @param {string} path below the root, built */
const built = (path) => import(pathToFileURL(join(root, path)).href)

/** @param {string} below a folder @returns {Map<string, Uint8Array>} every file in the order of names, with `/` between folders */
const filesIn = (below) => new Map(readdirSync(below, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(below.length + 1))
  .sort()
  .map((name) => [name.split(sep).join('/'), readFileSync(join(below, name))]))

const [version = '', ...flags] = process.argv.slice(2)
const folder = join(root, 'releases', version)
/** @param {string} why @returns {never} */
const refuse = (why) => {
  console.error(`release: ${why}`)
  process.exit(2)
}
if (!/^\d+\.\d+\.\d+$/.test(version)) refuse('say which: npm run -s release -- 0.2.0')
if (manifest().version !== version) refuse(`package.json says ${manifest().version}; make it ${version} first`)
/** @param {readonly string[]} args @returns {string} */
const git = (args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
if (git(['status', '--porcelain', '--', '.', ':!releases']) !== '') refuse('commit first: a release is of a commit')
if (!readFileSync(join(root, 'CHANGELOG.md'), 'utf8').includes(`\n## ${version}\n`)) refuse(`CHANGELOG.md has no section "## ${version}"`)

const { releases, compareVersions, sha256Of, pack } = await built('packages/audit/dist/src/releases/index.js')
const { aggregates } = await built(PROGRAMS.deciders)
const { birthOf } = await built('packages/host/dist/src/index.js')
const others = releases(join(root, 'releases')).filter((/** @type {any} */ release) => release.version !== version)
if (existsSync(folder) && !flags.includes('--again')) refuse(`${version} is made already; --again makes it anew while nobody has it`)
if (others.some((/** @type {any} */ release) => compareVersions(release.version, version) > 0)) refuse('a later release is there already')

const scratch = mkdtempSync(join(tmpdir(), 'zhijian-release-'))
try {
  execFileSync(nodeBinary(), [join(root, 'packages/cli/dist/test/released-store.js'), scratch], { stdio: 'inherit' })
  const [store, build] = [filesIn(scratch), await bundle()]
  const checked = JSON.parse(execFileSync(nodeBinary(), [join(root, PROGRAMS.zhijian), '--json', '--data', join(scratch, 'var'), 'replay', 'verify'], { encoding: 'utf8' }))
  mkdirSync(folder, { recursive: true })
  /** @param {string} name @param {ReadonlyMap<string, Uint8Array>} files */
  const put = (name, files) => {
    const bytes = pack(files)
    writeFileSync(join(folder, name), bytes)
    return { sha256: sha256Of(bytes), bytes: bytes.length, unpackedBytes: [...files.values()].reduce((sum, each) => sum + each.length, 0) }
  }
  const record = {
    version,
    commit: git(['rev-parse', 'HEAD']),
    node: process.versions.node,
    dataFolder: { format: birthOf(join(scratch, 'var')).format },
    rules: Object.fromEntries(aggregates.filter((/** @type {any} */ { rules }) => rules).map((/** @type {any} */ { decider, rules }) => [decider.category, [...rules.shipped]])),
    events: Object.fromEntries(aggregates.map((/** @type {any} */ { events }) =>
      [events.category, Object.fromEntries(events.names.map((/** @type {string} */ name) => [name, events.versionOf(name)]))])),
    store: { ...put('store.br', store), events: checked.events, streams: checked.streams },
    build: { ...put('build.br', build), programs: Object.keys(PROGRAMS), without: WITHOUT },
  }
  writeFileSync(join(folder, 'release.json'), `${JSON.stringify(record, null, 2)}\n`)
  for (const { folder: older, ...kept } of others) {
    rmSync(join(older, 'build.br'), { force: true })
    writeFileSync(join(older, 'release.json'), `${JSON.stringify({ ...kept, build: null }, null, 2)}\n`)
  }
  console.log(`releases/${version}: build ${record.build.bytes} bytes, store ${record.store.bytes} bytes of ${record.store.events} events`)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
