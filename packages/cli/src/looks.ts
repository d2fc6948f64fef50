// What an operator would look at first, one look each. A look never changes anything, never throws for what it looks at, and
// says what to do. It works on a stopped platform and beside a running one.
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteBusState } from '@zhijian/bus'
import { lookAtChannels } from '@zhijian/embedded'
import { assertOutside, checkBackup, readCopies, readEnd, readManifest } from '@zhijian/event-store'
import type { SqliteStore } from '@zhijian/event-store/sqlite'
import { birthOf, readMarks, readWitnesses, waitingFor, type dataPaths } from '@zhijian/host'
import { elapsedMs, hours, isFault, minutes, type Instant } from '@zhijian/kernel'
import { within } from './adapters/patient-timers.ts'
import type { careZhCN } from './i18n/care.zh-CN.ts'
import { deadLettersOf, statusOf } from './doors.ts'
import type { Context } from './context.ts'
import { openLog } from './store.ts'
import { bytes } from './text.ts'

export interface Look {
  readonly key: Extract<keyof typeof careZhCN, `doctor.${string}`>
  readonly state: 'ok' | 'note' | 'warn' | 'wrong'
  /** What fills `{age}` is given as `ageMs`. */
  readonly values: Readonly<Record<string, string | number>>
}
export type Paths = ReturnType<typeof dataPaths>
interface Looking {
  readonly paths: Paths
  readonly now: Instant
  readonly port: number
  readonly env: Context['env']
  /** The bureau's file of channels, where one is named. */
  readonly channels?: string
}

const GB = 1024 ** 3
const DISK = { warnBytes: 5 * GB, wrongBytes: GB / 2 } as const
/** The clock of another process may have been read a moment later. */
const CLOCK_SLACK_MS = 1000
/** The platform seals every ten minutes and looks every minute. */
const SEAL_OLD_MS = minutes(30)
/** A day, and time to notice. */
const BACKUP_OLD_MS = hours(26)

const look = (state: Look['state'], key: Look['key'], values: Look['values'] = {}): Look => ({ key, state, values })
const codeOf = (error: unknown): string => (isFault(error) ? error.code : (error as { code?: string }).code ?? 'bug')

const nearest = (path: string): string => (existsSync(path) ? path : nearest(join(path, '..')))

const folderLooks = ({ paths }: Looking): Look[] => {
  const { root, folders } = paths
  const closed = [root, join(root, 'log'), folders.keys, folders.seals, folders.backups].find((folder) => {
    try {
      accessSync(nearest(folder), constants.W_OK | constants.X_OK)
      return false
    } catch {
      return true
    }
  })
  const room = [...new Map([root, folders.backups, folders.seals].map((folder) => {
    const { bavail, bsize } = statfsSync(nearest(folder))
    return [statSync(nearest(folder)).dev, { folder, free: bavail * bsize }] as const
  })).values()]
  return [
    closed === undefined ? look('ok', 'doctor.writable.ok') : look('wrong', 'doctor.writable.wrong', { folder: closed, user: userInfo().username }),
    ...room.map(({ folder, free }) => {
      const state = free < DISK.wrongBytes ? 'wrong' : free < DISK.warnBytes ? 'warn' : 'ok'
      return look(state, `doctor.disk.${state}`, { folder, free: bytes(free) })
    }),
  ]
}

const keyLooks = ({ paths }: Looking): Look[] => {
  const { keys: folder } = paths.folders
  const { keyring, masterKey, lookupKey, tombstones } = paths.files
  // Keys that lie on a server leave their look-up's key here, and the master key unless Vault wraps.
  const isShared = !existsSync(keyring) && existsSync(lookupKey)
  if (!existsSync(keyring) && !isShared) return []
  if (!isShared && !existsSync(masterKey)) return [look('wrong', 'doctor.keys.missing', { file: masterKey })]
  const others = (file: string): boolean => (statSync(file).mode & 0o077) !== 0
  // In a folder that only this user enters, what SQLite makes for itself may have wider rights; a key file never.
  const watched = others(folder) ? /\.key$|keyring|lookup|tombstones/ : /\.key$/
  const open = process.platform === 'win32' ? [] : readdirSync(folder).filter((name) => watched.test(name)).map((name) => join(folder, name)).filter(others)
  return [open.length === 0 ? look('ok', 'doctor.keys.ok') : look('wrong', 'doctor.keys.open', { files: open.map((file) => basename(file)).join(', '), folder }),
    ...(isShared ? [] : tombstoneLook(keyring, tombstones))]
}

