// Roots and proofs against the vectors published with RFC 6962's reference implementation (certificate-transparency,
// merkletree/merkle_tree_test.cc), then against each other for every size up to 40.
import { describe, expect, it } from 'vitest'
import {
  consistencyProof, EMPTY_TREE, grow, inclusionProof, leafHash, rootOf, verifyConsistency, verifyInclusion, type TreeHead,
} from './merkle.ts'

const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = INPUTS.map((hex) => leafHash('sha256', Buffer.from(hex, 'hex')))
const heads = (all: readonly string[]): readonly TreeHead[] =>
  all.reduce<TreeHead[]>((grown, leaf) => [...grown, grow('sha256', grown.at(-1)!, leaf)], [EMPTY_TREE])

describe('the tree over the log', () => {
  it('has the published roots', () => {
    const grown = heads(leaves)
    expect(rootOf('sha256', EMPTY_TREE)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(grown.slice(1).map((head) => rootOf('sha256', head))).toEqual(ROOTS)
    expect(grown.map((head) => head.peaks.length)).toEqual([0, 1, 1, 2, 1, 2, 2, 3, 1])
  })

  it('has the published audit paths', () => {
    expect(inclusionProof('sha256', leaves, 0)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    expect(inclusionProof('sha256', leaves, 5)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    expect(inclusionProof('sha256', leaves.slice(0, 3), 2)).toEqual(['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'])
  })

  it('has the published consistency proofs', () => {
    expect(consistencyProof('sha256', leaves, 6)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    expect(consistencyProof('sha256', leaves.slice(0, 5), 2)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ])
    expect(consistencyProof('sha256', leaves, 1)).toEqual(inclusionProof('sha256', leaves, 0))
    expect(consistencyProof('sha256', leaves, 8)).toEqual([])
  })

  const many = Array.from({ length: 40 }, (_, n) => leafHash('sha256', Buffer.from([n])))
  const roots = heads(many).map((head) => rootOf('sha256', head))

  it('proves every leaf of every size, at its own place only', () => {
    for (let size = 1; size <= many.length; size += 1) {
      const tree = many.slice(0, size)
      for (let at = 0; at < size; at += 1) {
        const proof = inclusionProof('sha256', tree, at)
        const holds = (leaf: string, index: number, path = proof, root = roots[size]!): boolean =>
          verifyInclusion('sha256', leaf, index, size, path, root)
        expect(holds(tree[at]!, at)).toBe(true)
        expect(holds(many[(at + 1) % 40]!, at)).toBe(false)
        expect(holds(tree[at]!, at, proof, roots[size - 1]!)).toBe(false)
        expect(holds(tree[at]!, at, [...proof, roots[1]!])).toBe(false)
        if (proof.length > 0) expect(holds(tree[at]!, at, proof.slice(1))).toBe(false)
        if (size > 1) expect(holds(tree[at]!, (at + 1) % size)).toBe(false)
      }
    }
  })

  it('proves every prefix of every size, and no other', () => {
    for (let second = 1; second <= many.length; second += 1) {
      for (let first = 1; first <= second; first += 1) {
        const proof = consistencyProof('sha256', many.slice(0, second), first)
        const holds = (oldRoot: string, newRoot = roots[second]!, path = proof): boolean =>
          verifyConsistency('sha256', { size: first, root: oldRoot }, { size: second, root: newRoot }, path)
        expect(holds(roots[first]!)).toBe(true)
        expect(holds(roots[first - 1]!)).toBe(false)
        expect(holds(roots[first]!, roots[second - 1]!)).toBe(false)
        if (proof.length > 0) expect(holds(roots[first]!, roots[second]!, proof.slice(0, -1))).toBe(false)
        expect(holds(roots[first]!, roots[second]!, [...proof, roots[1]!])).toBe(false)
      }
    }
  })

  it('grows the same tree in another hash suite', () => {
    const sm3 = many.map((_, n) => leafHash('sm3', Buffer.from([n])))
    const head = sm3.reduce((grown, leaf) => grow('sm3', grown, leaf), EMPTY_TREE)
    expect(verifyInclusion('sm3', sm3[17]!, 17, 40, inclusionProof('sm3', sm3, 17), rootOf('sm3', head))).toBe(true)
    expect(rootOf('sm3', head)).not.toBe(roots[40])
  })
})
