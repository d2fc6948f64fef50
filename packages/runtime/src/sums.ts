// Sums over a view's documents, kept beside them: what a document adds is taken away and added anew whenever it changes, in
// the write that changes it. Pure. S1 A sum is what counting all documents anew would give, at every position.
import type { JsonObject } from '@zhijian/kernel'
import type { Change, Document } from '@zhijian/read-store'

/** What a document adds to one sum. */
export interface Share {
  /** Of the sum; no document of the view has such an id. */
  readonly id: string
  /** What the sum is of, as its document says and its indexes hold; the same for everything that is added to it. */
  readonly is: JsonObject
  /** Whole numbers; zeros may be left out. */
  readonly add: Readonly<Record<string, number>>
}

/** Its document; one in which nothing is counted any more is not there. */
export type Sum<Is extends JsonObject = JsonObject> = Is & { readonly sum: Readonly<Record<string, number>> }

/** What these changes mean for the sums: by id, what each is of and by how much it moves. */
export const movesOf = <D extends Document>(
  sharesOf: (document: D) => readonly Share[], before: ReadonlyMap<string, D>, changes: readonly Change<D>[],
): ReadonlyMap<string, Share> => {
  const moves = new Map<string, { readonly id: string; readonly is: JsonObject; readonly add: Record<string, number> }>()
  const count = (document: D, sign: 1 | -1): void => {
    for (const { id, is, add } of sharesOf(document)) {
      const move = moves.get(id) ?? { id, is, add: {} }
      moves.set(id, move)
      for (const [name, value] of Object.entries(add)) move.add[name] = (move.add[name] ?? 0) + sign * value
    }
  }
  for (const { id, document } of changes) {
    const was = before.get(id)
    if (was !== undefined) count(was, -1)
    if (document !== null) count(document, 1)
  }
  for (const [id, { add }] of moves) if (Object.values(add).every((value) => value === 0)) moves.delete(id)
  return moves
}

export const moved = (sums: ReadonlyMap<string, Sum>, moves: ReadonlyMap<string, Share>): readonly Change<Sum>[] =>
  [...moves.values()].map(({ id, is, add }) => {
    const sum: Record<string, number> = { ...sums.get(id)?.sum }
    for (const [name, value] of Object.entries(add)) sum[name] = (sum[name] ?? 0) + value
    const left = Object.fromEntries(Object.entries(sum).filter(([, value]) => value !== 0))
    return { id, document: Object.keys(left).length === 0 ? null : { ...is, sum: left } }
  })
