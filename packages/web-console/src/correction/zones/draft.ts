// A zone as it is being drawn: the same numbers in the fields and under the pointer.
import { lineOf, rounded, shapeOfText, textOf, textOfLine, type Position, type Shape } from '../map/shapes.ts'

export const FORMS = ['circle', 'polygon', 'corridor', 'county', 'geojson'] as const
export type Form = (typeof FORMS)[number]
export interface Draft {
  readonly form: Form
  /** `112.57, 40.89` */
  readonly centre: string
  readonly radiusM: string
  /** Corners of the outer ring, or points of the way, one a line. */
  readonly points: string
  /** Holes: points, with an empty line between two of them. */
  readonly holes: string
  readonly halfWidthM: string
  /** What a file holds. */
  readonly text: string
}
export const EMPTY: Draft = { form: 'circle', centre: '', radiusM: '500', points: '', holes: '', halfWidthM: '200', text: '' }

const open = (ring: readonly Position[]): readonly Position[] => ring.slice(0, -1)
const closed = (ring: readonly Position[]): readonly Position[] => [...ring, ring[0]!]
/** Of a zone that is there. More than one part is a file's: it can be replaced, not moved by hand. */
export const draftOf = (shape: Shape): Draft => {
  switch (shape.kind) {
    case 'circle': return { ...EMPTY, centre: textOf(shape.centre), radiusM: String(shape.radiusM) }
    case 'corridor': return { ...EMPTY, form: 'corridor', points: textOfLine(shape.line), halfWidthM: String(shape.halfWidthM) }
    case 'polygon': {
      const [part = [], ...more] = shape.coordinates
      if (more.length > 0 || (part[0]?.length ?? 0) > 200) return { ...EMPTY, form: 'geojson', text: JSON.stringify({ type: 'MultiPolygon', coordinates: shape.coordinates }) }
      const [outer = [], ...holes] = part
      return { ...EMPTY, form: 'polygon', points: textOfLine(open(outer)), holes: holes.map((ring) => textOfLine(open(ring))).join('\n\n') }
    }
  }
}

/** Null: it is not drawn far enough to be shown. */
export const shapeOf = (draft: Draft, county: Shape | null): Shape | null => {
  const { form, centre, radiusM, points, holes, halfWidthM, text } = draft
  switch (form) {
    case 'circle': {
      const at = lineOf(centre)?.[0]
      return at !== undefined && Number(radiusM) > 0 ? { kind: 'circle', centre: at, radiusM: Number(radiusM) } : null
    }
    case 'corridor': {
      const line = lineOf(points)
      return line !== null && line.length > 1 && Number(halfWidthM) > 0 ? { kind: 'corridor', line, halfWidthM: Number(halfWidthM) } : null
    }
    case 'polygon': {
      const outer = lineOf(points)
      const inner = holes.split(/\n\s*\n/).filter((each) => each.trim() !== '').map(lineOf)
      if (outer === null || outer.length < 3) return null
      return { kind: 'polygon', coordinates: [[closed(outer), ...inner.filter((ring) => ring !== null && ring.length > 2).map((ring) => closed(ring!))]] }
    }
    case 'county': return county
    case 'geojson': return shapeOfText(text)
  }
}
/** What is sent; null: something in it is no number. */
export const geometryOf = (draft: Draft) => {
  if (draft.form === 'county') return { kind: 'county' as const }
  if (draft.form === 'geojson') return { kind: 'geojson' as const, text: draft.text }
  if (draft.form === 'polygon' && draft.holes.split(/\n\s*\n/).some((each) => each.trim() !== '' && (lineOf(each) === null || lineOf(each)!.length < 3))) return null
  const shape = shapeOf(draft, null)
  return shape as { readonly kind: 'circle'; readonly centre: [number, number]; readonly radiusM: number } | null
}

/** Corners that the pointer may take along, and middles of which one becomes a corner. */
export const cornersOf = (draft: Draft): readonly { readonly key: string; readonly at: Position; readonly isBetween: boolean }[] => {
  if (draft.form === 'circle') {
    const at = lineOf(draft.centre)?.[0]
    return at === undefined ? [] : [{ key: 'centre', at, isBetween: false }]
  }
  if (draft.form !== 'polygon' && draft.form !== 'corridor') return []
  const line = lineOf(draft.points) ?? []
  const betweens = line.flatMap((at, n) => {
    const next = line[n + 1] ?? (draft.form === 'polygon' && line.length > 2 ? line[0] : undefined)
    return next === undefined ? [] : [{ key: `between ${n}`, at: [(at[0] + next[0]) / 2, (at[1] + next[1]) / 2] as const, isBetween: true }]
  })
  return [...line.map((at, n) => ({ key: `corner ${n}`, at, isBetween: false })), ...betweens]
}
/** @param key of `cornersOf` */
export const moved = (draft: Draft, key: string, at: Position): Draft => {
  if (key === 'centre') return { ...draft, centre: textOf(at) }
  const line = [...lineOf(draft.points) ?? []]
  const [what, n] = key.split(' ')
  if (what === 'corner') line[Number(n)] = rounded(at)
  else line.splice(Number(n) + 1, 0, rounded(at))
  return { ...draft, points: textOfLine(line) }
}
/** A tap on the map: where the circle is, or the next corner. */
export const picked = (draft: Draft, at: Position): Draft => {
  if (draft.form === 'circle') return { ...draft, centre: textOf(at) }
  if (draft.form !== 'polygon' && draft.form !== 'corridor') return draft
  return { ...draft, points: textOfLine([...lineOf(draft.points) ?? [], at]) }
}
export const withoutLast = (draft: Draft): Draft => ({ ...draft, points: textOfLine((lineOf(draft.points) ?? []).slice(0, -1)) })
