// The tree over the log: RFC 6962 (2.1), with the hash suite as a parameter. Leaves are hashed with a leading 00, nodes
// with a leading 01. The state that grows (`TreeHead`) is the roots of the perfect subtrees, largest first: a million
// leaves are 20 hashes, and adding one never looks back.
import { hash } from 'node:crypto'
import { assert, canonical } from '@zhijian/kernel'
import { HASHES, type HashName } from './envelope.ts'

export interface TreeHead {
  readonly size: number
  /** Hex; one per 1 bit of `size`, largest subtree first. */
  readonly peaks: readonly string[]
}

export const EMPTY_TREE: TreeHead = { size: 0, peaks: [] }

/** 01, left, right: hashing is synchronous, and one buffer serves every node. */
const pair = Buffer.alloc(65, 1)

export const leafHash = (alg: HashName, input: Uint8Array): string => hash(HASHES[alg], Buffer.concat([Uint8Array.of(0), input]), 'hex')
export const nodeHash = (alg: HashName, left: string, right: string): string => {
  pair.write(left, 1, 'hex')
  pair.write(right, 33, 'hex')
  return hash(HASHES[alg], pair, 'hex')
}

/** What one event is in the tree: where it stands and what it is chained to. */
export const eventLeaf = (alg: HashName, event: { readonly stream: string; readonly version: number; readonly hash: string }): string =>
  hash(HASHES[alg], `\0${canonical([event.stream, event.version, event.hash])}`, 'hex')

export const grow = (alg: HashName, head: TreeHead, leaf: string): TreeHead => {
  const peaks = [...head.peaks]
  let node = leaf
  // Each trailing 1 bit of the size is a subtree as large as what was just made.
  for (let bits = head.size; bits % 2 === 1; bits = Math.floor(bits / 2)) node = nodeHash(alg, peaks.pop()!, node)
  peaks.push(node)
  return { size: head.size + 1, peaks }
}

export const rootOf = (alg: HashName, head: TreeHead): string =>
  (head.size === 0 ? hash(HASHES[alg], '', 'hex') : head.peaks.reduceRight((right, left) => nodeHash(alg, left, right)))

/** Largest power of two smaller than n; n > 1. */
const split = (n: number): number => {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

const rootOfLeaves = (alg: HashName, leaves: readonly string[]): string => {
  if (leaves.length === 1) return leaves[0]!
  const k = split(leaves.length)
  return nodeHash(alg, rootOfLeaves(alg, leaves.slice(0, k)), rootOfLeaves(alg, leaves.slice(k)))
}

/** The audit path of leaf `index` (from 0), nearest sibling first. @param leaves leaf hashes, 1 or more */
export const inclusionProof = (alg: HashName, leaves: readonly string[], index: number): readonly string[] => {
  assert(index >= 0 && index < leaves.length, `leaf ${index} of ${leaves.length}`)
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return index < k
    ? [...inclusionProof(alg, left, index), rootOfLeaves(alg, right)]
    : [...inclusionProof(alg, right, index - k), rootOfLeaves(alg, left)]
}

/** Whether the leaf stands at `index` in the tree of this size and root (RFC 9162, 2.1.3.2). */
export const verifyInclusion = (
  alg: HashName, leaf: string, index: number, size: number, proof: readonly string[], root: string,
): boolean => {
  if (index < 0 || index >= size) return false
  let [at, last, node] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      node = nodeHash(alg, sibling, node)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else node = nodeHash(alg, node, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && node === root
}

/** Proves that the first `first` leaves are a prefix of all of them. @param first 1 … leaves.length */
export const consistencyProof = (alg: HashName, leaves: readonly string[], first: number): readonly string[] => {
  assert(first >= 1 && first <= leaves.length, `a prefix of ${first} of ${leaves.length} leaves`)
  const part = (m: number, all: readonly string[], isWhole: boolean): readonly string[] => {
    if (m === all.length) return isWhole ? [] : [rootOfLeaves(alg, all)]
    const k = split(all.length)
    return m <= k
      ? [...part(m, all.slice(0, k), isWhole), rootOfLeaves(alg, all.slice(k))]
      : [...part(m - k, all.slice(k), false), rootOfLeaves(alg, all.slice(0, k))]
  }
  return part(first, leaves, true)
}

/** Whether the tree of `second` leaves begins with the tree of `first` leaves (RFC 9162, 2.1.4.2). */
export const verifyConsistency = (
  alg: HashName, first: { readonly size: number; readonly root: string }, second: { readonly size: number; readonly root: string },
  proof: readonly string[],
): boolean => {
  if (first.size < 1 || first.size > second.size) return false
  if (first.size === second.size) return proof.length === 0 && first.root === second.root
  const isPerfect = Number.isInteger(Math.log2(first.size))
  const path = isPerfect ? [first.root, ...proof] : [...proof]
  let [at, last] = [first.size - 1, second.size - 1]
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  let old = path.shift()
  let now = old
  if (old === undefined || now === undefined) return false
  for (const sibling of path) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      old = nodeHash(alg, sibling, old)
      now = nodeHash(alg, sibling, now)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else now = nodeHash(alg, now, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && old === first.root && now === second.root
}
