// Makes what services find at their servers: users and rights. It runs once beside them, waits for the server, and may run
// again; where it has not run yet, services wait. Whose password is whose, files say: `kurrentdb-consult-router.password`.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import { setupKurrent } from '@zhijian/event-store/kurrent'
import { helpOf, HOST_OPTIONS, readSettings, takes } from '@zhijian/host'
import { Fault, isFault, pauseMs } from '@zhijian/kernel'
import { setupMongo } from '@zhijian/read-store/mongo-setup'
import { describeError, jsonLog, wallNow } from '@zhijian/runtime'
import { z } from 'zod'
import { databasesOf, serviceRights } from './users.ts'

const AGAIN_MS = 2000
const { kurrentdb, mongodb } = HOST_OPTIONS
const OPTIONS = {
  kurrentdb, mongodb,
  ...Object.fromEntries(Object.entries(HOST_OPTIONS).filter(([name]) => /^(kurrentdb|mongodb)-/.test(name))) as Pick<typeof HOST_OPTIONS,
    'kurrentdb-namespace' | 'kurrentdb-user' | 'kurrentdb-password-file' | 'kurrentdb-ca-file'
    | 'mongodb-database' | 'mongodb-user' | 'mongodb-password-file' | 'mongodb-ca-file'>,
  secrets: takes.path('SETUP_SECRETS', 'the folder with the services’ passwords, <server>-<service>.password each'),
  instances: takes.list('SETUP_INSTANCES', z.string().regex(/^[a-z-]+=\d{1,3}$/), 'SERVICE=NUMBER', 'services of which there are several'),
}

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
  const settings = readSettings(OPTIONS, args, process.env)
  if (settings === null) {
    process.stdout.write(helpOf('setup', OPTIONS))
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
