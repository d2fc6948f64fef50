// Files that were made to hurt whoever reads them. Whatever comes, it is a file of an allowed type or none; never an error, and never more
// work or memory than its size explains.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostile, mutated } from '@zhijian/testkit/hostile'
import { showsIsoMedia, stripIsoMedia } from './iso-media.ts'
import { orientationOf, stripJpeg } from './jpeg.ts'
import { docx, DOCX, film, filmOf, ftyp, isoBox, mdat, photo, picture, PLACE, recorded, webm, xlsx, XLSX } from './media.fixtures.ts'
import { stripPng } from './png.ts'
import { sniff } from './sniff.ts'
import { checkWebm, showsWebm } from './webm.ts'
import { isHarmlessZip } from './zip.ts'

const ALLOWED = ['image/jpeg', 'image/png', 'application/pdf', DOCX, XLSX, 'text/plain', 'text/csv', 'audio/mp4', 'audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/webm',
  'video/mp4', 'video/webm', 'video/quicktime']
const wav = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\0\0\0', 'latin1')])
const ogg = Buffer.from('OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0', 'latin1')
const mp3 = Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x0aTIT2\0\0\0\0\0\0', 'latin1'), Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)])
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
const table = Buffer.from('姓名,电话\r\n赵一,13947400001\r\n')
/** Beginnings that detection goes on from. */
const asf = Buffer.from([0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6, 0xd9, 0, 0xaa, 0, 0x62, 0xce, 0x6c, ...new Array<number>(64).fill(0)])
const samples = [photo(6), picture(6), film, filmOf('soun'), webm, recorded(1, 2), docx, xlsx, pdf, wav, ogg, mp3, table, asf]

describe('a file that is no file', () => {
  it('is one of the allowed types, or none; and what is kept of it is the same when it is looked at again', async () => {
    await fc.assert(fc.asyncProperty(mutated(...samples), async (bytes) => {
      const before = Buffer.from(bytes)
      const kept = await sniff(bytes, ALLOWED)
      expect(before.equals(bytes)).toBe(true)
      if (kept === null) return
      expect(ALLOWED).toContain(kept.mediaType)
      expect(kept.bytes.length).toBeLessThanOrEqual(bytes.length + 64)
      expect(Buffer.from((await sniff(kept.bytes, ALLOWED))!.bytes).equals(kept.bytes)).toBe(true)
    }), hostile(1500))
  })
  it('tells no place, whatever else is wrong with it', () => {
    fc.assert(fc.property(mutated(photo(6), picture(6)), (bytes) => {
      for (const kept of [stripJpeg(bytes), stripPng(bytes)]) expect(kept !== null && Buffer.from(kept).includes(PLACE)).toBe(false)
    }), hostile(2000))
  })
  it('ends every reader, whatever lengths it states', () => {
    fc.assert(fc.property(mutated(...samples), (bytes) => {
      for (const read of [stripJpeg, stripPng, stripIsoMedia, checkWebm]) read(bytes)
      expect([true, false, null]).toContain(showsIsoMedia(bytes))
      expect([true, false, null]).toContain(showsWebm(bytes))
      expect([true, false]).toContain(bytes.length < 4 ? false : isHarmlessZip(bytes))
      expect(orientationOf(bytes)).toBeGreaterThanOrEqual(1)
    }), hostile(3000))
  })
})

/** `count` times the same bytes. */
const times = (count: number, ...bytes: readonly number[]): Buffer => Buffer.alloc(count * bytes.length, Buffer.from(bytes))

describe('a file of nothing but parts', () => {
  it('is no photograph: two million segments', () => {
    expect(stripJpeg(Buffer.concat([Buffer.from([0xff, 0xd8]), times(2_000_000, 0xff, 0xdb, 0, 2), photo().subarray(2)]))).toBeNull()
  })
  it('is no picture: a million chunks', () => {
    const empty = Buffer.from([0, 0, 0, 0, 0x49, 0x44, 0x41, 0x54, 0x35, 0xaf, 0x06, 0x1e])
    const head = picture().subarray(0, 8 + 25)
    expect(stripPng(Buffer.concat([head, Buffer.alloc(12_000_000, empty), picture().subarray(head.length)]))).toBeNull()
  })
  it('is no film: two million boxes beside one another', () => {
    const free = isoBox('free')
    expect(stripIsoMedia(Buffer.concat([film, Buffer.alloc(2_000_000 * free.length, free)]))).toBeNull()
    expect(showsIsoMedia(Buffer.concat([ftyp, mdat, isoBox('moov', Buffer.alloc(2_000_000 * free.length, free))]))).toBeNull()
  })
  it('is no film: a hundred thousand boxes inside one another', () => {
    const count = 100_000
    const nested = Buffer.alloc(count * 8)
    for (let n = 0; n < count; n += 1) {
      nested.writeUInt32BE((count - n) * 8, n * 8)
      nested.write('moov', n * 8 + 4, 'latin1')
    }
    expect(stripIsoMedia(Buffer.concat([ftyp, mdat, nested]))).toBeNull()
  })
  it('is no reason to look at all of it: forty million elements behind the tracks of a recording', () => {
    expect(showsWebm(Buffer.concat([recorded(1), times(40_000_000, 0x81, 0x80)]))).toBe(true)
  })
})
