export { aliyunCall } from './adapters/aliyun.http.ts'
export { readNotifierConfig } from './adapters/config.file.ts'
export {
  AliyunCredentials, readCredentials, RobotCredentials, SmsReportCredentials, WeChatCredentials, WeChatReportCredentials,
} from './adapters/credentials.file.ts'
export { systemEdge, type Edge } from './adapters/edge.ts'
export { delivered, exchange, failed, JSON_BODY, textOf, unknown, type Outcome, type Provider } from './adapters/exchange.http.ts'
export { openSmsCodes, type SmsCodes } from './adapters/sms-codes.http.ts'
export { notifierConfig, WECHAT_FIELDS, type ChannelConfig, type NotifierConfig } from './config.ts'
export { defaultQuota, type QuotaPolicy } from './quota.ts'
export type { Filling, Language, Word } from './words.ts'
