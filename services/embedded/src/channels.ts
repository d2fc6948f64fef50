// The bureau's file of channels: whom it tells by what, and the ways in that need a provider: codes by short message, WeChat.
import { smsReports, weChatOAuth, weChatReports, type CodeSender, type ReportDoors, type WeChatOAuth } from '@zhijian/gateway'
import { Fault } from '@zhijian/kernel'
import {
  addressesOver, openChannels, openSmsCodes, readCredentials, readNotifierConfig, SmsReportCredentials, WeChatCredentials, WeChatReportCredentials, type NotifierConfig,
} from '@zhijian/notifier'
import type { Sealer } from '@zhijian/privacy'
import type { Log, ServicePorts } from '@zhijian/runtime'
import type { Telling } from './compose.ts'

export interface BureauChannels {
  /** Names of those that are on, in-app apart. */
  readonly names: readonly string[]
  /** Null: nobody can be sent a code. */
  readonly codeSender: CodeSender | null
  readonly wechat: WeChatOAuth | null
  /** Which providers are listened to about what they delivered. */
  readonly reports: ReportDoors
  readonly telling: (ports: ServicePorts, sealer: Sealer) => Telling
}

const reportDoors = ({ channels: { wechat, sms } }: NotifierConfig): ReportDoors => ({
  ...(wechat?.on && wechat.reports ? { wechat: weChatReports({
    appId: readCredentials(wechat.credentials, WeChatCredentials).appId, ...readCredentials(wechat.reports.credentials, WeChatReportCredentials),
  }) } : {}),
  ...(sms?.on && sms.reports ? { sms: smsReports(readCredentials(sms.reports.credentials, SmsReportCredentials)) } : {}),
})

/** Secrets are read now, so that a wrong file stops the start. @throws Fault `config-unreadable` · `config-invalid` · `credentials-unreadable` (never) */
export const readChannels = (file: string, log: Log): BureauChannels => {
  const config = readNotifierConfig(file)
  const { channels, quota, waves, quietHours } = config
  const { wechat } = channels
  const signIn = wechat?.on ? wechat.signIn : undefined
  return {
    names: Object.entries(channels).filter(([, channel]) => channel.on).map(([name]) => name),
    codeSender: openSmsCodes(config, log),
    wechat: signIn && wechat ? weChatOAuth({
      ...readCredentials(wechat.credentials, WeChatCredentials), ...signIn, apiOrigin: wechat.origin, timeoutMs: wechat.timeoutMs,
    }) : null,
    reports: reportDoors(config),
    telling: (ports, sealer) => ({
      channels: openChannels(config, addressesOver(ports, sealer)), quota, quietHours, ...(waves === undefined ? {} : { waves }),
    }),
  }
}

/** Where no provider is connected, whoever asks for a code is told so, and the operator what to do. */
export const withoutCodes: CodeSender = {
  async send() {
    throw new Fault('no-sms-provider', 'no provider of short messages is connected: name one with --channels FILE', { retry: 'never' })
  },
}
