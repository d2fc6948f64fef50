// That the log only grew between two of its seals, for somebody who has no more of it than these: an RFC 6962 proof, one for each
// suite the tree had in between. Where it changed, the rotation says what the same leaves are in the next suite.
import { encode, GENESIS, nameOfType, type HashName, type StoredEvent } from './envelope.ts'
import { verifyConsistency } from './merkle.ts'
import type { EventStore } from './port.ts'
import { logStream, ROTATED, treeAfter, type Rotation, type SealedTree } from './seal.ts'
import type { LogTree } from './tree-files.ts'

/** An event of the log's own stream as it was hashed: whoever has it needs nothing else to check it. */
export interface LogRecord {
  readonly text: string
  readonly hash: string
  /** Hash of the event before it in its stream. */
  readonly previous: string
}

interface End { readonly size: number; readonly root: string }
export interface ConsistencyStep {
  readonly hash: HashName
  readonly from: End
  readonly to: End
  /** Hex. */
  readonly path: readonly string[]
}

export interface ConsistencyProof {
  readonly format: 'zhijian-consistency/1'
  readonly store: string
  readonly first: LogRecord
  readonly second: LogRecord
  readonly steps: readonly ConsistencyStep[]
  /** Every change of keys up to the second, oldest first. */
  readonly rotations: readonly LogRecord[]
}

/** @param previous hash of the event before it in its stream; none: it is the first */
export const recordOf = (event: StoredEvent, previous = GENESIS): LogRecord => ({ text: encode(event.stream, event.version, event), hash: event.hash, previous })

/** Every change of keys before or at a version of the log's own stream. @param events of that stream, from 0 on */
const rotationsUpTo = (events: readonly StoredEvent[], version: number): readonly LogRecord[] =>
  events.slice(0, version + 1).filter(({ type }) => nameOfType(type) === ROTATED).map((event) => recordOf(event, events[event.version - 1]?.hash))

const endOf = ({ size, root }: End): End => ({ size, root })

/**
 * @param first, second versions of events of the log's own stream that carry its tree, the earlier first
 * @throws Fault `seal-broken` (never): the log is no longer what was sealed · RangeError: no such seals
 */
export const proveConsistency = async (
  store: Pick<EventStore, 'read'> & { readonly storeId: string }, tree: LogTree, first: number, second: number,
): Promise<ConsistencyProof> => {
  const events = await store.read(logStream(store.storeId))
  if (!(first >= 0 && first <= second && second < events.length)) throw new RangeError(`seals 0 to ${events.length - 1}`)
  const sealed = (version: number): SealedTree => events[version]!.data as unknown as SealedTree
  const record = (version: number): LogRecord => recordOf(events[version]!, events[version - 1]?.hash)
  const steps: ConsistencyStep[] = []
  let from = treeAfter(sealed(first))
  const stepTo = async (to: SealedTree): Promise<void> => void steps.push({ hash: from.hash, from: endOf(from), to: endOf(to), path: await tree.consistency(from, to) })
  for (const event of events.slice(first + 1, second)) {
    if (nameOfType(event.type) !== ROTATED || (event.data as unknown as Rotation).next.tree === null) continue
    await stepTo(sealed(event.version))
    from = treeAfter(sealed(event.version))
  }
  if (first < second) await stepTo(sealed(second))
  else steps.push({ hash: sealed(first).hash, from: endOf(sealed(first)), to: endOf(sealed(first)), path: [] })
  return {
    format: 'zhijian-consistency/1', store: store.storeId, first: record(first), second: record(second), steps,
    rotations: rotationsUpTo(events, second),
  }
}

/** Whether the steps lead from the first tree to the second: what is signed of them is another question. */
export const isConsistent = ({ first, second, steps, rotations }: ConsistencyProof): boolean => {
  const data = (record: LogRecord): SealedTree | Rotation => (JSON.parse(record.text) as { data: SealedTree }).data
  const turns = rotations.map(data).filter((rotation): rotation is Rotation => 'next' in rotation && rotation.next.tree !== null)
  let at: SealedTree = treeAfter(data(first))
  // The same seal twice.
  if (first.hash === second.hash) return steps.length === 1 && steps[0]!.path.length === 0
  for (const [n, step] of steps.entries()) {
    const isLast = n === steps.length - 1
    const to = isLast ? data(second) : turns.find(({ size, root, hash }) => size === step.to.size && root === step.to.root && hash === step.hash)
    if (to === undefined || step.hash !== at.hash || step.hash !== to.hash || step.from.root !== at.root || step.from.size !== at.size
      || step.to.root !== to.root || step.to.size !== to.size || !verifyConsistency(step.hash, step.from, step.to, step.path)) return false
    at = treeAfter(to)
  }
  return steps.length > 0
}
