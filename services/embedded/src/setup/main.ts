// Makes what services find at their servers: users and rights. It runs once beside them, waits for the server, and may run
// again; where it has not run yet, services wait. Whose password is whose, files say: `kurrentdb-consult-router.password`.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import { setupKurrent } from '@zhijian/event-store/kurrent'
import { helpOf, readSettings } from '@zhijian/host'
import { Fault, isFault, pauseMs } from '@zhijian/kernel'
import { setupMongo } from '@zhijian/read-store/mongo-setup'
import { describeError, jsonLog, wallNow } from '@zhijian/runtime'
import { SETUP_OPTIONS } from './settings.ts'
import { databasesOf, serviceRights } from './users.ts'

const AGAIN_MS = 2000

const log = jsonLog((line) => process.stderr.write(`${line}\n`), wallNow, { service: 'setup' })
const usage = (message: string, cause?: unknown): Fault => new Fault('usage', message, { retry: 'never', cause })

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw usage(`${file} cannot be read; it holds a password`, error)
  }
}

/** @returns what is done at a server, once it is there */
const work = (args: readonly string[]): readonly (() => Promise<void>)[] => {
  const settings = readSettings(SETUP_OPTIONS, args, process.env)
  if (settings === null) {
    process.stdout.write(helpOf('setup', SETUP_OPTIONS))
    return []
  }
  const { secrets } = settings
  if (secrets === undefined) throw usage('--secrets (SETUP_SECRETS) is missing: give the folder with the services’ passwords')
  const instances = new Map((settings.instances ?? []).map((each) => each.split('=') as [string, string]).map(([name, count]) => [name, Number(count)]))
  const passwordOf = (server: string, service: string): string => read(join(secrets, `${server}-${service}.password`))
  const todo: (() => Promise<void>)[] = []
  const { kurrentdb: log, mongodb: views } = settings
  if (log !== undefined) {
    const ca = settings['kurrentdb-ca-file']
    const [user, file] = [settings['kurrentdb-user'], settings['kurrentdb-password-file']]
    if (user === undefined || file === undefined) throw usage('--kurrentdb-user (KURRENTDB_USER) and --kurrentdb-password-file (KURRENTDB_PASSWORD_FILE) name an administrator here')
    todo.push(() => setupKurrent({
      url: ca === undefined ? log : `${log}${log.includes('?') ? '&' : '?'}tlsCAFile=${encodeURIComponent(ca)}`, namespace: settings['kurrentdb-namespace'],
      credentials: { username: user, password: read(file) },
      services: serviceRights().map(({ name, categories }) => ({ login: name, password: passwordOf('kurrentdb', name), categories })),
    }))
  }
  if (views !== undefined) {
    const ca = settings['mongodb-ca-file']
    const [user, file] = [settings['mongodb-user'], settings['mongodb-password-file']]
    const at = new URL(views.replace(/^mongodb:\/\/([^/]*)/, (_whole, hosts: string) => `mongodb://${hosts.split(',')[0]}`))
    todo.push(() => setupMongo({
      hosts: /^mongodb:\/\/([^/]+)/.exec(views)![1]!.split(','), replicaSet: at.searchParams.get('replicaSet') ?? 'zhijian',
      ...(user === undefined || file === undefined ? {} : { admin: { name: user, password: read(file) } }), ...(ca === undefined ? {} : { caFile: ca }),
      users: serviceRights().map(({ name }) => ({
        name, password: passwordOf('mongodb', name), databases: databasesOf(name, instances.get(name) ?? 1, settings['mongodb-database']),
      })),
    }))
  }
  if (todo.length === 0) throw usage('nothing to set up: give --kurrentdb (KURRENTDB_URL) or --mongodb (MONGODB_URL)')
  return todo
}

process.on('SIGTERM', () => process.exit(1))
try {
  for (const setup of work(process.argv.slice(2))) {
    for (;;) {
      try {
        await setup()
        log.info('set-up')
        break
      } catch (error) {
        if (!isFault(error) || error.retry === 'never') throw error
        log.warn('set-up-delayed', { fault: error.code, message: error.message })
        await pauseMs(systemTimers, AGAIN_MS, new AbortController().signal)
      }
    }
  }
  process.exit(0)
} catch (error) {
  log.error('not-set-up', isFault(error) ? { fault: error.code, message: error.message } : describeError(error))
  process.exit(isFault(error, 'usage') ? 2 : 1)
}
