// Small files made by hand: whole enough to be what they are, with metadata where cameras and offices leave it.
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { pngChunk } from './png.ts'

/** What must never be found again. */
export const PLACE = 'GPS 41.01N 112.57E secret-camera'

const segment = (marker: number, body: Uint8Array): Buffer =>
  Buffer.concat([Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff), body])

/** Little-endian EXIF with an orientation and a place. */
export const exifTiff = (orientation: number): Buffer => {
  const tiff = Buffer.alloc(38)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  tiff.writeUInt16LE(0x010f, 10)
  tiff.writeUInt16LE(2, 12)
  tiff.writeUInt32LE(PLACE.length, 14)
  tiff.writeUInt32LE(38, 18)
  tiff.writeUInt16LE(0x0112, 22)
  tiff.writeUInt16LE(3, 24)
  tiff.writeUInt32LE(1, 26)
  tiff.writeUInt16LE(orientation, 30)
  return Buffer.concat([tiff, Buffer.from(PLACE)])
}

export const jpegParts = {
  jfif: segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
  icc: segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01profile', 'latin1')),
  adobe: segment(0xee, Buffer.from('Adobe\0\x64\0\0\0\0\x01', 'latin1')),
  exif: (orientation: number) => segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifTiff(orientation)])),
  xmp: segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${PLACE}</x>`)),
  mpf: segment(0xe2, Buffer.from(`MPF\0${PLACE}`)),
  iptc: segment(0xed, Buffer.from(`Photoshop 3.0\0${PLACE}`)),
  comment: segment(0xfe, Buffer.from(PLACE)),
  tables: Buffer.concat([segment(0xdb, Buffer.alloc(65, 1)), segment(0xc4, Buffer.alloc(20, 0))]),
  frame: (width = 8, height = 8) =>
    segment(0xc0, Uint8Array.of(8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0)),
  /** Two scans, with a stuffed zero and a restart in the data. */
  scans: Buffer.concat([
    segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)), Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)), Buffer.from([0x78, 0xff, 0x00]),
  ]),
}
const START = Buffer.from([0xff, 0xd8])
const END = Buffer.from([0xff, 0xd9])
export const jpegOf = (...segments: readonly Uint8Array[]): Buffer => Buffer.concat([START, ...segments, END])
const { jfif, icc, adobe, exif, xmp, mpf, iptc, comment, tables, frame, scans } = jpegParts
/** As a telephone leaves it, with a film behind its end. */
export const photo = (orientation = 1): Buffer => Buffer.concat([
  jpegOf(jfif, exif(orientation), xmp, icc, mpf, iptc, adobe, comment, tables, frame(), scans), Buffer.from(PLACE)])
export const barePhoto = jpegOf(jfif, icc, adobe, tables, frame(), scans)

const header = (width: number, height: number): Buffer => {
  const body = Buffer.alloc(13)
  body.writeUInt32BE(width, 0)
  body.writeUInt32BE(height, 4)
  body.set([8, 0, 0, 0, 0], 8)
  return pngChunk('IHDR', body)
}
export const pngParts = {
  signature: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  header,
  image: pngChunk('IDAT', deflateSync(Buffer.alloc(2))),
  end: pngChunk('IEND', new Uint8Array()),
  exif: (orientation: number) => pngChunk('eXIf', exifTiff(orientation)),
  text: Buffer.concat([pngChunk('tEXt', Buffer.from(`Comment\0${PLACE}`)), pngChunk('tIME', Buffer.alloc(7, 9)),
    pngChunk('iTXt', Buffer.from(`XML\0${PLACE}`)), pngChunk('zTXt', Buffer.from(`x\0${PLACE}`)),
    pngChunk('prVt', Buffer.from(PLACE))]),
}
export const picture = (orientation = 1): Buffer => Buffer.concat([
  pngParts.signature, header(1, 1), pngParts.exif(orientation), pngParts.text, pngParts.image, pngParts.end, Buffer.from(PLACE)])
export const barePicture = Buffer.concat([pngParts.signature, header(1, 1), pngParts.image, pngParts.end])

export const isoBox = (type: string, ...bodies: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(bodies)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length, 0)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
export const ftyp = isoBox('ftyp', Buffer.from('isom\0\0\x02\0isomiso2avc1mp41', 'latin1'))
export const mdat = isoBox('mdat', Buffer.from('frames of a film '.repeat(10)))
export const film = Buffer.concat([ftyp, mdat, isoBox('moov', isoBox('mvhd', Buffer.alloc(100)),
  isoBox('trak', isoBox('tkhd', Buffer.alloc(84)), isoBox('meta', Buffer.from(PLACE))),
  isoBox('udta', isoBox('\u00a9xyz', Buffer.from(PLACE)))), isoBox('uuid', Buffer.from(PLACE))])

export const webm = Buffer.concat([
  Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84]), Buffer.from('webm'),
  Buffer.from([0x18, 0x53, 0x80, 0x67, 0x88, 0x1f, 0x43, 0xb6, 0x75, 0x83, 1, 2, 3])])

const track = (type: number): Buffer => Buffer.from([0xae, 0x86, 0xd7, 0x81, 1, 0x83, 0x81, type])
/** As a browser records it: a segment without end, its tracks, a cluster. */
export const recorded = (...types: readonly number[]): Buffer => Buffer.concat([
  webm.subarray(0, 12), Buffer.from([0x18, 0x53, 0x80, 0x67, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  Buffer.from([0x16, 0x54, 0xae, 0x6b, 0x80 + 8 * types.length]), ...types.map(track), Buffer.from([0x1f, 0x43, 0xb6, 0x75, 0x83, 1, 2, 3])])
export const filmOf = (...handlers: readonly string[]): Buffer => Buffer.concat([ftyp, mdat, isoBox('moov', ...handlers.map((handler) =>
  isoBox('trak', isoBox('mdia', isoBox('hdlr', Buffer.from(`\0\0\0\0\0\0\0\0${handler}\0\0\0\0`, 'latin1'))))))])

export interface ZipEntry {
  readonly name: string
  readonly body: Uint8Array
  /** Said instead of the truth. */
  readonly declared?: number
  readonly flags?: number
}
export const zipOf = (entries: readonly ZipEntry[], overlap = false): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, body, declared, flags = 0 } of entries) {
    const packed = deflateRawSync(body)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(body), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(declared ?? body.length, 18)
    common.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(overlap ? 0 : offset, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name)]))
    if (!overlap || locals.length === 0) {
      locals.push(local)
      offset += local.length
    }
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, list, end])
}

const contentTypes = (main: string): Buffer => Buffer.from('<?xml version="1.0" encoding="UTF-8"?><Types xmlns='
  + '"http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="'
  + `application/vnd.openxmlformats-officedocument.${main}.main+xml"/></Types>`)
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** A right document with a part that unpacks to five million bytes. */
export const docxBomb = zipOf([
  { name: '[Content_Types].xml', body: contentTypes('wordprocessingml.document') },
  { name: 'word/document.xml', body: Buffer.alloc(5_000_000) }])
export const docx = zipOf([
  { name: '[Content_Types].xml', body: contentTypes('wordprocessingml.document') },
  { name: 'word/document.xml', body: Buffer.from('<w:document>起诉状</w:document>') }])
export const xlsx = zipOf([
  { name: '[Content_Types].xml', body: contentTypes('spreadsheetml.sheet') },
  { name: 'xl/workbook.xml', body: Buffer.from('<workbook/>') }])
