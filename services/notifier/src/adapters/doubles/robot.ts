// qyapi.weixin.qq.com: a group's robot. A minute passes by command.
import { DOUBLE_CREDENTIALS, jsonOf, type Answered, type ProviderDouble } from './double.ts'

export const robotDouble = (): ProviderDouble & { nextMinute(): void } => {
  let sent = 0
  const say = (errcode: number): Answered => ({ status: 200, body: { errcode, errmsg: errcode === 0 ? 'ok' : 'as the double says' } })
  return {
    paths: { '/cgi-bin/webhook/send': 'wecom' },
    answer(_provider, { query, body }) {
      if (query['key'] !== DOUBLE_CREDENTIALS.wecom.key) return say(93000)
      const asked = jsonOf(body)
      const text = asked?.['text'] as { content?: unknown; mentioned_list?: string[]; mentioned_mobile_list?: string[] } | undefined
      if (asked?.['msgtype'] !== 'text' || typeof text?.content !== 'string' || text.content === '') return say(40008)
      if (Buffer.byteLength(text.content) > 2048) return say(40058)
      if (sent >= 20) return say(45009)
      sent += 1
      return { ...say(0), handed: { to: [...text.mentioned_list ?? [], ...text.mentioned_mobile_list ?? []], content: text.content } }
    },
    refuse: (code) => say(Number(code)),
    nextMinute: () => {
      sent = 0
    },
  }
}
