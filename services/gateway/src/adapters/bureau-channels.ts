// What of the bureau's file of channels concerns the edge: codes by short message, signing in with WeChat, and what providers report.
import {
  openSmsCodes, readCredentials, SmsReportCredentials, WeChatCredentials, WeChatReportCredentials, type NotifierConfig,
} from '@zhijian/channels'
import { Fault } from '@zhijian/kernel'
import type { Log } from '@zhijian/runtime'
import type { CodeSender, ReportDoors, WeChatOAuth } from '../ports.ts'
import { smsReports } from './sms-reports.ts'
import { weChatOAuth } from './wechat-oauth.http.ts'
import { weChatReports } from './wechat-reports.ts'

export interface EdgeChannels {
  /** Null: nobody can be sent a code. */
  readonly codeSender: CodeSender | null
  readonly wechat: WeChatOAuth | null
  /** Which providers are listened to about what they delivered. */
  readonly reports: ReportDoors
}

const reportDoors = ({ channels: { wechat, sms } }: NotifierConfig): ReportDoors => ({
  ...(wechat?.on && wechat.reports ? { wechat: weChatReports({
    appId: readCredentials(wechat.credentials, WeChatCredentials).appId, ...readCredentials(wechat.reports.credentials, WeChatReportCredentials),
  }) } : {}),
  ...(sms?.on && sms.reports ? { sms: smsReports(readCredentials(sms.reports.credentials, SmsReportCredentials)) } : {}),
})

/** Secrets are read now, so that a wrong file stops the start. @throws Fault `credentials-unreadable` (never) */
export const edgeChannels = (config: NotifierConfig, log: Log): EdgeChannels => {
  const { wechat } = config.channels
  const signIn = wechat?.on ? wechat.signIn : undefined
  return {
    codeSender: openSmsCodes(config, log),
    wechat: signIn && wechat ? weChatOAuth({
      ...readCredentials(wechat.credentials, WeChatCredentials), ...signIn, apiOrigin: wechat.origin, timeoutMs: wechat.timeoutMs,
    }) : null,
    reports: reportDoors(config),
  }
}

/** Where no provider is connected, whoever asks for a code is told so, and the operator what to do. */
export const withoutCodes: CodeSender = {
  async send() {
    throw new Fault('no-sms-provider', 'no provider of short messages is connected: name one with --channels FILE (ZHIJIAN_CHANNELS)', { retry: 'never' })
  },
}
