import { describe, expect, it } from 'vitest'
import { stripIsoMedia } from './iso-media.ts'
import { orientationOf, stripJpeg } from './jpeg.ts'
import {
  barePhoto, barePicture, DOCX, docx, docxBomb, film, filmOf, ftyp, isoBox, jpegOf, jpegParts, mdat, photo, picture, PLACE, pngParts, recorded,
  webm, XLSX, xlsx, zipOf,
} from './media.fixtures.ts'
import { stripPng } from './png.ts'
import { sniff } from './sniff.ts'
import { showsWebm } from './webm.ts'
import { isHarmlessZip } from './zip.ts'

const { jfif, exif, tables, frame, scans } = jpegParts
const same = (a: Uint8Array | null, b: Uint8Array): boolean => a !== null && Buffer.from(a).equals(b)
const tells = (bytes: Uint8Array | null): boolean => bytes !== null && Buffer.from(bytes).includes(PLACE.slice(0, 10))

describe('a JPEG', () => {
  it('keeps what is seen and loses what is told, and what stands behind its end', () => {
    expect(tells(photo())).toBe(true)
    expect(same(stripJpeg(photo()), barePhoto)).toBe(true)
    expect(same(stripJpeg(barePhoto), barePhoto)).toBe(true)
  })
  it.each([2, 3, 6, 8])('still stands upright: orientation %d returns alone', (orientation) => {
    const stripped = stripJpeg(photo(orientation))!
    expect(tells(stripped)).toBe(false)
    const at = Buffer.from(stripped).indexOf('Exif\0\0')
    expect(orientationOf(stripped.subarray(at + 6))).toBe(orientation)
    expect(same(stripJpeg(stripped), stripped)).toBe(true)
    expect(stripped.length - barePhoto.length).toBe(36)
  })
  it.each([0, 1, 9, 65_535])('takes orientation %d for none', (orientation) => {
    expect(same(stripJpeg(photo(orientation)), barePhoto)).toBe(true)
  })
  it('is none without start, scan or end, with a segment beyond the file, or with more pixels than memory', () => {
    for (let length = 0; length < barePhoto.length; length += 1) expect(stripJpeg(barePhoto.subarray(0, length))).toBeNull()
    expect(stripJpeg(jpegOf(jfif, tables, frame()))).toBeNull()
    expect(stripJpeg(jpegOf(jfif, Buffer.from('no marker'), scans))).toBeNull()
    expect(stripJpeg(jpegOf(jfif, tables, frame(10_000, 10_000), scans))).not.toBeNull()
    expect(stripJpeg(jpegOf(jfif, tables, frame(10_000, 10_001), scans))).toBeNull()
  })
  it('reads any EXIF without stumbling', () => {
    const tiff = exif(6).subarray(10)
    for (let i = 0; i < tiff.length; i += 1) {
      for (const value of [0, 0xff]) {
        const odd = Buffer.from(tiff)
        odd[i] = value
        expect(orientationOf(odd)).toBeGreaterThanOrEqual(1)
      }
      expect(orientationOf(tiff.subarray(0, i))).toBeGreaterThanOrEqual(1)
    }
  })
})

describe('a PNG', () => {
  it('keeps what is seen and loses what is told, and what stands behind its end', () => {
    expect(tells(picture())).toBe(true)
    expect(same(stripPng(picture()), barePicture)).toBe(true)
    expect(same(stripPng(barePicture), barePicture)).toBe(true)
  })
  it('still stands upright', () => {
    const stripped = stripPng(picture(8))!
    expect(tells(stripped)).toBe(false)
    expect(orientationOf(stripped.subarray(Buffer.from(stripped).indexOf('eXIf') + 4))).toBe(8)
    expect(same(stripPng(stripped), stripped)).toBe(true)
  })
  it('is none when cut, changed, without an image, or with more pixels than memory', () => {
    for (let n = 0; n < barePicture.length; n += 1) expect(stripPng(barePicture.subarray(0, n))).toBeNull()
    for (let i = 0; i < barePicture.length; i += 1) {
      const changed = Buffer.from(barePicture)
      changed[i]! ^= 1
      expect(stripPng(changed)).toBeNull()
    }
    const { signature, header, image, end } = pngParts
    expect(stripPng(Buffer.concat([signature, header(1, 1), end]))).toBeNull()
    expect(stripPng(Buffer.concat([signature, image, header(1, 1), end]))).toBeNull()
    expect(stripPng(Buffer.concat([signature, header(10_000, 10_000), image, end]))).not.toBeNull()
    expect(stripPng(Buffer.concat([signature, header(10_000, 10_001), image, end]))).toBeNull()
    expect(stripPng(Buffer.concat([signature, header(0xffffffff, 0xffffffff), image, end]))).toBeNull()
  })
})

