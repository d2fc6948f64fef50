// The log and what vouches for it outside: its clock, a sample of it, its seals and who else was told of them; and what waits in
// it for people: requests to be forgotten, and looks at whose data nobody needs any more. All of it whether a platform runs or not.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { aggregates } from '@zhijian/embedded'
import { assertOutside, openRow, readCopies, readEnd, type OutsideCopy, type StoredRow } from '@zhijian/event-store'
import { readMarks, readWitnesses, waitingFor } from '@zhijian/host'
import { elapsedMs, isFault, minutes, type Instant } from '@zhijian/kernel'
import { foldStored } from '@zhijian/runtime/stream'
import { openLog } from '../store.ts'
import { KEY_OLD_MS } from './keys.ts'
import { codeOf, guarded, look, type Look, type Looking, type Paths } from './look.ts'

type Log = Awaited<ReturnType<typeof openLog>>

/** The clock of another process may have been read a moment later. */
const CLOCK_SLACK_MS = 1000
/** The platform seals every ten minutes and looks every minute. */
const SEAL_OLD_MS = minutes(30)
/** Rows that are read, spread evenly over the log; the last among them. */
const SAMPLE = 100

export const logLooks = async (looking: Looking): Promise<readonly Look[]> => {
  const { paths, now, env } = looking
  const { seals } = paths.folders
  let store: Log
  try {
    store = await openLog(paths, env)
  } catch (error) {
    return [look('wrong', 'doctor.log.unreadable', { code: codeOf(error) })]
  }
  try {
    const head = await store.head()
    // Where the log lies on a server, each service compares its clock itself, and says so in its readiness; and reading it over is the server's work.
    const own = 'cleanUpTo' in store ? [...await clockLook(store, head, now), ...await sampleLook(store, head)] : []
    return [
      ...own, ...sealLooks(paths, seals, store.storeId, head, now), ...witnessLooks(seals, store.storeId, env, now),
      ...await guarded('erasure', () => erasureLooks(store, now)), ...await guarded('retention', () => retentionLooks(store)),
    ]
  } catch (error) {
    return [look('wrong', 'doctor.log.unreadable', { code: codeOf(error) })]
  } finally {
    await store.close()
  }
}

const positionBefore = (position: number): string => String(position - 1).padStart(16, '0')

const clockLook = async (store: Log, head: string | null, now: Instant): Promise<Look[]> => {
  const [last] = head === null ? [] : await store.raw(positionBefore(Number(head)), 1)
  const behindMs = last ? elapsedMs(now, (JSON.parse(last.text) as { recordedat: Instant }).recordedat) : 0
  return [behindMs > CLOCK_SLACK_MS ? look('wrong', 'doctor.clock.wrong', { behindMs }) : look('ok', 'doctor.clock.ok')]
}

/** Each follows from the row before it in its stream, and this release knows what it is and by which rules it goes on. */
const sampleLook = async (store: Log, head: string | null): Promise<Look[]> => {
  if (head === null) return []
  const last = Number(head)
  const positions = [...new Set(Array.from({ length: SAMPLE }, (_, n) => Math.max(1, Math.round((last * (n + 1)) / SAMPLE))))]
  const unknown = new Set<string>()
  for (const position of positions) {
    const [row] = await store.raw(positionBefore(position), 1)
    if (row === undefined || Number(row.position) !== position) return [look('wrong', 'doctor.sample.wrong', { place: `position ${position}` })]
    const before: StoredRow | undefined = row.version === 0 ? undefined : (await store.rawStream(row.stream, row.version - 1, 1))[0]
    const event = row.version > 0 && before?.version !== row.version - 1 ? null : openRow(row, before?.hash ?? '0'.repeat(64))
    if (event === null || 'why' in event) return [look('wrong', 'doctor.sample.wrong', { place: `${row.stream}@${row.version}` })]
    const aggregate = aggregates.find(({ decider }) => row.stream.startsWith(`${decider.category}-`))
    if (aggregate && aggregate.events.read(event.type, event.data) === null) unknown.add(event.type)
    const rules = aggregate?.rules && row.version === 0 ? aggregate.rules.of(event.data) : null
    if (rules !== null && !aggregate!.rules!.shipped.includes(rules)) unknown.add(`${aggregate!.decider.category} rules ${rules}`)
  }
  return [
    look('ok', 'doctor.sample.ok', { count: positions.length }),
    ...(unknown.size === 0 ? [] : [look('wrong', 'doctor.sample.unknown', { what: [...unknown].join(', ') })]),
  ]
}

