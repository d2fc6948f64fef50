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
/** One piece of a zone that is there. One of very many corners stays a text: it can be replaced, not moved by hand. */
const draftOf = (shape: Shape): Draft => {
  switch (shape.kind) {
    case 'circle': return { ...EMPTY, centre: textOf(shape.centre), radiusM: String(shape.radiusM) }
    case 'corridor': return { ...EMPTY, form: 'corridor', points: textOfLine(shape.line), halfWidthM: String(shape.halfWidthM) }
    case 'polygon': {
      const [[outer = [], ...holes] = []] = shape.coordinates
      if (outer.length > 200) return { ...EMPTY, form: 'geojson', text: JSON.stringify({ type: 'MultiPolygon', coordinates: shape.coordinates }) }
      return { ...EMPTY, form: 'polygon', points: textOfLine(open(outer)), holes: holes.map((ring) => textOfLine(open(ring))).join('\n\n') }
    }
  }
}
/** Each part of each shape is a piece that is changed by itself. */
export const piecesOf = (shapes: readonly Shape[]): readonly Draft[] =>
  shapes.flatMap((shape) => (shape.kind === 'polygon' ? shape.coordinates.map((part) => draftOf({ kind: 'polygon', coordinates: [part] })) : [draftOf(shape)]))

const ringsOf = (holes: string): readonly string[] => holes.split(/\n\s*\n/).filter((each) => each.trim() !== '')

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
      const inner = ringsOf(holes).map(lineOf)
      if (outer === null || outer.length < 3) return null
      return { kind: 'polygon', coordinates: [[closed(outer), ...inner.filter((ring) => ring !== null && ring.length > 2).map((ring) => closed(ring!))]] }
    }
    case 'county': return county
    case 'geojson': return shapeOfText(text)
  }
}
const isWhole = ({ form, holes }: Draft): boolean => form !== 'polygon' || ringsOf(holes).every((each) => (lineOf(each)?.length ?? 0) > 2)
const oneOf = (draft: Draft) => {
  if (draft.form === 'county') return { kind: 'county' as const }
  if (draft.form === 'geojson') return { kind: 'geojson' as const, text: draft.text }
  return isWhole(draft) ? shapeOf(draft, null) as { readonly kind: 'circle'; readonly centre: [number, number]; readonly radiusM: number } | null : null
}
/** What is sent; null: something in it is no number, or not drawn far enough. */
export const geometryOf = (pieces: readonly Draft[], county: Shape | null) => {
  if (pieces.length === 1) return oneOf(pieces[0]!)
  const shapes = pieces.map((each) => (isWhole(each) ? shapeOf(each, county) : null))
  return shapes.every((each) => each !== null) ? { kind: 'several' as const, shapes: shapes as never[] } : null
}

type Ring = readonly Position[]
/** The outer ring or the way, then the holes. */
const linesOf = ({ form, points, holes }: Draft): readonly Ring[] => [lineOf(points) ?? [], ...(form === 'polygon' ? ringsOf(holes).map((each) => lineOf(each) ?? []) : [])]
const withLine = (draft: Draft, index: number, line: Ring): Draft => {
  if (index === 0) return { ...draft, points: textOfLine(line) }
  return { ...draft, holes: ringsOf(draft.holes).map((each, at) => (at === index - 1 ? textOfLine(line) : each)).join('\n\n') }
}

/** Corners that the pointer may take along, and middles of which one becomes a corner. */
export const cornersOf = (draft: Draft): readonly { readonly key: string; readonly at: Position; readonly isBetween: boolean }[] => {
  if (draft.form === 'circle') {
    const at = lineOf(draft.centre)?.[0]
    return at === undefined ? [] : [{ key: 'centre', at, isBetween: false }]
  }
  if (draft.form !== 'polygon' && draft.form !== 'corridor') return []
  return linesOf(draft).flatMap((line, ring) => {
    const betweens = line.flatMap((at, n) => {
      const next = line[n + 1] ?? (draft.form === 'polygon' && line.length > 2 ? line[0] : undefined)
      return next === undefined ? [] : [{ key: `between ${n} ${ring}`, at: [(at[0] + next[0]) / 2, (at[1] + next[1]) / 2] as const, isBetween: true }]
    })
    return [...line.map((at, n) => ({ key: `corner ${n} ${ring}`, at, isBetween: false })), ...betweens]
  })
}
/** @param key of `cornersOf` */
export const moved = (draft: Draft, key: string, at: Position): Draft => {
  if (key === 'centre') return { ...draft, centre: textOf(at) }
  const [what, n, ring] = key.split(' ')
  const line = [...linesOf(draft)[Number(ring)] ?? []]
  if (what === 'corner') line[Number(n)] = rounded(at)
  else line.splice(Number(n) + 1, 0, rounded(at))
  return withLine(draft, Number(ring), line)
}
/** A tap on the map: where the circle is, or the next corner of the outer ring, of the last hole, or of one that begins (`holes` ends with an empty line). */
export const picked = (draft: Draft, at: Position, inHole = false): Draft => {
  if (draft.form === 'circle') return { ...draft, centre: textOf(at) }
  if (draft.form !== 'polygon' && draft.form !== 'corridor') return draft
  if (inHole && draft.form === 'polygon') return { ...draft, holes: `${draft.holes}${draft.holes === '' || draft.holes.endsWith('\n') ? '' : '\n'}${textOf(at)}` }
  return { ...draft, points: textOfLine([...lineOf(draft.points) ?? [], at]) }
}
export const withoutLast = (draft: Draft, inHole = false): Draft => {
  if (!inHole) return { ...draft, points: textOfLine((lineOf(draft.points) ?? []).slice(0, -1)) }
  const rings = ringsOf(draft.holes)
  return { ...draft, holes: [...rings.slice(0, -1), textOfLine((lineOf(rings.at(-1) ?? '') ?? []).slice(0, -1))].filter((each) => each !== '').join('\n\n') }
}
export const withNewHole = (draft: Draft): Draft => ({ ...draft, holes: draft.holes.trim() === '' ? '' : `${draft.holes.trimEnd()}\n\n` })
