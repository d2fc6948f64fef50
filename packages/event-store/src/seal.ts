// The seal of the log: every so often one signed hash over everything appended so far, kept in the log itself and in
// another folder. What is claimed: tamper-evident since the last seal outside; nothing about what came after it.
// S1 `root` is the RFC 6962 tree over (stream, version, hash) of the first `size` events, the last at `position`.
// S2 `peaks` is the tree's growing end (merkle.ts): the next seal reads only what was appended since.
// S3 The stream is `log-<storeId>`; LogRestored carries the last seal's tree on, so the stream's end always has it.
// S4 LogKeyRotated is a seal too, the last one by its key: it names the key that follows, and both sign it. Where the suite of new
//    events is no longer the tree's, it also says what the same leaves are as a tree of the new suite, which goes on from there.
import { realpathSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { createPublicKey, type KeyObject } from 'node:crypto'
import { canonical, elapsedMs, Fault, isFault, minutes, type Instant, type JsonObject } from '@zhijian/kernel'
import type { StoredRow } from './chain.ts'
import { eventId, type EventMeta, type HashName, type NewEvent, type Position, type StoredEvent } from './envelope.ts'
import { inTurn } from './in-turn.ts'
import { EMPTY_TREE, eventLeaf, grow, rootOf, type TreeHead } from './merkle.ts'
import { appendCopies, lastCopy, writeEnd, writePublicKey } from './outside.ts'
import { ORIGIN, type EventStore } from './port.ts'
import { adoptNextKey, isSignedBy, keyIdOf, makeNextKey, openSealKey, settleNextKey, type SealKeyKind } from './seal-key.ts'

/** A log that can be sealed: it has a name, and a suite for its new events. */
export interface SealableStore extends EventStore {
  readonly storeId: string
  readonly hash: HashName
  /** Where it lies, if it is a file: the seals must lie elsewhere. */
  readonly file?: string
}

/** A log that services run on: sealed by them, and looked at from its end when they start. */
export interface ServiceLog extends SealableStore {
  /** The newest rows as they lie there, unchecked, in log order; fewer where the log is shorter. @param limit 1–10,000 */
  newestRows(limit: number): Promise<readonly StoredRow[]>
}

/** The tree up to a place, as it stands in LogSealed and LogRestored. */
export interface SealedTree {
  readonly position: Position
  readonly size: number
  /** Hex. */
  readonly root: string
  readonly peaks: readonly string[]
  /** Suite of the tree. */
  readonly hash: HashName
}

export interface Seal extends SealedTree {
  /** Root of the seal before; null for the first. */
  readonly previous: string | null
  readonly keyId: string
  /** base64url, over everything else, the time and the store's name: see statementOf. */
  readonly signature: string
}

/** The last seal by a key (S4). */
export interface Rotation extends Seal {
  readonly next: {
    readonly keyId: string
    /** SPKI, DER, base64url. */
    readonly publicKey: string
    /** The same leaves in the suite that follows; null: the tree's suite stays. */
    readonly tree: Pick<SealedTree, 'hash' | 'root' | 'peaks'> | null
  }
  /** By the key that follows, over the same: it is there, and agrees. */
  readonly nextSignature: string
}

export const SEALED = 'LogSealed'
export const ROTATED = 'LogKeyRotated'
export const RESTORED = 'LogRestored'
export const logStream = (storeId: string): string => `log-${storeId}`

/** What the signatures are over. */
export const statementOf = (storeId: string, time: Instant, seal: Seal | Rotation): JsonObject => {
  const { signature: _signature, nextSignature: _next, ...said } = seal as Rotation
  return JSON.parse(canonical({ store: storeId, time, ...said } as unknown as JsonObject)) as JsonObject
}

export const isSealSigned = (key: KeyObject, storeId: string, time: Instant, seal: Seal | Rotation): boolean =>
  isSignedBy(key, statementOf(storeId, time, seal), seal.signature)

/** The key that a rotation names, or null when it names none, or that key did not sign. */
export const nextKeyOf = (storeId: string, time: Instant, rotation: Rotation): KeyObject | null => {
  try {
    const key = createPublicKey({ key: Buffer.from(rotation.next.publicKey, 'base64url'), type: 'spki', format: 'der' })
    const isItself = keyIdOf(key) === rotation.next.keyId && isSignedBy(key, statementOf(storeId, time, rotation), rotation.nextSignature)
    return isItself ? key : null
  } catch {
    return null
  }
}

/** An event about the log itself, by the platform. */
export const logEvent = (type: string, at: Instant, cause: string, hashalg: HashName, data: JsonObject): NewEvent => {
  const id = eventId(at, cause, 0)
  const meta: EventMeta = {
    source: '/event-store', time: at, recordedat: at, cause: `log:${type.slice(0, type.lastIndexOf('.v'))}`,
    actorid: 'system', actorrole: 'system', correlationid: id, hashalg,
  }
  return { id, type, data, meta }
}

export interface Restoring {
  /** Position of the last event that is there; null for none. */
  readonly restoredTo: string | null
  readonly epoch: string
  readonly previousEpoch: string
  /** When the copy was made, wall time. */
  readonly backupAt: Instant
}

/** LogRestored: first of a log's new epoch, carrying on the tree of the last seal that is there (S3). */
export const restoredEvent = (store: SealableStore, last: StoredEvent | null, now: Instant, what: Restoring): NewEvent =>
  logEvent(`${RESTORED}.v1`, now, `${logStream(store.storeId)}/${what.epoch}`, store.hash, { ...treeOf(last, store.hash), ...what } as unknown as JsonObject)

const damagedSeal = (event: StoredEvent, why: string): Fault =>
  new Fault('seal-broken', `${event.stream}@${event.version}: ${why}; run: zhijian check`, { retry: 'never' })

/** The tree that the log's own stream ends with. @throws Fault `seal-broken` (never) when peaks and root disagree */
export const treeOf = (last: StoredEvent | null, hash: HashName): SealedTree => {
  if (last === null) return emptyTree(hash)
  const tree = last.data as unknown as SealedTree
  if (rootOf(tree.hash, tree) !== tree.root) throw damagedSeal(last, 'its peaks are not those of its root')
  const left = treeAfter(tree)
  if (rootOf(left.hash, left) !== left.root) throw damagedSeal(last, 'its peaks in the new suite are not those of its root')
  return left
}

/** The tree that a seal, a rotation or a restoration leaves for what follows. */
export const treeAfter = (data: SealedTree | Rotation): SealedTree => {
  const { position, size, root, peaks, hash } = data
  const turned = 'next' in data ? data.next.tree : null
  return { position, size, ...(turned ?? { root, peaks, hash }) }
}

const emptyTree = (hash: HashName): SealedTree => ({ position: ORIGIN, ...EMPTY_TREE, root: rootOf(hash, EMPTY_TREE), hash })

/** The tree with everything up to and including `through`; `added` counts events of other streams than the log's own. */
const treeThrough = async (
  store: SealableStore, from: SealedTree, through: Position,
): Promise<{ readonly tree: SealedTree; readonly added: number }> => {
  let tree: TreeHead = from
  let position = from.position
  let added = 0
  const stop = new AbortController()
  for await (const batch of store.tail(from.position, {}, stop.signal, { batch: 1000 })) {
    for (const event of batch.events) {
      if (event.position > through) break
      tree = grow(from.hash, tree, eventLeaf(from.hash, event))
      position = event.position
      if (event.stream !== logStream(store.storeId)) added += 1
    }
    if (batch.through >= through) stop.abort()
  }
  return { tree: { position, size: tree.size, peaks: tree.peaks, root: rootOf(from.hash, tree), hash: from.hash }, added }
}

export interface SealerOptions {
  readonly store: SealableStore
  /** Of the private key: openSealKey. */
  readonly keyFile: string
  /** Of a key that is made now. Default Ed25519. */
  readonly keyKind?: SealKeyKind
  /** Another folder than the log's, better another disk or host. */
  readonly sealsDir: string
  /** Wall time between two seals. Default 10 minutes. */
  readonly intervalMs?: number
}

export interface Sealer {
  /**
   * Seals what was appended since the last seal, if there is anything and it is time; the first seal is made at once.
   * Also brings the copies outside up to date, so a folder that was away is filled when it is back.
   * @param now wall time @param options.force not waiting for the interval: before a backup, at a clean stop
   * @returns the new seal, or null when there was nothing to seal or another process did it
   * @throws Fault `seals-unavailable` (later): the seal is in the log, but not yet outside · what `tail` and `append` throw
   */
  seal(now: Instant, options?: { readonly force?: boolean }): Promise<Seal | null>
  /**
   * Seals everything once more and names the key that signs from now on (S4). A tree of another suite than the log's new events is
   * turned into that suite: then everything is read once.
   * @param kind of the new key
   * @throws Fault `seals-unavailable` (later): the key has changed, the copy outside follows with the next seal · what `tail` and `append` throw
   */
  rotate(now: Instant, kind: SealKeyKind): Promise<Rotation>
}

/** Real path of the nearest folder that exists: links do not lead the two folders together unnoticed. */
const realFolder = (folder: string): string => {
  try {
    return realpathSync(folder)
  } catch {
    return dirname(folder) === folder ? folder : `${realFolder(dirname(folder))}/${relative(dirname(folder), folder)}`
  }
}

/** @throws Fault `seals-inside-data` (never) */
export const assertOutside = (file: string, sealsDir: string): void => {
  const way = relative(realFolder(dirname(file)), realFolder(sealsDir))
  if (way === '' || !(way === '..' || way.startsWith('../'))) {
    throw new Fault('seals-inside-data', 'the seals must be kept outside the folder of the log', { retry: 'never' })
  }
}

/** @throws Fault `seals-inside-data` · `seal-key-unusable` (never) · `seals-unavailable` (later) */
export const createSealer = ({ store, keyFile, keyKind, sealsDir, intervalMs = minutes(10) }: SealerOptions): Sealer => {
  if (store.file !== undefined && store.file !== ':memory:') assertOutside(store.file, sealsDir)
  const stream = logStream(store.storeId)
  let key = openSealKey(keyFile, keyKind)
  writePublicKey(sealsDir, key.keyId, key.publicPem)
  /** Before anything is signed: a change of keys that was cut off is finished, and one by another process of this host is seen. */
  const settleKey = async (): Promise<void> => {
    await settleNextKey(keyFile, async (keyId) =>
      (await store.read(stream)).some(({ type, data }) => type === `${ROTATED}.v1` && (data as unknown as Rotation).next.keyId === keyId))
    key = openSealKey(keyFile)
  }
  const copyOutside = async (): Promise<void> => {
    writePublicKey(sealsDir, key.keyId, key.publicPem)
    const missing = await store.read(stream, (lastCopy(sealsDir, store.storeId)?.place.version ?? -1) + 1)
    if (missing.length === 0) return
    appendCopies(sealsDir, store.storeId, store.epoch, missing)
    writeEnd(sealsDir, store.storeId, { ...missing.at(-1)!, epoch: store.epoch })
  }
  const previousOf = (last: StoredEvent | null): string | null => (last === null ? null : (last.data as unknown as SealedTree).root)
  const append = async (type: string, now: Instant, last: StoredEvent | null, { size, root, ...data }: Seal): Promise<void> => {
    const event = logEvent(`${type}.v1`, now, `${stream}/${size}/${root}`, store.hash, JSON.parse(canonical({ size, root, ...data } as unknown as JsonObject)) as JsonObject)
    await store.append(stream, [event], last === null ? 'no-stream' : last.version)
  }

  const sealOnce = async (now: Instant, force: boolean): Promise<Seal | null> => {
    await settleKey()
    const last = await store.lastEvent(stream)
    const sinceMs = last === null ? 0 : elapsedMs(last.meta.time, now)
    // A seal from a time that has not come: the machine's clock was set back since, and nobody waits until it is there again.
    const isDue = force || last === null || ![`${SEALED}.v1`, `${ROTATED}.v1`].includes(last.type) || sinceMs >= intervalMs || sinceMs < 0
    const head = isDue ? await store.head() : null
    if (head === null) {
      await copyOutside()
      return null
    }
    const { tree, added } = await treeThrough(store, treeOf(last, store.hash), head)
    let seal: Seal | null = null
    if (added > 0) {
      const unsigned: Seal = { ...tree, previous: previousOf(last), keyId: key.keyId, signature: '' }
      seal = { ...unsigned, signature: key.sign(statementOf(store.storeId, now, unsigned)) }
      try {
        await append(SEALED, now, last, seal)
      } catch (error) {
        // Another process of this host sealed meanwhile.
        if (!isFault(error, 'version-conflict')) throw error
        seal = null
      }
    }
    await copyOutside()
    return seal
  }

  const rotateOnce = async (now: Instant, kind: SealKeyKind): Promise<Rotation> => {
    await settleKey()
    const last = await store.lastEvent(stream)
    const { tree } = await treeThrough(store, treeOf(last, store.hash), (await store.head()) ?? ORIGIN)
    const turned = tree.hash === store.hash ? null : (await treeThrough(store, emptyTree(store.hash), tree.position)).tree
    const next = makeNextKey(keyFile, kind)
    writePublicKey(sealsDir, next.keyId, next.publicPem)
    const unsigned: Rotation = {
      ...tree, previous: previousOf(last), keyId: key.keyId, signature: '', nextSignature: '',
      next: {
        keyId: next.keyId, publicKey: createPublicKey(next.publicPem).export({ type: 'spki', format: 'der' }).toString('base64url'),
        tree: turned && { hash: turned.hash, root: turned.root, peaks: turned.peaks },
      },
    }
    const statement = statementOf(store.storeId, now, unsigned)
    const rotation: Rotation = { ...unsigned, signature: key.sign(statement), nextSignature: next.sign(statement) }
    await append(ROTATED, now, last, rotation)
    adoptNextKey(keyFile)
    key = next
    await copyOutside()
    return rotation
  }

  // One after another: a seal by the old key must not come after the log said that another one follows.
  const afterOthers = inTurn()
  return {
    seal: (now, { force = false } = {}) => afterOthers(() => sealOnce(now, force)),
    rotate: (now, kind) => afterOthers(async () => {
      for (;;) {
        try {
          return await rotateOnce(now, kind)
        } catch (error) {
          // Another host sealed meanwhile, or this append landed without an answer: settleKey finds out which.
          if (!isFault(error, 'version-conflict')) throw error
        }
      }
    }),
  }
}
