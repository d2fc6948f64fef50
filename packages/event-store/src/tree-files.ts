// The tree over a log in files, so that a proof reads some dozen hashes and not the log: all nodes that will not change any more,
// those of one height in one file, in order; and beside the leaves where each lies in the log. Everything here can be made again.
// T1 What a place in a file holds follows from the log alone: several processes that write at once write the same.
// T2 Leaves are written last: as many as there are, everything above them is there too.
// T3 No proof is given that was not held against the seal it is for; files that do not fit are made anew, once.
import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { assert, Fault } from '@zhijian/kernel'
import type { HashName, Position } from './envelope.ts'
import { inTurn } from './in-turn.ts'
import { eventLeaf, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import type { EventStore } from './port.ts'
import type { SealedTree } from './seal.ts'

export interface LogTree {
  /** Where the event at a position stands under this seal. @throws Fault `seal-broken` (never): the log is no longer what was sealed */
  inclusion(position: Position, seal: SealedTree): Promise<Inclusion>
  /** That the tree of the first seal begins the second's; both of one suite. @throws Fault `seal-broken` (never) */
  consistency(first: SealedTree, second: SealedTree): Promise<readonly string[]>
}

export interface Inclusion {
  /** From 0. */
  readonly index: number
  /** Hex, nearest sibling first. */
  readonly path: readonly string[]
}

const NODE = 32
const PLACE = 16
const PAGE = 1000

/** Largest power of two smaller than n; n > 1. */
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1))
const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n))

interface Files {
  readonly leaves: number
  node(height: number, at: number): string
  place(leaf: number): string
  add(rows: readonly { readonly leaf: string; readonly position: string }[]): void
  close(): void
}

const openFiles = (folder: string, hash: HashName): Files => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const opened = new Map<string, number>()
  const handle = (name: string): number => {
    let fd = opened.get(name)
    if (fd === undefined) opened.set(name, fd = openSync(join(folder, name), constants.O_RDWR | constants.O_CREAT, 0o600))
    return fd
  }
  const read = (name: string, at: number, bytes: number): Buffer => {
    const found = Buffer.alloc(bytes)
    readSync(handle(name), found, 0, bytes, at * bytes)
    return found
  }
  const node = (height: number, at: number): string => read(`${height}`, at, NODE).toString('hex')
  let leaves = Math.floor(fstatSync(handle('0')).size / NODE)
  return {
    get leaves() { return leaves },
    node,
    place: (leaf) => read('places', leaf, PLACE).toString('latin1'),
    add(rows) {
      const first = leaves
      let below = rows.map(({ leaf }) => leaf)
      const levels: { readonly height: number; readonly from: number; readonly nodes: readonly string[] }[] = []
      for (let height = 0, from = first; below.length > 0; height += 1) {
        levels.push({ height, from, nodes: below })
        // Whatever has both its children now, and had not before.
        const [start, end] = [Math.floor(from / 2), Math.floor((from + below.length) / 2)]
        const child = (at: number): string => (at < from ? node(height, at) : below[at - from]!)
        const above: string[] = []
        for (let at = start; at < end; at += 1) above.push(nodeHash(hash, child(2 * at), child(2 * at + 1)))
        below = above
        from = start
      }
      for (const { height, from, nodes } of levels.toReversed()) {
        if (height === 0) writeSync(handle('places'), Buffer.from(rows.map(({ position }) => position).join(''), 'latin1'), 0, undefined, first * PLACE)
        writeSync(handle(`${height}`), Buffer.from(nodes.join(''), 'hex'), 0, undefined, from * NODE)
      }
      leaves = first + rows.length
    },
    close: () => opened.forEach((fd) => closeSync(fd)),
  }
}

/** Root of the leaves from `from` to `to` (exclusive), `from` at the beginning of a subtree that large. */
const rootBetween = (files: Files, hash: HashName, from: number, to: number): string => {
  const size = to - from
  if (isPowerOfTwo(size)) return files.node(Math.log2(size), from / size)
  const k = split(size)
  return nodeHash(hash, rootBetween(files, hash, from, from + k), rootBetween(files, hash, from + k, to))
}

