// Short messages through Alibaba Cloud: the text is the provider's approved template, we give its variables. The provider
// does not de-duplicate, so a message whose fate is unclear is not sent again. `OutId` comes back in the operator's reports.
// @source 阿里云 短信服务 SendSms (Dysmsapi 2017-05-25): POST /, parameters in the query; "国内短信…不支持幂等"; a variable of a
//   notice template holds 1–35 characters
import { aliyunCall, delivered, failed, type AliyunCredentials, type ChannelConfig, type Edge, type Language } from '@zhijian/channels'
import type { Addresses, Channel } from '../ports.ts'
import { filled, fit, wordsOf } from '../texts.ts'
import { addressOf } from './address.ts'

const MAX_VARIABLE = 35
const PHONE = /^\+?\d{8,15}$/

export const smsChannel = (
  config: ChannelConfig<'sms'>, credentials: AliyunCredentials, addresses: Addresses, language: Language, edge: Edge,
): Channel => ({
  name: 'sms',
  isIdempotent: false,
  carries: (notice) => config.templates[notice] !== undefined,
  async push(message) {
    const template = config.templates[message.notice]
    if (!template) return failed('no-template')
    const phone = await addressOf(addresses, message.recipient, 'sms')
    if (phone === null) return failed('no-address')
    if (!PHONE.test(phone)) return failed('malformed-address')
    const words = wordsOf(message, language)
    const params = Object.entries(template.params).map(([name, filling]) => [name, fit(filled(filling, words), MAX_VARIABLE)])
    return aliyunCall({
      action: 'SendSms', version: '2017-05-25', form: {},
      query: {
        PhoneNumbers: phone, SignName: config.signName, TemplateCode: template.templateCode, OutId: message.dedupe,
        ...(params.length === 0 ? {} : { TemplateParam: JSON.stringify(Object.fromEntries(params)) }),
      },
    }, config, credentials, edge, (answer) => (answer.Code === 'OK' ? delivered(answer['BizId']) : undefined))
  },
})
