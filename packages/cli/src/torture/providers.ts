// What left through providers while everything was killed, from their own diaries and from the log.
// V1 Nothing was asked of a provider that had not been planned in the log before.
// V2 A provider took a push over at most once; one without ids of the sender's was asked again only when it had said no.
// V3 A receipt says no more than the provider knows, and what is unknown is shown to whoever looks.
// V4 The robot's messages have no ids. They are counted, for each of the people they mention: never more asked for, refusals apart, than
//    was planned by then; never more taken over than was planned; and receipts say neither more nor less than was taken over.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deliveryEvents, NOTICES, type Receipt } from '@zhijian/contracts'
import { dedupeOf, definitions, DOUBLE_CREDENTIALS, type DiaryEntry } from '@zhijian/embedded'
import type { StoredEvent } from '@zhijian/event-store'
import { epochMs, type Instant } from '@zhijian/kernel'
import type { ReadStore } from '@zhijian/read-store'
import type { Checker } from '@zhijian/simulation'
import { patiently } from './checks.ts'

/** WeChat knows a message by its id; who carries short messages does not; a robot's message has none. */
const CHANNELS = ['wechat', 'sms', 'wecom'] as const
type ChannelName = (typeof CHANNELS)[number]
const isOurs = (channel: string): channel is ChannelName => (CHANNELS as readonly string[]).includes(channel)

/** By the turn of the question, so that either is used, and the one after the other's quota. */
const WAKES: readonly (readonly string[])[] = [['wechat'], ['sms', 'wechat'], ['in-app', 'wechat']]
export const wakeOf = (n: number): readonly string[] => WAKES[n % WAKES.length]!

const byNotice = <T>(template: T): Readonly<Record<string, T>> => Object.fromEntries(NOTICES.map((notice) => [notice, template]))
/** Of short messages to one person and day: a question goes out to dozens of lawyers, and each is a request. */
const SMS_A_DAY = 40
/** Twenty a minute are all that a robot says, and a minute here is as long as anywhere while the platform's day is minutes. */
const ROBOT_A_DAY = 15

/** @param folder for the file and its secrets @param origin of the doubles @returns the file that the notifier is told of */
export const writeChannels = (folder: string, origin: string): string => {
  mkdirSync(folder, { recursive: true })
  const file = (name: string, content: object): string => {
    writeFileSync(join(folder, name), JSON.stringify(content), { mode: 0o600 })
    return join(folder, name)
  }
  return file('channels.json', {
    channels: {
      wechat: { credentials: file('wechat.json', DOUBLE_CREDENTIALS.wechat), origin, templates: byNotice({ templateId: 'TM-1', fields: { thing1: 'title', time2: 'time' } }) },
      wecom: { credentials: file('wecom.json', DOUBLE_CREDENTIALS.wecom), origin },
      sms: { credentials: file('sms.json', DOUBLE_CREDENTIALS.aliyun), origin, signName: '指尖法律服务', templates: byNotice({ templateCode: 'SMS_100001', params: { what: 'title' } }) },
    },
    quota: { perRecipientPerDay: { sms: SMS_A_DAY }, perChannelPerDay: { wecom: ROBOT_A_DAY } }, quietHours: null,
  })
}

interface Planned {
  readonly channel: ChannelName
  readonly recipient: string
  readonly deliveryId: string
  readonly event: StoredEvent
  receipt: Receipt | null
}

export interface ProviderFigures {
  readonly planned: number
  readonly asked: number
  readonly takenOver: number
  readonly delivered: number
  readonly failed: number
  readonly unknown: number
  /** Of those unknown: they had been taken over. */
  readonly unknownTaken: number
  /** Asked for more than once under the same id. */
  readonly repeated: number
}
export type ProvidersFigures = Readonly<Record<ChannelName, ProviderFigures>>

const plannedIn = (log: readonly StoredEvent[]): ReadonlyMap<string, Planned> => {
  const planned = new Map<string, Planned>()
  for (const event of log) {
    const fact = deliveryEvents.read(event.type, event.data)
    if (fact?.type === 'PushesPlanned') {
      const { deliveryId, wave, pushes } = fact.data
      for (const push of pushes) {
        if (isOurs(push.channel)) planned.set(dedupeOf(deliveryId, wave, push), { channel: push.channel, recipient: push.recipient, deliveryId, event, receipt: null })
      }
    }
    if (fact?.type !== 'ReceiptsRecorded') continue
    const { deliveryId, wave, receipts } = fact.data
    for (const receipt of receipts) {
      const push = planned.get(dedupeOf(deliveryId, wave, receipt))
      if (push) push.receipt = receipt
    }
  }
  return planned
}

/** As the console shows them, delivery by delivery. */
const NOTICES_SHOWN = definitions.find(({ name }) => name === 'notifier')!.views.find(({ collection }) => collection.name === 'notifier-notices')!.collection

/** What one push came to at its provider. */
interface Came {
  asked: number
  refused: number
  taken: number
}

