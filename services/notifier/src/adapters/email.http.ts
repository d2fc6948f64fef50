// Mail through Alibaba Cloud Direct Mail, as plain text. The provider does not de-duplicate.
// @source 阿里云 邮件推送 SingleSendMail (Dm 2015-11-23): POST /, parameters as a form (so in the SDK's client of 2025); subject ≤ 100
//   characters; answers RequestId and EnvId
import { aliyunCall, delivered, failed, type AliyunCredentials, type ChannelConfig, type Edge, type Language } from '@zhijian/channels'
import type { Addresses, Channel } from '../ports.ts'
import { fit, signatureIn, wordsOf } from '../texts.ts'
import { addressOf } from './address.ts'

const MAX_SUBJECT = 100
/** One address: a comma would make it several. */
const ADDRESS = /^[^\s,;<>@]{1,100}@[A-Za-z0-9.-]{1,150}$/

export const emailChannel = (
  config: ChannelConfig<'email'>, credentials: AliyunCredentials, addresses: Addresses, language: Language, edge: Edge,
): Channel => ({
  name: 'email',
  isIdempotent: false,
  async push(message) {
    const address = await addressOf(addresses, message.recipient, 'email')
    if (address === null) return failed('no-address')
    if (!ADDRESS.test(address)) return failed('malformed-address')
    const { title, text, time } = wordsOf(message, language)
    return aliyunCall({
      action: 'SingleSendMail', version: '2015-11-23', query: {},
      form: {
        AccountName: config.accountName, AddressType: '1', ReplyToAddress: String(config.replyToAddress), ToAddress: address,
        Subject: fit(title, MAX_SUBJECT), TextBody: `${text}\n\n${signatureIn(language)}\n${time}\n`,
        ...(config.fromAlias === undefined ? {} : { FromAlias: config.fromAlias }),
      },
    }, config, credentials, edge, (answer) => (typeof answer['EnvId'] === 'string' ? delivered(answer['EnvId']) : undefined))
  },
})
