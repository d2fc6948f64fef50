import { AliyunCredentials, RobotCredentials, WeChatCredentials, readCredentials, systemEdge, type Edge, type NotifierConfig } from '@zhijian/channels'
import type { Addresses, Channel } from '../ports.ts'
import { emailChannel } from './email.http.ts'
import { smsChannel } from './sms.http.ts'
import { weChatChannel } from './wechat.http.ts'
import { weComRobot } from './wecom-robot.http.ts'

/** The channels that are configured and on, in-app apart. Secrets are read now. @throws Fault `credentials-unreadable` (never) */
export const openChannels = (config: NotifierConfig, addresses: Addresses): readonly Channel[] => channelsAt(systemEdge, config, addresses)

export const channelsAt = (edge: Edge, { channels, language }: NotifierConfig, addresses: Addresses): readonly Channel[] => {
  const { wechat, wecom, sms, email } = channels
  return [
    ...(wechat?.on ? [weChatChannel(wechat, readCredentials(wechat.credentials, WeChatCredentials), addresses, language, edge)] : []),
    ...(wecom?.on ? [weComRobot(wecom, readCredentials(wecom.credentials, RobotCredentials).key, addresses, language, edge)] : []),
    ...(sms?.on ? [smsChannel(sms, readCredentials(sms.credentials, AliyunCredentials), addresses, language, edge)] : []),
    ...(email?.on ? [emailChannel(email, readCredentials(email.credentials, AliyunCredentials), addresses, language, edge)] : []),
  ]
}