/** @param notifier its views: what operators are shown @param phones under which the robot mentions people */
export const checkProviders = async (
  log: readonly StoredEvent[], diary: readonly DiaryEntry[], notifier: ReadStore, phones: ReadonlyMap<string, string>, checker: Checker,
): Promise<ProvidersFigures> => {
  const notices = await notifier.collection<{ readonly outcomes: Readonly<Record<string, string>> }>(NOTICES_SHOWN)
  const planned = plannedIn(log)
  const came = new Map<string, Came>()
  for (const { dedupe, provider, what, atMs, mentions } of diary) {
    if (mentions !== undefined) continue
    const push = planned.get(dedupe)
    if (what === 'asked') {
      checker.check('what-leaves-was-planned-before', push?.channel === provider && epochMs(push.event.meta.recordedat as Instant) <= atMs, push?.event ?? { stream: dedupe, version: -1 },
        () => (push ? `asked of ${provider} at ${new Date(atMs).toISOString()}, planned at ${push.event.meta.recordedat}` : `asked of ${provider}, and never planned`))
    }
    const one = came.get(dedupe) ?? { asked: 0, refused: 0, taken: 0 }
    one[what] += 1
    came.set(dedupe, one)
  }
  const figures = Object.fromEntries(CHANNELS.map((channel) => [channel, { planned: 0, asked: 0, takenOver: 0, delivered: 0, failed: 0, unknown: 0, unknownTaken: 0, repeated: 0 }])) as
    Record<ChannelName, { -readonly [K in keyof ProviderFigures]: number }>
  for (const [dedupe, { channel, recipient, deliveryId, event, receipt }] of planned) {
    const { asked, refused, taken } = came.get(dedupe) ?? { asked: 0, refused: 0, taken: 0 }
    const of = figures[channel]
    const isCounted = channel === 'wecom'
    const must = (rule: string, holds: boolean, says: () => string): void => checker.check(rule, holds, event, () => `${recipient} ${channel}: ${says()}`)
    of.planned += 1
    of.asked += asked
    of.takenOver += taken
    if (asked > 1) of.repeated += 1
    if (!isCounted) must('taken-over-once', taken <= 1, () => `taken over ${taken} times`)
    if (channel === 'sms') must('a-doubt-is-not-sent-again', asked - refused <= 1, () => `asked ${asked} times, refused ${refused} times`)
    if (receipt === null) continue
    of[receipt.outcome] += 1
    if (receipt.outcome === 'unknown' && taken > 0) of.unknownTaken += 1
    if (receipt.outcome === 'delivered' && !isCounted) must('delivered-is-what-was-taken-over', taken === 1, () => `delivered, and taken over ${taken} times`)
    if (receipt.outcome === 'failed' && !isCounted) must('failed-is-what-was-not-taken-over', taken === 0, () => `failed (${receipt.providerRef}), and taken over`)
    if (receipt.outcome !== 'unknown') continue
    const shown = await patiently(() => notices.get(`${recipient} ${deliveryId}`))
    must('unknown-is-shown', shown?.outcomes[channel] === 'unknown', () => `shown as ${shown?.outcomes[channel]}`)
  }
  countMentions(planned, diary, phones, figures.wecom, checker)
  return figures
}

/** V4 */
const countMentions = (
  planned: ReadonlyMap<string, Planned>, diary: readonly DiaryEntry[], phones: ReadonlyMap<string, string>, figures: { -readonly [K in keyof ProviderFigures]: number }, checker: Checker,
): void => {
  const pushes = [...planned.values()].filter(({ channel }) => channel === 'wecom')
  const byPhone = new Map<string, Planned[]>()
  for (const push of pushes) {
    const phone = phones.get(push.recipient) ?? ''
    byPhone.set(phone, [...byPhone.get(phone) ?? [], push])
  }
  const came = new Map<string, Came>()
  for (const { what, mentions, atMs } of diary) {
    for (const phone of mentions ?? []) {
      const one = came.get(phone) ?? { asked: 0, refused: 0, taken: 0 }
      one[what] += 1
      came.set(phone, one)
      if (what !== 'asked') continue
      const mine = byPhone.get(phone) ?? []
      const plannedByThen = mine.filter(({ event }) => epochMs(event.meta.recordedat as Instant) <= atMs).length
      checker.check('what-leaves-was-planned-before', one.asked - one.refused <= plannedByThen, mine[0]?.event ?? { stream: 'wecom', version: -1 },
        () => `the robot mentioned somebody ${one.asked} times, refused ${one.refused} times, when ${plannedByThen} were planned for him`)
    }
  }
  for (const [phone, mine] of byPhone) {
    const { asked, refused, taken } = came.get(phone) ?? { asked: 0, refused: 0, taken: 0 }
    const outcomes = (outcome: Receipt['outcome'] | undefined): number => mine.filter(({ receipt }) => receipt?.outcome === outcome).length
    const [delivered, inDoubt] = [outcomes('delivered'), outcomes('unknown') + outcomes(undefined)]
    const must = (rule: string, holds: boolean, says: () => string): void => checker.check(rule, holds, mine[0]!.event, () => `${mine[0]!.recipient} wecom: ${says()}`)
    figures.asked += asked
    figures.takenOver += taken
    figures.repeated += refused
    figures.unknownTaken += Math.max(0, taken - delivered)
    must('taken-over-once', taken <= mine.length, () => `planned ${mine.length}, taken over ${taken} times`)
    must('a-doubt-is-not-sent-again', asked - refused <= mine.length, () => `planned ${mine.length}, asked ${asked} times, refused ${refused} times`)
    must('delivered-is-what-was-taken-over', delivered <= taken, () => `delivered ${delivered}, taken over ${taken} times`)
    must('failed-is-what-was-not-taken-over', Math.min(taken, mine.length) <= delivered + inDoubt, () => `taken over ${taken} times, delivered ${delivered}, in doubt ${inDoubt}`)
  }
}
