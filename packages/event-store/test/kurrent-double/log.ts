// What the double remembers: records in one log, streams by revision, rights by metadata. Everything acknowledged is in a
// file before it is acknowledged; who kills the process finds it there.
// L1 Two appends with the same ids at the same place are one, whatever else they say: ids alone are compared.
// L2 The log holds more than one program's events: some of the server's own come first, and others' may come between.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

export interface LogRecord {
  readonly position: number
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly contentType: string
  /** Base64. */
  data: string
  metadata: string
  readonly created: number
}

export type Proposed = Pick<LogRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>
/** -1: there must be no stream. */
export type ExpectedRevision = 'any' | 'exists' | number

export type AppendAnswer =
  | { readonly revision: number; readonly position: number }
  /** -1: there is no stream. */
  | { readonly current: number }

export interface User { readonly login: string; readonly password: string; readonly groups: readonly string[] }
export type Right = '$r' | '$w' | '$d' | '$mr' | '$mw'
type Acl = { readonly [right in Right]?: string | readonly string[] }

const ADMIN = '$admins'
const BUILT_IN: { readonly [of: string]: Acl } = {
  user: { $r: '$all', $w: '$all', $d: '$all', $mr: '$all', $mw: '$all' },
  system: { $r: ADMIN, $w: ADMIN, $d: ADMIN, $mr: ADMIN, $mw: ADMIN },
}
/** Between two records, beside their data. */
const HEADER_BYTES = 120

