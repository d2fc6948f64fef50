// Where the rows and cells of a sheet are. OOXML lets both leave it out, and then their order says it; the reader wants it said.
// I1 What a sheet claims is judged before anything is placed by it: one cell at XFD1048576 would be a table of seventeen
//    thousand million.
// @source ECMA-376-1, 18.3.1.4 (c) and 18.3.1.73 (row): the attribute r is optional

export interface PlaceLimits {
  readonly maxRows: number
  readonly maxColumns: number
}
export type Misplaced = 'xlsx-damaged' | 'too-many-rows' | 'too-many-columns'

const PLACE = /\sr\s*=\s*["']([^"']*)["']/
const columnOf = (letters: string): number => [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
const lettersOf = (column: number): string =>
  (column === 0 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + (column - 1) % 26))

/** Why the places that a sheet states are none of a register, or null. */
export const whyMisplaced = (xml: string, { maxRows, maxColumns }: PlaceLimits): Misplaced | null => {
  for (const [, place] of xml.matchAll(new RegExp(PLACE, 'g'))) {
    const parts = /^([A-Z]{0,3})(\d{0,7})$/.exec(place!)
    if (!parts) return 'xlsx-damaged'
    if (Number(parts[2]) > maxRows) return 'too-many-rows'
    if (columnOf(parts[1]!) > maxColumns) return 'too-many-columns'
  }
  return null
}

/** Comments and character data hold no cells; the tags of rows and cells, with their attributes. Nothing is looked at twice. */
const TAG = /<(?:(!--)|(!\[CDATA\[)|((?:\w+:)?(row|c))(?=[\s/>])([^<>]*))/g

/**
 * The sheet with every cell at its place: after the one before, where it does not say; so for its row.
 * @param xml whose stated places are no `Misplaced`
 * @returns the same text when nothing was missing
 */
export const withPlaces = (xml: string, { maxRows, maxColumns }: PlaceLimits): { readonly xml: string } | Misplaced => {
  const parts: string[] = []
  let [from, row, column] = [0, 0, 0]
  const tag = new RegExp(TAG)
  for (let found = tag.exec(xml); found !== null; found = tag.exec(xml)) {
    const [, comment, data, name, kind, attributes] = found
    if (name === undefined) {
      const end = xml.indexOf(comment === undefined ? ']]>' : '-->', tag.lastIndex)
      if (end < 0 || (comment ?? data) === undefined) return 'xlsx-damaged'
      tag.lastIndex = end
      continue
    }
    const stated = PLACE.exec(attributes!)?.[1]
    if (kind === 'row') [row, column] = [stated === undefined ? row + 1 : Number(stated), 0]
    else if (stated === undefined) column += 1
    else [row, column] = [Number(/\d*$/.exec(stated)![0]), columnOf(stated.replace(/\d+$/, ''))]
    if (row > maxRows) return 'too-many-rows'
    if (column > maxColumns) return 'too-many-columns'
    // The reader knows a row by its cells.
    if (kind === 'row' || stated !== undefined) continue
    const at = found.index + 1 + name.length
    parts.push(xml.slice(from, at), ` r="${lettersOf(column)}${row}"`)
    from = at
  }
  return { xml: parts.length === 0 ? xml : parts.join('') + xml.slice(from) }
}