/** Nobody was forgotten yet: then there is no file. The key ring itself counts, at the platform's start. */
const tombstoneLook = (keyring: string, tombstones: string): Look[] => {
  if (existsSync(tombstones)) return []
  const db = new DatabaseSync(keyring, { readOnly: true })
  try {
    const known = Number(db.prepare("select value from meta where key = 'tombstones'").get()?.['value'] ?? 0)
    return known > 0 ? [look('wrong', 'doctor.keys.tombstones', { file: tombstones })] : []
  } catch {
    return []
  } finally {
    db.close()
  }
}

const clockLook = (store: SqliteStore, head: string | null, now: Instant): Look => {
  const last = head === null ? undefined : store.raw(String(Number(head) - 1).padStart(16, '0'), 1)[0]
  const behindMs = last ? elapsedMs(now, (JSON.parse(last.text) as { recordedat: Instant }).recordedat) : 0
  return behindMs > CLOCK_SLACK_MS ? look('wrong', 'doctor.clock.wrong', { behindMs }) : look('ok', 'doctor.clock.ok')
}

const logLooks = async ({ paths, now, env }: Looking): Promise<Look[]> => {
  const { seals } = paths.folders
  let store
  try {
    store = await openLog(paths, env)
  } catch (error) {
    return [look('wrong', 'doctor.log.unreadable', { code: codeOf(error) })]
  }
  try {
    const head = await store.head()
    // Where the log lies on a server, each service compares its clock itself, and says so in its readiness.
    const clock = 'cleanUpTo' in store ? [clockLook(store, head, now)] : []
    return [...clock, ...sealLooks(paths, seals, store.storeId, head, now), ...witnessLooks(seals, store.storeId, env, now)]
  } catch (error) {
    return [look('wrong', 'doctor.log.unreadable', { code: codeOf(error) })]
  } finally {
    await store.close()
  }
}

const sealLooks = (paths: Paths, seals: string, storeId: string, head: string | null, now: Instant): Look[] => {
  try {
    assertOutside(join(paths.root, 'store.json'), seals)
  } catch {
    return [look('wrong', 'doctor.seals.inside', { folder: seals })]
  }
  try {
    const last = readCopies(seals, storeId).at(-1)
    const end = readEnd(seals, storeId)
    if (!last) return [look('warn', 'doctor.seals.none')]
    const seen = [last.place.position, end?.position ?? ''].sort().at(-1)!
    if (seen > (head ?? '')) return [look('wrong', 'doctor.seals.behind', { position: seen, head: head ?? '-' })]
    const age = elapsedMs(last.time, now)
    const isCurrent = age < SEAL_OLD_MS || last.place.position === head
    const sameDisk = statSync(seals).dev === statSync(paths.root).dev
    return [
      isCurrent ? look('ok', 'doctor.seals.ok', { position: String(last.data['position']), ageMs: Math.max(0, age) })
        : look('warn', 'doctor.seals.old', { ageMs: age, folder: seals }),
      ...(sameDisk ? [look('note', 'doctor.seals.same-disk')] : []),
    ]
  } catch (error) {
    return [look('wrong', 'doctor.seals.damaged', { code: codeOf(error), folder: seals })]
  }
}

/** Those that were told of, and those that are named to this command as well. */
const witnessLooks = (seals: string, storeId: string, env: Context['env'], now: Instant): Look[] => {
  const marks = readMarks(seals, storeId)
  const named = new Set(Object.keys(marks))
  const authorities = new Set<string>()
  if (env.ZHIJIAN_WITNESSES) {
    try {
      const config = readWitnesses(env.ZHIJIAN_WITNESSES)
      for (const { name } of config.witnesses) named.add(name)
      for (const { name } of config.authorities) authorities.add(name)
    } catch (error) {
      return [look('wrong', 'doctor.witness.config', { file: env.ZHIJIAN_WITNESSES, message: isFault(error) ? error.message : '' })]
    }
  }
  return [...named].filter((name) => !authorities.has(name) || marks[name]?.failing).map((name) => {
    const { failing = null } = marks[name] ?? {}
    const waiting = waitingFor(marks[name], seals, storeId)
    if (failing !== null) return look('warn', 'doctor.witness.failing', { name, code: failing.code, waiting, ageMs: Math.max(0, elapsedMs(failing.since as Instant, now)) })
    return marks[name] === undefined ? look('warn', 'doctor.witness.never', { name }) : look('ok', 'doctor.witness.ok', { name, waiting })
  })
}