export const openLog = (file: string) => {
  const records: LogRecord[] = []
  const streams = new Map<string, LogRecord[]>()
  /** Streams that were deleted or cut short: revisions before this are not shown; from readings of the whole log they go when it is scavenged. */
  const hidden = new Map<string, number>()
  const scavenged = new Set<string>()
  /** Records that readings of the whole log leave out. */
  const leftOut = new Set<LogRecord>()
  const users = new Map<string, User>()
  const appended = new Set<() => void>()

  const take = (record: LogRecord): void => {
    records.push(record)
    const stream = streams.get(record.stream)
    if (stream) stream.push(record)
    else streams.set(record.stream, [record])
  }
  const isNew = !existsSync(file)
  if (!isNew) {
    const lines = readFileSync(file, 'utf8').split('\n')
    // The last line was torn by a kill before it was acknowledged; normally it is empty.
    lines.pop()
    for (const line of lines) {
      const entry = JSON.parse(line) as { readonly records?: readonly LogRecord[]; readonly user?: User }
      for (const record of entry.records ?? []) take(record)
      if (entry.user) users.set(entry.user.login, entry.user)
    }
  }
  const fd = openSync(file, 'a')
  const keep = (entry: object): void => {
    writeSync(fd, `${JSON.stringify(entry)}\n`)
    fsyncSync(fd)
  }

  const write = (stream: string, events: readonly Proposed[]): LogRecord[] => {
    let position = records.length === 0 ? 0 : records.at(-1)!.position + HEADER_BYTES + records.at(-1)!.data.length
    let revision = streams.get(stream)?.length ?? 0
    const made = events.map((event) => {
      const record = { ...event, stream, revision, position, created: 1_795_000_000_000 }
      revision += 1
      position += HEADER_BYTES + event.data.length
      return record
    })
    keep({ records: made })
    made.forEach(take)
    for (const wake of [...appended]) wake()
    return made
  }

  const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')
  const bodyOf = (record: LogRecord | undefined): Record<string, unknown> | null =>
    (record ? JSON.parse(Buffer.from(record.data, 'base64').toString('utf8')) as Record<string, unknown> : null)

  const append = (stream: string, expected: ExpectedRevision, events: readonly Proposed[]): AppendAnswer => {
    const there = streams.get(stream) ?? []
    const last = there.length - 1
    const isDeleted = hidden.get(stream) === there.length
    const wanted = expected === 'any' || (expected === -1 && isDeleted) ? last : expected
    if (wanted === 'exists' ? last < 0 : wanted > last) return { current: last }
    if (typeof wanted === 'number' && wanted < last) {
      const same = events.every((event, n) => there[wanted + 1 + n]?.id === event.id)
      const end = there[wanted + events.length]
      return same && end ? { revision: end.revision, position: end.position } : { current: last }
    }
    const end = write(stream, events).at(-1)!
    return { revision: end.revision, position: end.position }
  }

  if (isNew) {
    for (const name of ['$$$stats', '$$$users']) append(name, 'any', [{ id: `00000000-0000-4000-8000-00000000000${name.length % 10}`, type: '$metadata', contentType: 'application/json', data: json({}), metadata: '' }])
  }

  const aclOf = (stream: string): Acl => {
    const system = stream.startsWith('$')
    const own = bodyOf(streams.get(`$$${stream}`)?.at(-1))?.$acl as Acl | undefined
    const settings = bodyOf(streams.get('$settings')?.at(-1))?.[system ? '$systemStreamAcl' : '$userStreamAcl'] as Acl | undefined
    return { ...BUILT_IN[system ? 'system' : 'user'], ...settings, ...own }
  }

  /** Index of the first record beyond a place. */
  const indexAfter = (position: number): number => {
    let [low, high] = [0, records.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (records[middle]!.position > position) high = middle
      else low = middle + 1
    }
    return low
  }

  return {
    records, append, users, indexAfter,
    stream: (name: string): readonly LogRecord[] => (streams.get(name) ?? []).filter((record) => record.revision >= (hidden.get(name) ?? 0)),
    isShown: (record: LogRecord): boolean => !leftOut.has(record) && !(scavenged.has(record.stream) && record.revision < (hidden.get(record.stream) ?? 0)),
    leaveOut: (stream: string, revision: number): void => void leftOut.add(streams.get(stream)![revision]!),
    /** Calls back once, after the next append. */
    onceAppended: (wake: () => void): (() => void) => {
      const go = (): void => {
        appended.delete(go)
        wake()
      }
      appended.add(go)
      return () => appended.delete(go)
    },
    /** @param user null: nobody */
    may(user: User | null, right: Right, stream: string): boolean {
      if (user?.groups.includes(ADMIN)) return true
      // Who may write a metadata stream is said by the stream it is about.
      const [asked, about] = stream.startsWith('$$') ? [right === '$w' ? '$mw' : '$mr', stream.slice(2)] as const : [right, stream] as const
      const roles = [aclOf(about)[asked] ?? []].flat()
      return roles.includes('$all') || (user !== null && roles.some((role) => role === user.login || user.groups.includes(role)))
    },
    addUser(user: User): void {
      keep({ user })
      users.set(user.login, user)
    },
    hide: (stream: string, before: number): void => void hidden.set(stream, before),
    scavenge: (): void => {
      for (const stream of hidden.keys()) scavenged.add(stream)
    },
    /** As whoever can write the files would. */
    damage(what: 'edit' | 'remove' | 'swap', stream: string, revision: number): void {
      const those = streams.get(stream)!
      const record = those[revision]!
      if (what === 'edit') record.data = Buffer.from(Buffer.from(record.data, 'base64').toString('utf8').replace('"actorid":"p-1"', '"actorid":"p-9"')).toString('base64')
      if (what === 'remove') {
        those.splice(revision, 1)
        records.splice(records.indexOf(record), 1)
      }
      if (what === 'swap') {
        const next = those[revision + 1]!
        const { data, metadata } = record
        Object.assign(record, { data: next.data, metadata: next.metadata })
        Object.assign(next, { data, metadata })
      }
    },
    /** The log as it was before its last so many records: an older copy of the files. */
    forget(count: number): void {
      for (const record of records.splice(records.length - count)) streams.get(record.stream)!.pop()
    },
    close: (): void => closeSync(fd),
  }
}

export type DoubleLog = ReturnType<typeof openLog>
