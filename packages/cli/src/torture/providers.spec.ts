// What providers took over, held against the log: each rule is broken once.
import { dedupeOf, definitions, type DiaryEntry } from '@zhijian/embedded'
import type { DeliveryId, Push, Receipt } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import { epochMs, instant, plus, type JsonObject } from '@zhijian/kernel'
import { createChecker } from '@zhijian/simulation'
import { memoryReadStore } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { checkProviders } from './providers.ts'

const nine = instant('2026-03-02T01:00:00.000Z')
const DELIVERY = 'd1' as DeliveryId
type Carried = 'sms' | 'wechat' | 'wecom'
const push = (channel: Carried): Push => ({ recipient: 'zhao', channel }) as Push
const event = (type: string, data: object): StoredEvent =>
  ({ stream: `delivery-${DELIVERY}`, version: 1, type: `${type}.v1`, data: data as JsonObject, meta: { recordedat: nine, cause: 'x' } }) as unknown as StoredEvent
const planned = (channel: Carried) => event('PushesPlanned', { deliveryId: DELIVERY, wave: 0, pushes: [push(channel)], held: [], quotaDay: '2026-03-02', plannedAt: nine })
const receipt = (channel: Carried, outcome: Receipt['outcome']) =>
  event('ReceiptsRecorded', { deliveryId: DELIVERY, wave: 0, receipts: [{ ...push(channel), outcome }], recordedAt: nine })
const diary = (channel: 'sms' | 'wechat', ...whats: DiaryEntry['what'][]): DiaryEntry[] =>
  whats.map((what) => ({ provider: channel, dedupe: dedupeOf(DELIVERY, 0, push(channel)), what, atMs: epochMs(plus(nine, 5)) }))

/** The robot's messages have no id: they say whom they mention. */
const mention = (...whats: DiaryEntry['what'][]): DiaryEntry[] =>
  whats.map((what) => ({ provider: 'wecom', dedupe: 'of-its-words', what, atMs: epochMs(plus(nine, 5)), mentions: ['13950000001'] }))

const looked = async (log: readonly StoredEvent[], entries: readonly DiaryEntry[], shown: string | null = null) => {
  const views = memoryReadStore()
  const { collection } = definitions.find(({ name }) => name === 'notifier')!.views.find((view) => view.collection.name === 'notifier-notices')!
  const notices = await views.collection(collection)
  if (shown !== null) {
    await notices.apply([{ id: `zhao ${DELIVERY}`, document: { outcomes: { sms: shown } } }], { position: '1', stream: 's', version: 0, hash: '', epoch: '' })
  }
  const checker = createChecker()
  const figures = await checkProviders(log, entries, views, new Map([['zhao', '13950000001']]), checker)
  return { figures, broken: checker.breaches.map(({ rule }) => rule), counts: checker.counts }
}

describe('what left through providers', () => {
  it('is sound when each push was planned, asked for and taken over once', async () => {
    const { broken, counts, figures } = await looked([planned('sms'), receipt('sms', 'delivered')], diary('sms', 'asked', 'taken'))
    expect(broken).toEqual([])
    expect(Object.keys(counts).sort()).toEqual(['a-doubt-is-not-sent-again', 'delivered-is-what-was-taken-over', 'taken-over-once', 'what-leaves-was-planned-before'])
    expect(figures.sms).toEqual({ planned: 1, asked: 1, takenOver: 1, delivered: 1, failed: 0, unknown: 0, unknownTaken: 0, repeated: 0 })
  })
  it('may be asked for again after a refusal, and of a provider that knows it by its id', async () => {
    expect((await looked([planned('sms'), receipt('sms', 'delivered')], diary('sms', 'asked', 'refused', 'asked', 'taken'))).broken).toEqual([])
    expect((await looked([planned('wechat'), receipt('wechat', 'delivered')], diary('wechat', 'asked', 'taken', 'asked'))).broken).toEqual([])
  })
  it.each<[string, StoredEvent[], DiaryEntry[], string[]]>([
    ['was never planned', [], diary('sms', 'asked', 'taken'), ['what-leaves-was-planned-before']],
    ['was planned only afterwards', [planned('sms')], diary('sms', 'asked').map((each) => ({ ...each, atMs: epochMs(nine) - 1 })), ['what-leaves-was-planned-before']],
    ['went through another provider than was planned', [planned('sms')], diary('sms', 'asked').map((each) => ({ ...each, provider: 'wechat' })), ['what-leaves-was-planned-before']],
    ['was taken over twice', [planned('wechat')], diary('wechat', 'asked', 'taken', 'asked', 'taken'), ['taken-over-once']],
    ['was in doubt and sent again', [planned('sms')], diary('sms', 'asked', 'asked', 'taken'), ['a-doubt-is-not-sent-again']],
    ['is called delivered and was not', [planned('sms'), receipt('sms', 'delivered')], diary('sms', 'asked'), ['delivered-is-what-was-taken-over']],
    ['is called failed and was delivered', [planned('sms'), receipt('sms', 'failed')], diary('sms', 'asked', 'taken'), ['failed-is-what-was-not-taken-over']],
    ['is unknown, and nobody is shown that', [planned('sms'), receipt('sms', 'unknown')], diary('sms', 'asked', 'taken'), ['unknown-is-shown']],
  ])('is not sound when a push %s', async (_, log, entries, rules) => expect((await looked(log, entries)).broken).toEqual(rules))
  it('of a robot is counted by whom it mentions', async () => {
    const { broken, figures } = await looked([planned('wecom'), receipt('wecom', 'delivered')], mention('asked', 'refused', 'asked', 'taken'))
    expect([broken, figures.wecom]).toEqual([[], { planned: 1, asked: 2, takenOver: 1, delivered: 1, failed: 0, unknown: 0, unknownTaken: 0, repeated: 1 }])
  })
  it.each<[string, StoredEvent[], DiaryEntry[], string[]]>([
    ['was never planned', [], mention('asked', 'taken'), ['what-leaves-was-planned-before']],
    ['was planned only afterwards', [planned('wecom')], mention('asked').map((each) => ({ ...each, atMs: epochMs(nine) - 1 })), ['what-leaves-was-planned-before']],
    ['was in doubt and sent again', [planned('wecom')], mention('asked', 'asked', 'taken'), ['what-leaves-was-planned-before', 'a-doubt-is-not-sent-again']],
    ['was taken over twice', [planned('wecom')], mention('asked', 'taken', 'taken'), ['taken-over-once']],
    ['is called delivered and was not', [planned('wecom'), receipt('wecom', 'delivered')], mention('asked'), ['delivered-is-what-was-taken-over']],
    ['is called failed and was delivered', [planned('wecom'), receipt('wecom', 'failed')], mention('asked', 'taken'), ['failed-is-what-was-not-taken-over']],
  ])('is not sound when the robot’s word %s', async (_, log, entries, rules) => expect((await looked(log, entries)).broken).toEqual(rules))
  it('that is unknown is shown, and counted with what had been taken over', async () => {
    const { broken, counts, figures } = await looked([planned('sms'), receipt('sms', 'unknown')], diary('sms', 'asked', 'taken'), 'unknown')
    expect([broken, counts['unknown-is-shown'], figures.sms]).toMatchObject([[], 1, { unknown: 1, unknownTaken: 1 }])
  })
})
