// Proofs out of files: the same as from all leaves at once, for every size and pair, also after the files were lost, cut off or changed.
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFault, plus, type Instant } from '@zhijian/kernel'
import { isConsistent, proveConsistency, type ConsistencyProof } from '../src/consistency.ts'
import { sampleEvent } from '../src/contract.ts'
import type { HashName, Position } from '../src/envelope.ts'
import { consistencyProof, eventLeaf, inclusionProof, verifyConsistency, verifyInclusion } from '../src/merkle.ts'
import { createSealer, logStream, type Seal, type Sealer, type SealedTree } from '../src/seal.ts'
import { openSqliteStore, type SqliteStore } from '../src/sqlite.ts'
import { openLogTree } from '../src/tree-files.ts'
import { newFolder } from './sqlite-log.ts'

const NINE = '2026-11-22T09:00:00.000Z' as Instant
const after = (minutes: number): Instant => plus(NINE, minutes * 60_000)

let folder: string
let store: SqliteStore
let sealer: Sealer
let n = 0
const open = async (hash: HashName): Promise<void> => {
  store = await openSqliteStore({ file: join(folder, 'data', 'log.db'), hash })
  sealer = createSealer({ store, keyFile: join(folder, 'seal.key'), sealsDir: join(folder, 'outside') })
}
beforeEach(async () => {
  folder = newFolder()
  mkdirSync(join(folder, 'data'))
  await open('sha256')
})
afterEach(async () => {
  await store.close().catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})
const put = (events: number): Promise<unknown> =>
  store.append(`note-${n}`, Array.from({ length: events }, () => sampleEvent(`c${n++}`, {}, { hashalg: store.hash })), 'no-stream')
const trees = (): string => join(folder, 'trees')
const leavesOf = (seal: SealedTree): readonly string[] => store.raw(null, 5000).slice(0, seal.size).map((row) => eventLeaf(seal.hash, row))
const at = (index: number): Position => store.raw(null, 5000)[index]!.position as Position

describe('proofs from files', () => {
  it('are those of the tree over all leaves, however it grew', async () => {
    const seals: Seal[] = []
    for (const events of [1, 2, 1, 5, 3, 8, 1, 1, 13]) {
      await put(events)
      seals.push((await sealer.seal(after(seals.length), { force: true }))!)
    }
    for (const [place, seal] of seals.entries()) {
      // Each seal by files that are grown further as the next is asked for.
      const tree = openLogTree(store, trees())
      const leaves = leavesOf(seal)
      for (let index = 0; index < seal.size; index += 1) {
        const proof = await tree.inclusion(at(index), seal)
        expect(proof).toEqual({ index, path: inclusionProof('sha256', leaves, index) })
        expect(verifyInclusion('sha256', leaves[index]!, index, seal.size, proof.path, seal.root)).toBe(true)
      }
      for (const first of seals.slice(0, place + 1)) {
        const path = await tree.consistency(first, seal)
        expect(path).toEqual(consistencyProof('sha256', leaves, first.size))
        expect(verifyConsistency('sha256', first, seal, path)).toBe(true)
      }
    }
  })

  it('say that an event is not under the seal yet', async () => {
    await put(2)
    const seal = (await sealer.seal(NINE))!
    await put(1)
    const fault = await openLogTree(store, trees()).inclusion(at(3), seal).catch((error: unknown) => error)
    expect(isFault(fault, 'not-sealed')).toBe(true)
  })

  it('come again from files that were lost, cut off, changed or are of a longer log', async () => {
    await put(40)
    const seal = (await sealer.seal(NINE))!
    const proof = await openLogTree(store, trees()).inclusion(at(7), seal)
    const [of] = readdirSync(trees())
    const file = (name: string): string => join(trees(), of!, name)
    const damages: readonly (() => void)[] = [
      () => rmSync(trees(), { recursive: true }),
      () => truncateSync(file('0'), 7 * 32 + 5),
      () => rmSync(file('3')),
      () => writeFileSync(file('2'), Buffer.concat([Buffer.alloc(32), readFileSync(file('2')).subarray(32)])),
      () => writeFileSync(file('places'), readFileSync(file('places'), 'latin1').replaceAll('0000000000000040', '0000000000000041'), 'latin1'),
    ]
    for (const damage of damages) {
      damage()
      expect(await openLogTree(store, trees()).inclusion(at(7), seal)).toEqual(proof)
    }
  })

  it('are refused for a log that is no longer what was sealed', async () => {
    await put(9)
    const seal = (await sealer.seal(NINE))!
    const fault = await openLogTree(store, trees()).inclusion(at(1), { ...seal, root: 'ab'.repeat(32) }).catch((error: unknown) => error)
    expect(isFault(fault, 'seal-broken')).toBe(true)
  })
})

describe('consistency between any two seals', () => {
  it('holds, whatever lies between them: another key, another suite and back', async () => {
    await put(3)
    await sealer.seal(NINE)
    await put(4)
    await sealer.seal(after(10))
    await sealer.rotate(after(20), 'ed25519')
    await put(2)
    await sealer.seal(after(30))
    await store.close()
    await open('sm3')
    await put(5)
    await sealer.seal(after(40))
    await sealer.rotate(after(50), 'sm2')
    await put(1)
    await sealer.seal(after(60))
    await store.close()
    await open('sha256')
    await sealer.rotate(after(70), 'ed25519')
    await put(6)
    await sealer.seal(after(80))
    const last = (await store.lastEvent(logStream(store.storeId)))!.version
    const tree = openLogTree(store, trees())
    const steps: number[] = []
    for (let first = 0; first <= last; first += 1) {
      for (let second = first; second <= last; second += 1) {
        const proof = await proveConsistency(store, tree, first, second)
        expect([first, second, isConsistent(proof)]).toEqual([first, second, true])
        steps.push(proof.steps.length)
        const wrong = (change: (step: ConsistencyProof['steps'][number]) => object): boolean =>
          isConsistent({ ...proof, steps: proof.steps.map((step, place) => (place === proof.steps.length - 1 ? { ...step, ...change(step) } : step)) })
        if (first < second) {
          expect(wrong(({ path }) => ({ path: [...path, 'ab'.repeat(32)] }))).toBe(false)
          expect(wrong(({ to }) => ({ to: { ...to, root: 'ab'.repeat(32) } }))).toBe(false)
          expect(isConsistent({ ...proof, first: proof.second, second: proof.first })).toBe(false)
        }
      }
    }
    expect(new Set(steps)).toEqual(new Set([1, 2, 3]))
    await expect(proveConsistency(store, tree, 2, last + 1)).rejects.toThrow(RangeError)
    await expect(proveConsistency(store, tree, 2, 1)).rejects.toThrow(RangeError)
  })
})
