// Positions in a folder. What comes is added to a tail (position-tail.ts); now and then tails are made into packs (position-pack.ts), each of one
// span of sixteen days, which is a span of keeping too: what is too old goes by whole files, without opening any.
// F1 The manifest names the packs, and the first tail that counts. It is replaced in one step, so that a kill finds either all of a compaction or none.
// F2 A new pack joins those of its span that are not larger than twice what joins already, so that nothing is written anew more often than its
//    size doubles.
// F3 A track that is forgotten is struck out in the packs, and the tail it is in is compacted without it.
// F4 One process holds a folder. Whoever only looks needs no hold: he sees it as it was at one moment.
//
//   manifest.json · tail-<n> · pack-<n>
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PersonId, SuperviseeId } from '@zhijian/contracts'
import { Fault, isFault } from '@zhijian/kernel'
import { packed, unpacked, type KeptFix } from '@zhijian/positions'
import { asDiskFault, openBytes, sealBytes, type KeyRing, type SuiteName } from '@zhijian/privacy'
import { z } from 'zod'
import type { PositionLog, Track } from '../ingest/position-log.ts'
import { keyOf, Pack, PackWriter, type Block } from './position-pack.ts'
import { Tail, type Kind, type TornTail } from './position-tail.ts'

const SPAN_MS = 16 * 86_400_000
const spanOf = (at: number): number => Math.floor(at / SPAN_MS)
/** The span of notes: they do not age. */
const NOTES = -1
/** Fixes of one box. */
const BOX = 4096
/** Packs of one span that join. */
const JOIN = 4

const Manifest = z.strictObject({
  format: z.literal(1), tailFrom: z.int().min(1), next: z.int().min(1), keepFrom: z.number(), packs: z.array(z.strictObject({ number: z.int().min(1), span: z.int() })),
})
type Manifest = z.infer<typeof Manifest>

export interface FilePositionLogOptions {
  readonly folder: string
  readonly keyring: KeyRing
  readonly suite?: SuiteName
  readonly random?: (bytes: number) => Uint8Array
  /** A tail as large as this is compacted by itself; 0: only when it is asked for. Default 64 MB. */
  readonly tailBytes?: number
  readonly onTorn?: (torn: TornTail) => void
  /** What went wrong with a compaction that nobody asked for: it is tried again with the next one. */
  readonly onFailed?: (error: unknown) => void
}

const nameOf = ({ person, superviseeId }: Track): string => `${person}/${superviseeId}`
const trackOf = (name: string): Track => {
  const at = name.lastIndexOf('/')
  return { person: name.slice(0, at) as PersonId, superviseeId: name.slice(at + 1) as SuperviseeId }
}
const bound = (name: string, kind: 'fixes' | 'note'): string => `track\0${name}\0${kind}`
const openedFixes = (key: Uint8Array, name: string, box: Uint8Array): readonly KeptFix[] => unpacked(openBytes(key, bound(name, 'fixes'), box))
const isGone = (error: unknown): boolean => isFault(error, 'person-erased') || isFault(error, 'no-such-key')

/** Order of a fix in its track, and whether two are one. */
const compare = (a: KeptFix, b: KeptFix): number => a.at - b.at || a.receivedAt - b.receivedAt || a.lng - b.lng || a.lat - b.lat
const isSame = (a: KeptFix, b: KeptFix): boolean => compare(a, b) === 0 && a.errorM === b.errorM && a.source === b.source && a.isMock === b.isMock
/** L3 */
const inOrder = (fixes: KeptFix[]): readonly KeptFix[] => fixes.sort(compare).filter((fix, at) => at === 0 || !isSame(fixes[at - 1]!, fix))

