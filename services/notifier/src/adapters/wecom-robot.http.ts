// A robot in the WeCom group of the bureau's staff: one text mentions all whom it concerns. Twenty messages a minute; more
// are not taken over. It has no de-duplication. Phone numbers go out as mentions, which the group sees as names.
// @source 企业微信 群机器人配置说明 (path/91770): POST /cgi-bin/webhook/send?key=, text.content ≤ 2,048 bytes, mentioned_list,
//   mentioned_mobile_list, 20 messages a minute; 全局错误码 (path/90313): -1, 45009, 93000. How many may be mentioned is not documented.
import { JSON_BODY, delivered, exchange, failed, unknown, type ChannelConfig, type Edge, type Language } from '@zhijian/channels'
import { epochMs, Fault } from '@zhijian/kernel'
import { z } from 'zod'
import type { Addresses, Channel, Message, Outcome } from '../ports.ts'
import { fitBytes, wordsOf } from '../texts.ts'
import { addressOf } from './address.ts'

const Answer = z.object({ errcode: z.int() })
const MAX_BYTES = 2048
const MENTIONS = 50
const MINUTE_MS = 60_000
/** Busy · too often: in both nothing was taken over. */
const LATER = new Set([-1, 45009])

export const weComRobot = (
  config: ChannelConfig<'wecom'>, key: string, addresses: Addresses, language: Language, edge: Edge,
): Channel => {
  const mentions = config.mention === 'mobile' ? 'mentioned_mobile_list' : 'mentioned_list'
  let sentMs: readonly number[] = []

  /** @throws Fault `wecom-too-often` (later) */
  const takePlace = (): void => {
    const nowMs = epochMs(edge.now())
    sentMs = sentMs.filter((each) => each > nowMs - MINUTE_MS && each <= nowMs)
    if (sentMs.length >= config.perMinute) {
      throw new Fault('wecom-too-often', 'WeCom robot: the messages of this minute are used up', { retry: 'later' })
    }
    sentMs = [...sentMs, nowMs]
  }

  const say = async (content: string, mentioned: readonly string[]): Promise<Outcome> => {
    takePlace()
    const answer = await exchange({
      url: `${config.origin}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`, headers: JSON_BODY,
      body: JSON.stringify({ msgtype: 'text', text: { content, [mentions]: mentioned } }),
      deadline: edge.deadline(config.timeoutMs),
    })
    if (answer.kind === 'not-sent') throw new Fault('wecom-unavailable', `WeCom robot: ${answer.why}`, { retry: 'later' })
    const parsed = Answer.safeParse(answer.kind === 'answered' ? answer.body : undefined)
    if (answer.kind === 'unclear' || answer.status !== 200 || !parsed.success) return unknown
    const { errcode } = parsed.data
    if (LATER.has(errcode)) throw new Fault('wecom-too-often', `WeCom robot: errcode ${errcode}`, { retry: 'later' })
    return errcode === 0 ? delivered(undefined) : failed(errcode)
  }

  const push = async (messages: readonly Message[]): Promise<readonly Outcome[]> => {
    const reached = await Promise.all(messages.map((message) => addressOf(addresses, message.recipient, 'wecom')))
    const mentioned = reached.filter((address) => address !== null)
    const { title, text, time } = wordsOf(messages[0]!, language)
    const content = fitBytes(`【${title}】${text}\n${time}`, MAX_BYTES)
    const outcome = mentioned.length === 0 ? null : await say(content, [...new Set(mentioned)])
    return reached.map((address) => (address === null ? failed('no-address') : outcome!))
  }

  return { name: 'wecom', isIdempotent: false, push: async (message) => (await push([message]))[0]!, together: { atMost: MENTIONS, push } }
}