const inclusionPath = (files: Files, hash: HashName, index: number, from: number, to: number): readonly string[] => {
  if (to - from === 1) return []
  const middle = from + split(to - from)
  return index < middle
    ? [...inclusionPath(files, hash, index, from, middle), rootBetween(files, hash, middle, to)]
    : [...inclusionPath(files, hash, index, middle, to), rootBetween(files, hash, from, middle)]
}

const consistencyPath = (files: Files, hash: HashName, first: number, from: number, to: number, isWhole: boolean): readonly string[] => {
  if (first === to) return isWhole ? [] : [rootBetween(files, hash, from, to)]
  const middle = from + split(to - from)
  return first <= middle
    ? [...consistencyPath(files, hash, first, from, middle, isWhole), rootBetween(files, hash, middle, to)]
    : [...consistencyPath(files, hash, first, middle, to, false), rootBetween(files, hash, from, middle)]
}

/** The leaf of the event at a position: leaves lie in log order. */
const leafAt = (files: Files, position: string, leaves: number): number | null => {
  let [low, high] = [0, leaves - 1]
  while (low <= high) {
    const middle = Math.floor((low + high) / 2)
    const place = files.place(middle)
    if (place === position) return middle
    if (place < position) low = middle + 1
    else high = middle - 1
  }
  return null
}

/** @param folder of the trees; one in it per suite and epoch, as a restored log is another one from some place on */
export const openLogTree = (store: Pick<EventStore, 'tail' | 'epoch'>, folder: string): LogTree => {
  const folderOf = (hash: HashName): string => join(folder, `${store.epoch}.${hash}`)

  const grown = async (files: Files, seal: SealedTree): Promise<void> => {
    if (files.leaves >= seal.size) return
    const stop = new AbortController()
    for await (const batch of store.tail(files.leaves === 0 ? null : files.place(files.leaves - 1) as Position, {}, stop.signal, { batch: PAGE })) {
      files.add(batch.events.filter(({ position }) => position <= seal.position).map((event) => ({ leaf: eventLeaf(seal.hash, event), position: event.position })))
      if (batch.through >= seal.position || batch.caughtUp) stop.abort()
    }
  }
  const broken = (seal: SealedTree): Fault => new Fault('seal-broken', `the events up to ${seal.position} are not those that were sealed; run: zhijian check`, { retry: 'never' })

  /** T3. @param prove null when what it proves does not hold */
  const proved = async <T>(seal: SealedTree, prove: (files: Files) => T | null): Promise<T> => {
    for (const isLast of [false, true]) {
      const files = openFiles(folderOf(seal.hash), seal.hash)
      try {
        await grown(files, seal)
        const isLong = files.leaves >= seal.size && files.place(seal.size - 1) === seal.position
        const proof = isLong ? prove(files) : null
        if (proof !== null) return proof
      } finally {
        files.close()
      }
      if (!isLast) rmSync(folderOf(seal.hash), { recursive: true, force: true })
    }
    throw broken(seal)
  }
  // One after another: a proof that waits for the tree to grow finds it grown.
  const afterOthers = inTurn()
  return {
    inclusion: (position, seal) => afterOthers(() => proved(seal, (files) => {
      const index = leafAt(files, position, seal.size)
      if (index === null) throw new Fault('not-sealed', `the seal at ${seal.position} does not cover ${position}`, { retry: 'later' })
      const path = inclusionPath(files, seal.hash, index, 0, seal.size)
      return verifyInclusion(seal.hash, files.node(0, index), index, seal.size, path, seal.root) ? { index, path } : null
    })),
    consistency(first, second) {
      assert(first.hash === second.hash && first.size >= 1 && first.size <= second.size, 'two seals of one suite, the earlier first')
      return afterOthers(() => proved(second, (files) => {
        const path = consistencyPath(files, second.hash, first.size, 0, second.size, true)
        return verifyConsistency(second.hash, first, second, path) ? path : null
      }))
    },
  }
}