describe('a film', () => {
  it('keeps every frame where it was, and tells no place', () => {
    expect(tells(film)).toBe(true)
    const stripped = Buffer.from(stripIsoMedia(film)!)
    expect(tells(stripped)).toBe(false)
    expect(stripped.length).toBe(film.length)
    expect(stripped.indexOf(mdat)).toBe(film.indexOf(mdat))
    expect(tells(film)).toBe(true)
  })
  it('is none when it only begins like one', () => {
    const junk = Buffer.from('<html><script>alert(1)</script></html>'.repeat(20))
    expect(stripIsoMedia(Buffer.concat([ftyp, junk]))).toBeNull()
    expect(stripIsoMedia(ftyp)).toBeNull()
    expect(stripIsoMedia(Buffer.concat([ftyp, isoBox('moov')]))).toBeNull()
    expect(stripIsoMedia(Buffer.concat([ftyp, mdat]))).toBeNull()
    expect(stripIsoMedia(Buffer.concat([ftyp, mdat, isoBox('moov', junk)]))).toBeNull()
    expect(stripIsoMedia(Buffer.concat([ftyp, mdat, isoBox('moov', isoBox('trak', junk))]))).toBeNull()
    expect(stripIsoMedia(film.subarray(0, film.length - 1))).toBeNull()
  })
})

describe('an archive', () => {
  const zeros = (n: number): Uint8Array => Buffer.alloc(n)
  it('is harmless when it unpacks to what documents unpack to', () => {
    expect([docx, xlsx].map((each) => isHarmlessZip(each))).toEqual([true, true])
  })
  it('is a bomb by its total, its ratio, its number, or by one text used many times', () => {
    const text = Buffer.from('a line of some text, never the same '.repeat(3))
    expect(isHarmlessZip(zipOf([{ name: 'a', body: zeros(5_000_000) }]))).toBe(false)
    expect(isHarmlessZip(zipOf([{ name: 'a', body: text, declared: 4_000_000_000 }]))).toBe(false)
    const limits = { unpackedBytes: 300, ratio: 100, entries: 3 }
    expect(isHarmlessZip(zipOf([1, 2].map((n) => ({ name: `${n}`, body: text }))), limits)).toBe(true)
    expect(isHarmlessZip(zipOf([1, 2, 3].map((n) => ({ name: `${n}`, body: text }))), limits)).toBe(false)
    expect(isHarmlessZip(zipOf([1, 2, 3, 4].map((n) => ({ name: `${n}`, body: zeros(1) }))), limits)).toBe(false)
    expect(isHarmlessZip(zipOf([1, 2].map((n) => ({ name: `${n}`, body: text })), true))).toBe(false)
  })
  it('is not taken when locked, cut or changed into something that does not add up', () => {
    expect(isHarmlessZip(zipOf([{ name: 'a', body: zeros(9), flags: 1 }]))).toBe(false)
    for (let length = 4; length < docx.length; length += 1) expect(isHarmlessZip(docx.subarray(0, length))).toBe(false)
    for (let i = 0; i < docx.length; i += 1) {
      const changed = Buffer.from(docx)
      changed[i] = 0xff
      expect(typeof isHarmlessZip(changed)).toBe('boolean')
    }
  })
})

