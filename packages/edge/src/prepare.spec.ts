import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AskFollowUp, GiveAnswer, OpenConsultation, ReplyFollowUp, type PersonId } from '@zhijian/contracts'
import { createSealer, openSqliteKeyRing, type KeyRing, type Sealer } from '@zhijian/privacy'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareAnswer, prepareFollowUp, prepareQuestion, prepareReply, previewQuestion, type Prepared } from './prepare.ts'

const askerId = 'asker-1' as PersonId
let folder: string
let ring: KeyRing
let sealer: Sealer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'edge-'))
  ring = await openSqliteKeyRing({ file: join(folder, 'keys.db'), masterKeyFile: join(folder, 'm'), tombstoneFile: join(folder, 't') })
  sealer = createSealer(ring)
})
afterAll(async () => {
  await ring.close()
  rmSync(folder, { recursive: true, force: true })
})

const data = <T>(prepared: Prepared<T>): T => {
  if (prepared.kind === 'refused') throw new Error(`refused: ${prepared.code}`)
  return prepared.data
}
const shape = <S extends { pick: (keys: never) => { parse: (value: unknown) => unknown } }>(schema: S, value: object) =>
  schema.pick(Object.fromEntries(Object.keys(value).map((key) => [key, true])) as never).parse(value)

const QUESTION = '我叫王建国，老板陈志远拖欠工资三个月，我电话13800138000，住卓资县十八台镇碌碡坪村。我不想活了'

describe('a question', () => {
  it('becomes what OpenConsultation needs', async () => {
    const question = data(await prepareQuestion(sealer, { askerId, text: QUESTION, asked: '03' as never }))
    expect(shape(OpenConsultation, question)).toEqual(question)
    expect(await sealer.open(question.text)).toBe(QUESTION)
    expect(await sealer.open(question.redacted!)).toBe('我叫【姓名】，老板【姓名】拖欠工资三个月，我电话【电话】，住卓资县【地址】。我不想活了')
    expect(question).toMatchObject({ dangerCodes: ['suicide'], topic: { code: '03', asked: '03' }, language: 'zh' })
    expect(question.text.person).toBe(askerId)
  })
  it('leaves the county as the asker corrected it, but never with a phone or an ID number', async () => {
    const corrected = '老板拖欠工资，请打13800138000，身份证11010519491231002X，王建国'
    const question = data(await prepareQuestion(sealer, { askerId, text: QUESTION, corrected }))
    expect(await sealer.open(question.redacted!)).toBe('老板拖欠工资，请打【电话】，身份证【证件号】，王建国')
  })
  it.each([['nothing may leave', null], ['an empty version', '  ']])('leaves by topic and place alone: %s', async (_, corrected) => {
    expect(data(await prepareQuestion(sealer, { askerId, text: QUESTION, corrected })).redacted).toBeNull()
  })
  it('leaves by topic and place alone when the rules cannot read it, or little would be left', () => {
    expect(data(previewQuestion('ᠪᠢ ᠬᠠᠤᠯᠢ ᠶᠢᠨ ᠲᠤᠰᠠᠯᠠᠮᠵᠢ ᠬᠡᠷᠡᠭᠲᠡᠢ'))).toMatchObject({ redacted: null, language: 'mn' })
    expect(data(previewQuestion('13800138000 王建国 13900139000')).redacted).toBeNull()
  })
  it('shows the asker what would leave before anything is sealed', () => {
    const preview = data(previewQuestion(QUESTION))
    expect(preview.redacted!.spans.map(({ kind, start, end }) => [kind, preview.text.slice(start, end)])).toContainEqual(['phone', '13800138000'])
    expect(preview.topics[0]!.code).toBe('03')
  })
  it.each([['text-empty', ' \n'], ['text-too-long', '字'.repeat(20_001)], ['text-has-nul', 'a\0b']])('is refused: %s', async (code, text) => {
    expect(await prepareQuestion(sealer, { askerId, text })).toEqual({ kind: 'refused', code })
    expect(await prepareFollowUp(sealer, { askerId, text })).toEqual({ kind: 'refused', code })
    expect(await prepareAnswer(sealer, { askerId, text, question: '' })).toEqual({ kind: 'refused', code })
    expect(await prepareReply(sealer, { askerId, text })).toEqual({ kind: 'refused', code })
    expect(await prepareQuestion(sealer, { askerId, text: 'ok', corrected: text })).toMatchObject(
      code === 'text-empty' ? { kind: 'prepared' } : { kind: 'refused', code },
    )
  })
  it('of the longest kind still fits, redacted too', async () => {
    const text = '王某，'.repeat(6_666)
    const question = data(await prepareQuestion(sealer, { askerId, text }))
    expect(question.redacted).toBeNull()
    const emoji = '😀'.repeat(20_000)
    expect(await sealer.open(data(await prepareQuestion(sealer, { askerId, text: emoji })).redacted!)).toBe(emoji)
  })
})

describe('an answer', () => {
  it('becomes what GiveAnswer needs, sealed with the asker’s key', async () => {
    const answer = data(await prepareAnswer(sealer, {
      askerId, question: QUESTION, text: '您好，可以向劳动监察大队投诉，依据《劳动合同法》第八十五条主张加付赔偿金。详情加微信lvshi888',
    }))
    expect(shape(GiveAnswer, answer)).toEqual(answer)
    expect(answer).toMatchObject({ flags: ['contact'], statutes: [{ law: '劳动合同法', article: '第八十五条' }], substance: { clipMs: 0, callMs: 0 } })
    expect(answer.substance.textChars).toBeGreaterThan(15)
    expect(answer.text!.person).toBe(askerId)
  })
  it('may be a clip without words, or a call with a summary', async () => {
    expect(data(await prepareAnswer(sealer, { askerId, question: '', text: null, clipMs: 12_000 }))).toEqual({
      text: null, substance: { textChars: 0, clipMs: 12_000, callMs: 0 }, statutes: [], flags: [],
    })
    const call = data(await prepareAnswer(sealer, { askerId, question: '', text: '已在电话中说明仲裁时效和所需材料', callMs: 65_000 }))
    expect(call.substance).toMatchObject({ callMs: 65_000, textChars: 16 })
  })
})

describe('a follow-up and its reply', () => {
  it('become what AskFollowUp and ReplyFollowUp need', async () => {
    const followUp = data(await prepareFollowUp(sealer, { askerId, text: '他说要杀我全家' }))
    expect(shape(AskFollowUp, followUp)).toEqual(followUp)
    expect(followUp.dangerCodes).toEqual(['violence'])
    const reply = data(await prepareReply(sealer, { askerId, text: '请立即报警，咨询费500元' }))
    expect(shape(ReplyFollowUp, reply)).toEqual(reply)
    expect(reply.flags).toEqual(['fee'])
    expect(data(await prepareReply(sealer, { askerId, text: null })).text).toBeNull()
  })
})