/** @throws Fault `position-log-damaged` (never) · `store-full` · `store-unavailable` (later) */
export const openFilePositionLog = async (options: FilePositionLogOptions): Promise<PositionLog> => {
  const { folder, keyring, tailBytes = 67_108_864, onTorn = () => {}, onFailed = () => {} } = options
  const sealing = { ...(options.suite === undefined ? {} : { suite: options.suite }), ...(options.random === undefined ? {} : { random: options.random }) }
  const tailFile = (number: number): string => join(folder, `tail-${number}`)
  const packFile = (number: number): string => join(folder, `pack-${number}`)
  const manifestFile = join(folder, 'manifest.json')

  const syncFolder = async (): Promise<void> => {
    const handle = await open(folder)
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
  /** F1 */
  const publish = async (next: Manifest): Promise<void> => {
    const handle = await open(`${manifestFile}.part`, 'w', 0o600)
    try {
      await writeFile(handle, JSON.stringify(next))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(`${manifestFile}.part`, manifestFile)
    await syncFolder()
    manifest = next
  }

  let manifest = readManifest(manifestFile)
  let packs: readonly Pack[] = []
  let tails: readonly Tail[] = []
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    packs = await Promise.all(manifest.packs.map(({ number, span }) => Pack.open(packFile(number), span)))
    const numbers: number[] = []
    const known = new Set(manifest.packs.map(({ number }) => `pack-${number}`))
    for (const file of readdirSync(folder)) {
      const [, kind, digits] = /^(tail|pack)-(\d+)$/.exec(file) ?? []
      const number = Number(digits)
      if (kind === 'tail' && number >= manifest.tailFrom) numbers.push(number)
      // K1: what a killed compaction left.
      else if (file.endsWith('.part') || (kind === 'pack' && !known.has(file)) || kind === 'tail') rmSync(join(folder, file))
    }
    for (const number of numbers.sort((a, b) => a - b)) tails = [...tails, await Tail.open(tailFile(number), number, onTorn)]
    // A kill may have come between a track's being forgotten and its being struck out.
    for (const tail of tails) for (const name of tail.forgotten) for (const pack of packs) await pack.zero(name, keyOf(name))
  } catch (error) {
    for (const each of [...packs, ...tails]) await each.close()
    throw asDiskFault(error)
  }
  let nextNumber = Math.max(manifest.next, ...tails.map(({ number }) => number + 1), ...manifest.packs.map(({ number }) => number + 1))

  const sealedFixes = (key: Uint8Array, name: string, fixes: readonly KeptFix[]): Buffer => sealBytes(key, bound(name, 'fixes'), packed(fixes), sealing)

  let beginning: Promise<Tail> | null = null
  const beginTail = (): Promise<Tail> => (beginning ??= (async () => {
    const number = nextNumber
    nextNumber += 1
    const tail = await Tail.open(tailFile(number), number, onTorn)
    await syncFolder()
    tails = [...tails, tail]
    return tail
  })().finally(() => { beginning = null }))
  const appendToTail = async (kind: Kind, name: string, box: Uint8Array): Promise<void> => {
    for (;;) {
      const last = tails.at(-1)
      const tail = last?.takes === true ? last : await beginTail()
      // Between the look and the writing nothing is awaited: nobody freezes it meanwhile.
      if (tail.takes) return tail.append(kind, name, box)
    }
  }

  /** Who reads what is about to be closed. */
  const readers = new Set<Promise<unknown>>()
  const reading = <T>(work: () => Promise<T>): Promise<T> => {
    const running = work().finally(() => readers.delete(running))
    readers.add(running)
    return running
  }
  const retire = async (gone: readonly (Pack | Tail)[]): Promise<void> => {
    const before = [...readers]
    for (const { file } of gone) await rm(file, { force: true })
    await Promise.allSettled(before)
    for (const each of gone) await each.close()
  }

  /** Compactions, expiry and forgetting one after the other. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => {})
    return mine
  }

  /** Blocks of several sources, by key, those of one track together. */
  async function* together(sources: readonly AsyncIterator<Block>[]): AsyncGenerator<readonly Block[]> {
    const heads = await Promise.all(sources.map(async (source) => ({ source, head: (await source.next()).value as Block | undefined })))
    for (;;) {
      let least: Block | null = null
      for (const { head } of heads) if (head !== undefined && (least === null || isBefore(head, least))) least = head
      if (least === null) return
      const found: Block[] = []
      for (const each of heads) {
        while (each.head !== undefined && each.head.name === least.name) {
          found.push(each.head)
          each.head = (await each.source.next()).value as Block | undefined
        }
      }
      yield found
    }
  }
  /** The key of a track; null: it is destroyed, and what is sealed with it is nothing any more. */
  const keyOrNull = (name: string): Promise<Uint8Array | null> => keyring.existingKey(trackOf(name).person).catch((error: unknown) => {
    if (isGone(error)) return null
    throw error
  })

  /** A pack of one span out of others. What cannot be opened now (a person who is restricted) is carried over as it is. */
  const madePack = async (span: number, sources: readonly AsyncIterator<Block>[]): Promise<number | null> => {
    const number = nextNumber
    nextNumber += 1
    const writer = await PackWriter.create(packFile(number))
    let count = 0
    try {
      for await (const blocks of together(sources)) {
        const { name, key: place } = blocks[0]!
        try {
          const key = await keyOrNull(name)
          if (key === null) continue
          if (span === NOTES) await writer.add(name, place, blocks.at(-1)!.box, 0)
          else {
            const fixes = inOrder(blocks.flatMap(({ box }) => openedFixes(key, name, box))).filter(({ at }) => at >= manifest.keepFrom)
            for (let from = 0; from < fixes.length; from += BOX) {
              const some = fixes.slice(from, from + BOX)
              await writer.add(name, place, sealedFixes(key, name, some), some.length)
            }
          }
        } catch (error) {
          if (!isFault(error, 'person-restricted')) throw error
          for (const { box } of blocks) await writer.add(name, place, box, 0)
        }
        count += 1
        if (count % 64 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      if (count === 0) {
        await writer.abandon()
        return null
      }
      await writer.finish()
      return number
    } catch (error) {
      await writer.abandon()
      throw error
    }
  }

  /** What lies in tails, as blocks of each span. Held in memory: a tail is bounded. */
  const fromTails = async (old: readonly Tail[]): Promise<ReadonlyMap<number, Block[]>> => {
    const spans = new Map<number, Block[]>()
    const put = (span: number, block: Block): void => {
      const found = spans.get(span)
      if (found === undefined) spans.set(span, [block])
      else found.push(block)
    }
    const names = [...new Set(old.flatMap((tail) => [...tail.names()]))].map((name) => ({ name, key: keyOf(name) })).sort((a, b) => a.key.compare(b.key) || (a.name < b.name ? -1 : 1))
    for (const [count, { name, key }] of names.entries()) {
      if (count % 64 === 63) await new Promise((resolve) => setImmediate(resolve))
      const boxes: Buffer[] = []
      let note: Buffer | null = null
      for (const tail of since(old, name)) {
        boxes.push(...await tail.fixes(name))
        note = await tail.note(name) ?? note
      }
      if (note !== null) put(NOTES, { name, key, box: note })
      const opening = await keyOrNull(name).catch((error: unknown) => {
        if (isFault(error, 'person-restricted')) return 'restricted' as const
        throw error
      })
      if (opening === null) continue
      if (opening === 'restricted') {
        for (const box of boxes) await appendToTail('fixes', name, box)
        continue
      }
      const bySpan = Map.groupBy(boxes.flatMap((box) => openedFixes(opening, name, box)), ({ at }) => spanOf(at))
      for (const [span, fixes] of bySpan) {
        const kept = inOrder(fixes)
        for (let from = 0; from < kept.length; from += BOX) put(span, { name, key, box: sealedFixes(opening, name, kept.slice(from, from + BOX)) })
      }
    }
    return spans
  }

  const replacePacks = async (added: readonly { readonly number: number; readonly span: number }[], gone: readonly Pack[], tailFrom: number): Promise<void> => {
    const fresh = await Promise.all(added.map(({ number, span }) => Pack.open(packFile(number), span)))
    await syncFolder()
    const old = tails.filter(({ number }) => number < tailFrom)
    const goneFiles = new Set(gone.map(({ file }) => file))
    await publish({ ...manifest, tailFrom, next: nextNumber, packs: [...manifest.packs.filter(({ number }) => !goneFiles.has(packFile(number))), ...added] })
    packs = [...packs.filter((pack) => !gone.includes(pack)), ...fresh]
    tails = tails.filter((tail) => !old.includes(tail))
    await retire([...gone, ...old])
  }

  const compactTails = async (): Promise<void> => {
    if (tails.every((tail) => tail.names().next().done === true && tail.forgotten.size === 0)) return
    // What is acknowledged from now on goes into another file.
    const tailFrom = (await beginTail()).number
    const old = tails.filter(({ number }) => number < tailFrom)
    for (const tail of old) await tail.freeze()
    const added: { readonly number: number; readonly span: number }[] = []
    for (const [span, blocks] of await fromTails(old)) {
      if (span !== NOTES && (span + 1) * SPAN_MS <= manifest.keepFrom) continue
      const number = await madePack(span, [over(blocks)])
      if (number !== null) added.push({ number, span })
    }
    await replacePacks(added, [], tailFrom)
    for (const span of new Set(added.map((each) => each.span))) await joinSpan(span)
  }
  /** F2 */
  const joinSpan = async (span: number): Promise<void> => {
    const those = packs.filter((pack) => pack.span === span)
    let joined = 0
    let bytes = 0
    for (const pack of those.toReversed()) {
      if (joined > 0 && pack.bytes > 2 * bytes) break
      joined += 1
      bytes += pack.bytes
    }
    if (joined < JOIN) return
    const gone = those.slice(-joined)
    const number = await madePack(span, gone.map((pack) => pack.blocks()))
    await replacePacks(number === null ? [] : [{ number, span }], gone, manifest.tailFrom)
  }

  let isCompacting = false
  const afterWriting = (): void => {
    if (tailBytes === 0 || isCompacting || tails.reduce((bytes, { size }) => bytes + size, 0) < tailBytes) return
    isCompacting = true
    void inTurn(compactTails).catch(onFailed).finally(() => { isCompacting = false })
  }
  const write = async (kind: Kind, name: string, box: Uint8Array): Promise<void> => {
    await appendToTail(kind, name, box)
    afterWriting()
  }
  return {
    async append(track, fixes) {
      if (fixes.length === 0) return
      const name = nameOf(track)
      const key = await keyring.keyFor(track.person)
      await write('fixes', name, sealedFixes(key, name, fixes))
    },
    read: (track, from, until) => reading(() => fixesOf(keyring, { packs, tails, keepFrom: manifest.keepFrom }, track, from, until)),
    async setNote(track, note) {
      const name = nameOf(track)
      await write('note', name, sealBytes(await keyring.keyFor(track.person), bound(name, 'note'), note, sealing))
    },
    note: (track) => reading(async () => {
      const name = nameOf(track)
      const [theseTails, thesePacks] = [tails, packs]
      let box: Buffer | null = null
      for (const tail of since(theseTails, name)) box = await tail.note(name) ?? box
      for (const pack of thesePacks.toReversed()) {
        if (box !== null) break
        if (pack.span === NOTES) box = (await pack.boxes(name, keyOf(name))).at(-1) ?? null
      }
      return box === null ? null : openBytes(await keyring.existingKey(track.person), bound(name, 'note'), box)
    }),
    forget: (track) => inTurn(async () => {
      const name = nameOf(track)
      await write('forgotten', name, Buffer.alloc(0))
      for (const pack of packs) await pack.zero(name, keyOf(name))
      await compactTails()
    }),
    expire: (before) => inTurn(async () => {
      if (before <= manifest.keepFrom) return
      const gone = packs.filter(({ span }) => span !== NOTES && (span + 1) * SPAN_MS <= before)
      manifest = { ...manifest, keepFrom: before }
      await replacePacks([], gone, manifest.tailFrom)
      for (const file of readdirSync(folder)) if (file.endsWith('.cut') && statSync(join(folder, file)).mtimeMs < before) await rm(join(folder, file), { force: true })
    }),
    compact: () => inTurn(compactTails),
    size: () => ({
      fixes: packs.reduce((sum, { fixes }) => sum + fixes, 0), bytes: packs.reduce((sum, { bytes }) => sum + bytes, 0), tailBytes: tails.reduce((sum, { size }) => sum + size, 0),
    }),
    async close() {
      await turn
      for (const each of [...tails, ...packs]) await each.close()
    },
  }
}

/** What was written before a track was forgotten in a later tail is forgotten with it. */
const since = (those: readonly Tail[], name: string): readonly Tail[] => those.slice(Math.max(0, those.findLastIndex(({ forgotten }) => forgotten.has(name))))

interface Held {
  readonly packs: readonly Pack[]
  readonly tails: readonly Tail[]
  readonly keepFrom: number
}
const fixesOf = async (keyring: Pick<KeyRing, 'existingKey'>, { packs, tails, keepFrom }: Held, track: Track, from: number, until: number): Promise<readonly KeptFix[]> => {
  const name = nameOf(track)
  const key = await keyring.existingKey(track.person).catch((error: unknown) => {
    if (isFault(error, 'no-such-key')) return null
    throw error
  })
  if (key === null) return []
  const [place, least] = [keyOf(name), Math.max(from, keepFrom)]
  const isStruckOut = tails.some(({ forgotten }) => forgotten.has(name))
  const those = isStruckOut ? [] : packs.filter(({ span }) => span !== NOTES && (span + 1) * SPAN_MS > least && span * SPAN_MS < until)
  const boxes = await Promise.all([...those.map((pack) => pack.boxes(name, place)), ...since(tails, name).map((tail) => tail.fixes(name))])
  return inOrder(boxes.flat().flatMap((box) => openedFixes(key, name, box)).filter(({ at }) => at >= least && at < until))
}

export interface PositionLook extends Pick<PositionLog, 'read' | 'close'> {
  /** What was taken before is not kept any more. */
  readonly keptFrom: number
}
/** A compaction replaces files while they are opened; it takes minutes, and opening them a moment. */
const LOOKS = 20

/**
 * The positions of a folder as they lie there, for whoever audits them: F4, nothing is written, cut or removed.
 * @throws Fault `position-log-damaged` (never) · as the disk
 */
export const lookIntoPositions = async (folder: string, keyring: Pick<KeyRing, 'existingKey'>): Promise<PositionLook> => {
  const file = join(folder, 'manifest.json')
  for (let look = 1; ; look += 1) {
    const manifest = readManifest(file)
    const opened: (Pack | Tail)[] = []
    const isAsItWas = (): boolean => JSON.stringify(readManifest(file)) === JSON.stringify(manifest)
    try {
      const packs: Pack[] = []
      for (const { number, span } of manifest.packs) {
        packs.push(await Pack.open(join(folder, `pack-${number}`), span, 'looks'))
        opened.push(packs.at(-1)!)
      }
      const tails: Tail[] = []
      const numbers = filesIn(folder).flatMap((name) => /^tail-(\d+)$/.exec(name)?.[1] ?? []).map(Number)
      for (const number of numbers.filter((each) => each >= manifest.tailFrom).sort((a, b) => a - b)) {
        tails.push(await Tail.look(join(folder, `tail-${number}`), number))
        opened.push(tails.at(-1)!)
      }
      if (isAsItWas() || look === LOOKS) {
        return {
          keptFrom: manifest.keepFrom,
          read: (track, from, until) => fixesOf(keyring, { packs, tails, keepFrom: manifest.keepFrom }, track, from, until),
          async close() { for (const each of opened) await each.close() },
        }
      }
    } catch (error) {
      if (isAsItWas() || look === LOOKS) {
        for (const each of opened) await each.close()
        throw asDiskFault(error)
      }
    }
    for (const each of opened) await each.close()
  }
}
const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const isBefore = (a: Block, b: Block): boolean => {
  const order = a.key.compare(b.key)
  return order < 0 || (order === 0 && a.name < b.name)
}
async function* over(blocks: readonly Block[]): AsyncGenerator<Block> { yield* blocks }

const readManifest = (file: string): Manifest => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { format: 1, tailFrom: 1, next: 1, keepFrom: 0, packs: [] }
    throw asDiskFault(error)
  }
  try {
    return Manifest.parse(JSON.parse(text))
  } catch (cause) {
    throw new Fault('position-log-damaged', 'the manifest of the positions is damaged; put it back from its backup', { retry: 'never', cause, about: { file } })
  }
}