describe('what a file is', () => {
  const all = ['image/jpeg', 'image/png', 'video/mp4', 'video/webm', 'application/pdf', DOCX, XLSX, 'text/plain', 'text/csv']
  const typeOf = async (bytes: Uint8Array, allowed: readonly string[] = all) => (await sniff(bytes, allowed))?.mediaType ?? null
  it.each<[string, Uint8Array, string]>([
    ['a photograph', photo(), 'image/jpeg'], ['a picture', picture(), 'image/png'], ['a film', film, 'video/mp4'],
    ['a recording', webm, 'video/webm'], ['a document', docx, DOCX], ['a sheet', xlsx, XLSX],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n%%EOF'), 'application/pdf'],
    ['a text', Buffer.from('第一行\n第二行,有逗号'), 'text/plain'],
    ['a table', Buffer.from('姓名,执业证号\n赵,11509201810123456\n'), 'text/csv'],
    ['a table in GB 18030', Buffer.from('d0d5c3fb2cd6a4bac50ad5d42c31', 'hex'), 'text/csv'],
    ['a text in UTF-16', Buffer.from('\ufeff你好', 'utf16le'), 'text/plain'],
    ['Mongolian', Buffer.from('ᠮᠣᠩᠭᠣᠯ'), 'text/plain'],
  ])('%s', async (_, bytes, type) => {
    expect(await typeOf(bytes)).toBe(type)
    expect(await typeOf(bytes, all.filter((each) => each !== type && !each.startsWith('text/')))).toBeNull()
  })
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a film that is none', Buffer.concat([ftyp, Buffer.from('not a film at all, only its first bytes')])],
    ['a recording that is none', Buffer.concat([webm.subarray(0, 12), Buffer.from('not a recording')])],
    ['a photograph that is none', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('not a photograph')])],
    ['a picture cut short', picture().subarray(0, 60)],
    ['a document that is a bomb', docxBomb],
    ['a recording without a frame', Buffer.concat([webm.subarray(0, 16), Buffer.from([0x84, 0xec, 0x82, 0, 0])])],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01' + '\0'.repeat(60), 'latin1')],
    ['a Windows program', Buffer.from('MZ' + '\0'.repeat(60), 'latin1')],
    ['a plain archive', zipOf([{ name: 'a.txt', body: Buffer.from('x') }])],
    ['text with a NUL', Buffer.from('a\0b')],
    ['noise', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 89 + 7) & 0xff))],
  ])('%s is not taken', async (_, bytes) => {
    expect(await typeOf(bytes)).toBeNull()
  })
  it.each<[string, Uint8Array, string]>([
    ['a voice note of a browser', recorded(2), 'audio/webm'], ['a clip of a browser', recorded(1, 2), 'video/webm'], ['one that does not say', webm, 'video/webm'],
    ['a voice note of a phone', filmOf('soun'), 'audio/mp4'], ['a clip of a phone', filmOf('vide', 'soun'), 'video/mp4'],
  ])('%s is what can be seen or heard in it', async (_, bytes, type) => {
    const both = [...all, 'audio/webm', 'audio/mp4']
    expect(await typeOf(bytes, both)).toBe(type)
    expect(await typeOf(bytes, both.filter((each) => each.startsWith(type.slice(0, 5))))).toBe(type)
    // As one end of the platform announces it: a note under another name is none.
    expect(await typeOf(bytes, [type])).toBe(type)
  })
  it('a track list cut short says nothing, and breaks nothing', async () => {
    const whole = recorded(1, 2)
    for (let i = 12; i < whole.length; i += 1) expect(['video/webm', null]).toContain(await typeOf(whole.subarray(0, i), ['video/webm', 'audio/webm']))
    for (let i = 0; i < whole.length; i += 1) {
      const changed = Buffer.from(whole)
      changed[i] = 0xff
      expect([true, false, null]).toContain(showsWebm(changed))
    }
  })
  it('goes by content: a page of HTML is text, and only where text is taken', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>')
    expect(await typeOf(page)).toBe('text/plain')
    expect(await typeOf(page, ['image/png'])).toBeNull()
  })
  it('comes back without its metadata', async () => {
    for (const bytes of [photo(6), picture(6), film]) expect(tells((await sniff(bytes, all))!.bytes)).toBe(false)
  })
})

describe('a file that is two things at once', () => {
  const PAGE = Buffer.from('<html><script>alert(document.domain)</script></html>')
  const ALL = ['image/jpeg', 'image/png', 'video/mp4', 'application/pdf', 'text/plain', DOCX]
  const hasPage = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes('<script>')
  const pdf = (catalogue: string): Buffer => Buffer.from(`%PDF-1.4\n1 0 obj <</Type /Catalog ${catalogue}>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n`)

  it.each<[string, Buffer, string]>([
    ['a photo with a page in its comment, its profile of others, and behind its end', Buffer.concat([jpegOf(jfif, Buffer.concat([Buffer.from([0xff, 0xfe, 0, PAGE.length + 2]), PAGE]), Buffer.concat([Buffer.from([0xff, 0xe4, 0, PAGE.length + 2]), PAGE]), tables, frame(), scans), PAGE]), 'image/jpeg'],
    ['a picture with a page behind its end', Buffer.concat([barePicture, PAGE]), 'image/png'],
    ['a film with a page in what is free, and in its metadata', Buffer.concat([ftyp, isoBox('free', PAGE), isoBox('skip', PAGE), mdat, isoBox('moov', isoBox('mvhd', Buffer.alloc(100)), isoBox('udta', PAGE))]), 'video/mp4'],
  ])('%s keeps one of them', async (_name, bytes, mediaType) => {
    expect(hasPage(bytes)).toBe(true)
    const kept = (await sniff(bytes, ALL))!
    expect([kept.mediaType, hasPage(kept.bytes)]).toEqual([mediaType, false])
  })
  it.each<[string, Buffer]>([
    ['a GIF that is a script', Buffer.from('GIF89a/*\0\0\0\0\0*/=1;alert(1)//;')],
    ['a drawing (SVG) under the name of a picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a film with a page behind its end', Buffer.concat([film, PAGE])],
    ['an archive before a page', Buffer.concat([zipOf([{ name: 'a.txt', body: Buffer.from('a') }]).subarray(0, 40), PAGE])],
  ])('%s is no picture, no film and no paper', async (_name, bytes) => {
    expect(await sniff(bytes, ALL.filter((type) => type !== 'text/plain'))).toBeNull()
  })
  it.each<[string, Buffer]>([
    ['with an archive behind its end', Buffer.concat([pdf(''), zipOf([{ name: 'a.exe', body: Buffer.from('MZ') }])])],
    ['with a script', pdf('/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>')],
  ])('a PDF %s is a PDF, and never shown in a page', async (_name, bytes) => {
    expect((await sniff(bytes, ALL))?.mediaType).toBe('application/pdf')
  })
})
