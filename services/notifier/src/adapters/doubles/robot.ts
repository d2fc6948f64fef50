// qyapi.weixin.qq.com: a group's robot. A minute passes by command.
import { createHash } from 'node:crypto'
import { DOUBLE_CREDENTIALS, jsonOf, type Answered, type ProviderDouble } from './double.ts'

interface Text {
  readonly content?: unknown
  readonly mentioned_list?: readonly string[]
  readonly mentioned_mobile_list?: readonly string[]
}
const textOf = (body: string): Text | undefined => jsonOf(body)?.['text'] as Text | undefined
const mentioned = (text: Text | undefined): readonly string[] => [...text?.mentioned_list ?? [], ...text?.mentioned_mobile_list ?? []]

export const robotDouble = (): ProviderDouble & { nextMinute(): void } => {
  let sent = 0
  const say = (errcode: number): Answered => ({ status: 200, body: { errcode, errmsg: errcode === 0 ? 'ok' : 'as the double says' } })
  return {
    paths: { '/cgi-bin/webhook/send': 'wecom' },
    dedupeOf: (_provider, { body }) => createHash('sha256').update(body).digest('hex').slice(0, 32),
    mentionsOf: (_provider, { body }) => mentioned(textOf(body)),
    answer(_provider, { query, body }) {
      if (query['key'] !== DOUBLE_CREDENTIALS.wecom.key) return say(93000)
      const asked = jsonOf(body)
      const text = textOf(body)
      if (asked?.['msgtype'] !== 'text' || typeof text?.content !== 'string' || text.content === '') return say(40008)
      if (Buffer.byteLength(text.content) > 2048) return say(40058)
      if (sent >= 20) return say(45009)
      sent += 1
      return { ...say(0), handed: { to: mentioned(text), content: text.content } }
    },
    refuse: (code) => say(Number(code)),
    nextMinute: () => {
      sent = 0
    },
  }
}
