// Secrets of providers, each in a file of its own. What is in the file is in no message.
import { readFileSync } from 'node:fs'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'

const Secret = z.string().min(1).max(200).regex(/^[\x21-\x7e]+$/)
export const WeChatCredentials = z.strictObject({ appId: Secret, appSecret: Secret })
export const RobotCredentials = z.strictObject({ key: z.string().regex(/^[A-Za-z0-9-]{8,100}$/) })
export const AliyunCredentials = z.strictObject({ accessKeyId: Secret, accessKeySecret: Secret })
/** Chosen on WeChat's settings page of the account's server. */
export const WeChatReportCredentials = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9]{3,32}$/), encodingAesKey: z.string().regex(/^[A-Za-z0-9]{43}$/) })
/** The secret end of an address: nothing else tells the provider from others. */
export const SmsReportCredentials = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{32,100}$/) })
export type WeChatCredentials = z.infer<typeof WeChatCredentials>
export type AliyunCredentials = z.infer<typeof AliyunCredentials>

/** @throws Fault `credentials-unreadable` (never), with the file's path and the names of its fields */
export const readCredentials = <S extends z.ZodObject>(file: string, schema: S): z.infer<S> => {
  const wanted = Object.keys(schema.shape).join(', ')
  const unreadable = (why: string): Fault =>
    new Fault('credentials-unreadable', `${file}: ${why}; wanted: a JSON object with ${wanted}`, { retry: 'never', about: { file, fields: wanted } })
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    // The parser's message quotes the file.
    throw unreadable((error as NodeJS.ErrnoException).code ?? 'is not JSON')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw unreadable('has not those fields, or not in their form')
  return parsed.data
}
