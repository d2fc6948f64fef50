// What a file is, by what it holds and never by its name; and what may be kept of it. A file that only begins like one of
// the allowed types is none.
import { showsIsoMedia, stripIsoMedia } from './iso-media.ts'
import { stripJpeg } from './jpeg.ts'
import { stripPng } from './png.ts'
import { checkWebm, showsWebm } from './webm.ts'
import { isHarmlessZip, isZip } from './zip.ts'

export interface Kept {
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Names of one type in use for the same bytes, to the one we store. */
const ALIASES: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4', 'video/x-m4v': 'video/mp4', 'audio/vnd.wave': 'audio/wav', 'audio/x-wav': 'audio/wav',
  'image/apng': 'image/png',
}
const STRIPPERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array | null>> = {
  'image/jpeg': stripJpeg, 'image/png': stripPng,
  'video/webm': checkWebm, 'audio/webm': checkWebm, 'video/matroska': checkWebm,
  'video/mp4': stripIsoMedia, 'audio/mp4': stripIsoMedia, 'video/quicktime': stripIsoMedia,
}

/** A container of film that holds sound alone is sound: a browser and a phone record a voice note so. */
const SOUND: Readonly<Record<string, readonly [type: string, shows: (bytes: Uint8Array) => boolean | null]>> = {
  'video/webm': ['audio/webm', showsWebm], 'video/mp4': ['audio/mp4', showsIsoMedia],
}

/** Text in UTF-8, UTF-16 (with its mark) or GB 18030, without control characters but tabs and ends of lines and pages. */
const textOf = (bytes: Uint8Array): string | null => {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // eslint-disable-next-line no-control-regex
      return /[\u0000-\u0008\u000b\u000e-\u001f\u007f\ufffe\uffff]/.test(text) ? null : text
    } catch {
      // Not this encoding.
    }
  }
  return null
}

const isTable = (text: string): boolean => {
  const [first = '', second] = text.split(/\r?\n/, 2)
  return /[,;\t]/.test(first) && (second === undefined || second === '' || /[,;\t]/.test(second))
}

/** @returns null when it is none of the allowed types, or only looks like one */
export const sniff = async (bytes: Uint8Array, allowed: readonly string[]): Promise<Kept | null> => {
  if (isZip(bytes) && !isHarmlessZip(bytes)) return null
  // Loaded when the first file comes: no start waits for it.
  const { fileTypeFromBuffer } = await import('file-type')
  const found = bytes.length === 0 ? undefined : await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (found) {
    const named = ALIASES[found.mime] ?? found.mime
    const [sound, shows] = SOUND[named] ?? []
    const mediaType = sound !== undefined && allowed.includes(sound) && shows!(bytes) === false ? sound : named
    if (!allowed.includes(mediaType)) return null
    const strip = STRIPPERS[mediaType]
    const kept = strip ? strip(bytes) : bytes
    return kept && { mediaType, bytes: kept }
  }
  const text = allowed.some((type) => type === 'text/csv' || type === 'text/plain') ? textOf(bytes) : null
  if (text === null || text === '') return null
  if (allowed.includes('text/csv') && isTable(text)) return { mediaType: 'text/csv', bytes }
  return allowed.includes('text/plain') ? { mediaType: 'text/plain', bytes } : null
}