const backupLooks = async ({ paths, now }: Looking, isLive: boolean): Promise<Look[]> => {
  const { backups } = paths.folders
  const newest = existsSync(backups) ? readdirSync(backups).filter((name) => /^\d{8}T\d{6}$/.test(name)).sort().at(-1) : undefined
  if (newest === undefined) return [look(isLive ? 'warn' : 'note', 'doctor.backup.none')]
  const folder = join(backups, newest)
  const beside = mkdtempSync(join(tmpdir(), 'zhijian-doctor-'))
  try {
    // The same reading to its end as when it was made: a copy may rot.
    await checkBackup(folder, join(beside, 'check.sqlite'))
    const age = elapsedMs(readManifest(folder).at, now)
    return [look(age > BACKUP_OLD_MS ? 'warn' : 'ok', age > BACKUP_OLD_MS ? 'doctor.backup.old' : 'doctor.backup.ok', { ageMs: Math.max(0, age), folder })]
  } catch {
    return [look('wrong', 'doctor.backup.damaged', { folder })]
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

/** What the file names is read as at a start; nothing is sent. */
const channelLooks = ({ channels }: Looking, isLive: boolean): Look[] => {
  if (channels === undefined) return isLive ? [look('note', 'doctor.channels.none')] : []
  try {
    return [look('ok', 'doctor.channels.ok', { names: ['in-app', ...lookAtChannels(channels)].join('、') })]
  } catch (error) {
    return [look('wrong', 'doctor.channels.wrong', { code: codeOf(error), message: isFault(error) ? error.message : '' })]
  }
}

const parked = (streams: readonly string[]): Look => (streams.length === 0 ? look('ok', 'doctor.parked.ok')
  : look('wrong', 'doctor.parked.wrong', { count: streams.length, streams: streams.slice(0, 5).join(', ') }))
const letters = (count: number): Look => (count === 0 ? look('ok', 'doctor.letters.ok') : look('wrong', 'doctor.letters.wrong', { count }))

const runningLooks = async ({ paths }: Looking): Promise<Look[] | null> => {
  try {
    const status = await statusOf(paths)
    const dead = await deadLettersOf(paths)
    const { url } = status
    const answers = url !== null && await fetch(`${url}/healthz`, { signal: within(5000) }).then(({ ok }) => ok, () => false)
    return [
      url === null ? look('wrong', 'doctor.platform.no-gateway') : look('ok', 'doctor.platform.running', { url }),
      status.ready ? look('ok', 'doctor.ready.ok') : look('wrong', 'doctor.ready.wrong', { reasons: status.reasons.join('; ') }),
      parked(status.parkedStreams.map(({ stream }) => stream)), letters(dead.length),
      ...(url === null ? [] : [look(answers ? 'ok' : 'wrong', answers ? 'doctor.port.answers' : 'doctor.port.silent', { url })]),
    ]
  } catch (error) {
    if (isFault(error, 'platform-not-running')) return null
    return [look('wrong', 'doctor.platform.silent', { code: codeOf(error) })]
  }
}

const isFree = (port: number): Promise<boolean> => new Promise((resolve) => {
  const server = createServer().once('error', () => resolve(false))
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
})

const stoppedLooks = async ({ paths, port }: Looking): Promise<Look[]> => {
  const looks = [look('note', 'doctor.platform.stopped')]
  if (existsSync(paths.files.bus)) {
    const state = openSqliteBusState(paths.files.bus)
    try {
      looks.push(letters((await state.load()).held.filter((held) => held.parked !== null).length))
    } finally {
      await state.close()
    }
  }
  looks.push(await isFree(port) ? look('ok', 'doctor.port.ok', { port }) : look('warn', 'doctor.port.taken', { port }))
  return looks
}

/** Every look, in the order an operator would ask. */
export const lookAt = async (looking: Looking): Promise<readonly Look[]> => {
  const { root } = looking.paths
  let birth
  try {
    birth = birthOf(root)
  } catch {
    return [look('wrong', 'doctor.store.format', { root })]
  }
  if (birth === null) return [look('wrong', 'doctor.store.missing', { root })]
  return [
    look('ok', 'doctor.store.ok', { root, kind: birth.kind, county: birth.county }),
    ...folderLooks(looking), ...keyLooks(looking), ...await logLooks(looking), ...await backupLooks(looking, birth.kind === 'live'),
    ...channelLooks(looking, birth.kind === 'live'),
    ...await runningLooks(looking) ?? await stoppedLooks(looking),
  ]
}
