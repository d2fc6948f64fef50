import { PDFDocument } from 'pdf-lib'
import * as asn1js from 'asn1js'
import { ContentInfo, SignedData } from 'pkijs'
import { expect, it } from 'vitest'
import { ownSeal, sealed } from './document-seal.ts'
import { letterPdf } from './letter-pdf.ts'

const NOW = new Date('2026-03-02T01:00:00.000Z')
const secrets = () => {
  const kept = new Map<string, string>()
  return { kept, get: async (id: string) => kept.get(id) ?? null, put: async (id: string, secret: string) => void kept.set(id, secret) }
}
const WORDS = ['接受手机定位监管承诺书', '本人巴特尔，社区矫正期限自2026年3月2日起至2026年12月26日止。'.repeat(80), '签署：手机验证码']
const made = async (store = secrets()) => sealed(await ownSeal(store, '卓资县司法局', NOW), await letterPdf(WORDS, { title: WORDS[0]!, author: '司法局', at: NOW }), { name: '卓资县司法局', reason: '承诺书', now: NOW })

/** What the signature covers, and the signature. */
const partsOf = (pdf: Buffer) => {
  const [, a, b, c, d] = /\/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]/.exec(pdf.toString('latin1'))!.map(Number) as [number, number, number, number, number]
  const hex = pdf.subarray(b + 1, c - 1).toString('latin1').replace(/(00)+$/, '')
  return { covered: Buffer.concat([pdf.subarray(a, a + b), pdf.subarray(c, c + d)]), whole: c + d, cms: Buffer.from(hex.length % 2 === 0 ? hex : `${hex}0`, 'hex') }
}
const verdictOf = async (pdf: Buffer) => {
  const { covered, cms } = partsOf(pdf)
  const bytes = new Uint8Array(cms).buffer
  const signed = new SignedData({ schema: new ContentInfo({ schema: asn1js.fromBER(bytes).result }).content })
  return signed.verify({ signer: 0, data: new Uint8Array(covered).buffer }).catch(() => false)
}

it('a letter is whole pages, sealed to its last byte, by the same key every time', async () => {
  const store = secrets()
  const [one, two] = [Buffer.from(await made(store)), Buffer.from(await made(store))]
  expect((await PDFDocument.load(one)).getPageCount()).toBeGreaterThan(1)
  expect([partsOf(one).whole, await verdictOf(one), await verdictOf(two)]).toEqual([one.length, true, true])
  expect(store.kept.size).toBe(1)
  const certificate = [...store.kept.values()][0]!.split('.')[1]!
  for (const pdf of [one, two]) expect(partsOf(pdf).cms.includes(Buffer.from(certificate, 'base64url'))).toBe(true)
  expect(one.toString('latin1')).toContain('/SubFilter /ETSI.CAdES.detached')
})

it('a letter that was changed by one byte does not pass', async () => {
  const pdf = Buffer.from(await made())
  const at = pdf.indexOf('stream') + 20
  pdf[at] = pdf[at]! ^ 1
  expect(await verdictOf(pdf)).toBe(false)
})