const sealLooks = (paths: Paths, seals: string, storeId: string, head: string | null, now: Instant): Look[] => {
  try {
    assertOutside(join(paths.root, 'store.json'), seals)
  } catch {
    return [look('wrong', 'doctor.seals.inside', { folder: seals })]
  }
  try {
    const copies = readCopies(seals, storeId)
    const last = copies.at(-1)
    const end = readEnd(seals, storeId)
    if (!last) return [look('warn', 'doctor.seals.none')]
    const seen = [last.place.position, end?.position ?? ''].sort().at(-1)!
    if (seen > (head ?? '')) return [look('wrong', 'doctor.seals.behind', { position: seen, head: head ?? '-' })]
    const ageMs = Math.max(0, elapsedMs(last.time, now))
    const after = Number(head ?? 0) - Number(last.place.position)
    const isCurrent = ageMs < SEAL_OLD_MS || after === 0
    const sameDisk = statSync(seals).dev === statSync(paths.root).dev
    return [
      look(isCurrent ? 'ok' : 'warn', isCurrent ? 'doctor.seals.ok' : 'doctor.seals.old', { position: String(last.data['position']), ageMs, folder: seals }),
      // What no check can tell, however young the seal is.
      look('note', after > 0 ? 'doctor.seals.after' : 'doctor.seals.covered', { count: after }),
      ...(sameDisk ? [look('note', 'doctor.seals.same-disk')] : []),
      ...sealKeyAge(copies, now),
    ]
  } catch (error) {
    return [look('wrong', 'doctor.seals.damaged', { code: codeOf(error), folder: seals })]
  }
}

/** Since the first seal that it signed. */
const sealKeyAge = (copies: readonly OutsideCopy[], now: Instant): Look[] => {
  const keyId = copies.findLast(({ data }) => data['keyId'] !== undefined)?.data['keyId']
  const first = copies.find(({ data }) => data['keyId'] === keyId)
  if (first === undefined || keyId === undefined) return []
  const ageMs = elapsedMs(first.time, now)
  return ageMs > KEY_OLD_MS ? [look('note', 'doctor.keys.age-seal', { keyId: String(keyId), ageMs })] : []
}

/** Those that were told of, and those that are named to this command as well. */
const witnessLooks = (seals: string, storeId: string, env: Looking['env'], now: Instant): Look[] => {
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
  if (named.size === 0) return [look('note', 'doctor.witness.none')]
  return [...named].filter((name) => !authorities.has(name) || marks[name]?.failing).map((name) => {
    const { failing = null, takenAt = null } = marks[name] ?? {}
    const waiting = waitingFor(marks[name], seals, storeId)
    if (failing !== null) return look('warn', 'doctor.witness.failing', { name, code: failing.code, waiting, ageMs: Math.max(0, elapsedMs(failing.since as Instant, now)) })
    return takenAt === null ? look('warn', 'doctor.witness.never', { name }) : look('ok', 'doctor.witness.ok', { name, waiting, ageMs: Math.max(0, elapsedMs(takenAt as Instant, now)) })
  })
}

const PAGE = 1000

/** Every stream of a category, folded. */
const folded = async function* <State>(store: Log, category: string): AsyncGenerator<State> {
  const aggregate = aggregates.find(({ decider }) => decider.category === category)!
  for (let after: string | undefined; ;) {
    const names = await store.streams(category, after, PAGE)
    for (const name of names) {
      const start = { state: aggregate.decider.initial(), version: -1, lastAt: null, armed: null } as Parameters<typeof foldStored>[1]
      yield (await store.read(name)).reduce((before, event) => foldStored(aggregate, before, event), start).state as State
    }
    if (names.length < PAGE) return
    after = names.at(-1)
  }
}

interface Erasing { readonly phase: string; readonly personId: string | null; readonly isHers: boolean; readonly answerBy: Instant | null; readonly confirmedAt: Instant | null }
/** A key is destroyed within seconds of the confirmation. */
const ERASED_WITHIN_MS = minutes(5)

const erasureLooks = async (store: Log, now: Instant): Promise<Look[]> => {
  let [waiting, overdue, stuck] = [0, 0, 0]
  for await (const { phase, isHers, answerBy, confirmedAt } of folded<Erasing>(store, 'erasure')) {
    if (phase === 'confirmed' && confirmedAt !== null && elapsedMs(confirmedAt, now) > ERASED_WITHIN_MS) stuck += 1
    if (phase !== 'wanted' && phase !== 'requested') continue
    if (isHers && (answerBy === null || answerBy <= now)) overdue += 1
    else waiting += 1
  }
  return [
    ...(stuck > 0 ? [look('wrong', 'doctor.erasures.stuck', { count: stuck })] : []),
    ...(overdue > 0 ? [look('wrong', 'doctor.erasures.overdue', { count: overdue })] : []),
    ...(waiting > 0 ? [look('note', 'doctor.erasures.waiting', { count: waiting })] : []),
    ...(stuck + overdue + waiting === 0 ? [look('ok', 'doctor.erasures.ok')] : []),
  ]
}

interface Reviewing { readonly unlooked: number; readonly proposal: { readonly reviewId: string; readonly at: Instant } | null }

const retentionLooks = async (store: Log): Promise<Look[]> => {
  const looks: Look[] = []
  for await (const { unlooked, proposal } of folded<Reviewing>(store, 'retention')) {
    if (unlooked > 0) looks.push(look('warn', 'doctor.retention.unlooked', { count: unlooked }))
    if (proposal !== null) looks.push(look('warn', 'doctor.retention.waiting', { reviewId: proposal.reviewId, at: proposal.at }))
  }
  return looks
}
