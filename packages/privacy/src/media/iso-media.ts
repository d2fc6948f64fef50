// MP4, MOV, M4A (ISO base media files): whether the boxes are whole and there is something to play, and their metadata
// (place, device, author: boxes `udta`, `meta`, `uuid`, and what is free) blanked in place, so that no offset in the file moves.

interface Box { readonly type: string; readonly start: number; readonly body: number; readonly end: number }

/** More than any film on its way here has beside one another, and inside one another: a hostile one would be millions in memory, or the end of the stack. */
const MOST_BOXES = 100_000
const MOST_INSIDE = 10

const boxesIn = (file: Buffer, from: number, to: number): readonly Box[] | null => {
  const boxes: Box[] = []
  for (let at = from; at < to;) {
    if (at + 8 > to || boxes.length === MOST_BOXES) return null
    const short = file.readUInt32BE(at)
    const long = short === 1
    if (long && at + 16 > to) return null
    const size = long ? Number(file.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short
    if (size < (long ? 16 : 8) || at + size > to) return null
    boxes.push({ type: file.toString('latin1', at + 4, at + 8), start: at, body: at + (long ? 16 : 8), end: at + size })
    at += size
  }
  return boxes
}

/** Boxes that hold boxes on the way to metadata. */
const PARENTS = new Set(['moov', 'trak', 'moof', 'traf', 'mdia', 'minf'])
/** With what may stand there for no purpose at all: a page of HTML, for one. */
const METADATA = new Set(['udta', 'meta', 'uuid', 'free', 'skip'])

const blank = (file: Buffer, boxes: readonly Box[], depth = 0): boolean => boxes.every((box) => {
  if (METADATA.has(box.type)) {
    file.write('free', box.start + 4, 'latin1')
    file.fill(0, box.body, box.end)
    return true
  }
  if (!PARENTS.has(box.type)) return true
  const inner = depth === MOST_INSIDE ? null : boxesIn(file, box.body, box.end)
  return inner !== null && blank(file, inner, depth + 1)
})

/** @returns null when boxes do not add up or are too many, or nothing in it can be played */
export const stripIsoMedia = (bytes: Uint8Array): Uint8Array | null => {
  const file = Buffer.from(bytes)
  const boxes = boxesIn(file, 0, file.length)
  const types = new Set(boxes?.map((box) => box.type))
  if (!boxes || !types.has('ftyp') || !types.has('moov') || !(types.has('mdat') || types.has('moof'))) return null
  return blank(file, boxes) ? file : null
}

/** Whether there is something to see in it; null: it does not say. Phones record sound alone in the same container. */
export const showsIsoMedia = (bytes: Uint8Array): boolean | null => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const inside = (box: Box, type: string): readonly Box[] => (boxesIn(file, box.body, box.end) ?? []).filter((each) => each.type === type)
  const handlers = (boxesIn(file, 0, file.length) ?? []).filter(({ type }) => type === 'moov')
    .flatMap((moov) => inside(moov, 'trak')).flatMap((trak) => inside(trak, 'mdia')).flatMap((mdia) => inside(mdia, 'hdlr'))
    .map(({ body }) => file.toString('latin1', body + 8, body + 12))
  return handlers.length === 0 ? null : handlers.includes('vide')
}
