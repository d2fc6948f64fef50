// The one-time code that a citizen signs in with, through the provider of the short messages. Neither phone nor code is in
// any error or log: the provider's own code is all that is told of a refusal.
// @source 阿里云 短信服务 SendSms (Dysmsapi 2017-05-25); a template of the kind 验证码 takes one variable, 4–6 letters or digits
import { Fault, isFault } from '@zhijian/kernel'
import { silentLog, type Log } from '@zhijian/runtime'
import type { NotifierConfig } from '../config.ts'
import { aliyunCall } from './aliyun.http.ts'
import { AliyunCredentials, readCredentials } from './credentials.file.ts'
import { systemEdge, type Edge } from './edge.ts'
import { delivered } from './exchange.http.ts'

export interface SmsCodes {
  /**
   * A doubt counts as sent: the code may arrive, and whoever waits in vain asks for another.
   * @throws Fault `code-not-sent` (later): the provider refused it, with its code, or was not reached
   */
  send(phone: string, code: string): Promise<void>
}

const notSent = (why: string): Fault => new Fault('code-not-sent', `short messages: ${why}`, { retry: 'later' })

/** @returns null where no template for codes is configured, or short messages are off. @throws Fault `credentials-unreadable` (never) */
export const openSmsCodes = ({ channels: { sms } }: NotifierConfig, log: Log = silentLog, edge: Edge = systemEdge): SmsCodes | null => {
  if (!sms?.on || !sms.signIn) return null
  const credentials = readCredentials(sms.credentials, AliyunCredentials)
  const { templateCode, variable } = sms.signIn
  return {
    async send(phone, code) {
      const { outcome, providerRef } = await aliyunCall({
        action: 'SendSms', version: '2017-05-25', form: {},
        query: { PhoneNumbers: phone, SignName: sms.signName, TemplateCode: templateCode, TemplateParam: JSON.stringify({ [variable]: code }) },
      }, sms, credentials, edge, (answer) => (answer.Code === 'OK' ? delivered(answer['BizId']) : undefined))
        .catch((error: unknown) => {
          throw isFault(error) ? notSent(error.message) : error
        })
      if (outcome === 'failed') {
        log.warn('code-refused', { provider: providerRef ?? '' })
        throw notSent(`the provider refused it (${providerRef ?? 'no code'})`)
      }
      if (outcome === 'unknown') log.warn('code-in-doubt')
    },
  }
}
