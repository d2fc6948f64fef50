// What WeChat pushes to an official account's address: everything, messages of its followers too; of all of it only the
// outcomes of our own messages are read, the rest is acknowledged and forgotten.
// W1 Only the safe mode is taken: there the signature covers the sealed body. The plain one signs no body at all.
// W2 What was signed at another time than now is not taken, so that what somebody overheard cannot be played again.
// @source 微信开放文档 接收消息推送 (signature, msg_signature: SHA-1 of the sorted parts), 消息加解密说明 (AES-256-CBC, PKCS#7 to 32
//   bytes: 16 random ‖ length ‖ message ‖ app id), 模板消息 事件推送 TEMPLATESENDJOBFINISH, 订阅通知 subscribe_msg_sent_event
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import type { DeliveryReport, SignedQuery, WeChatReports } from '../ports.ts'

export interface WeChatReportOptions {
  readonly appId: string
  /** Chosen by the bureau, told to WeChat. */
  readonly token: string
  /** 43 characters, made by WeChat's settings page. */
  readonly encodingAesKey: string
  /** How far WeChat's clock and ours may be apart, its own repeats included. Default: ten minutes. */
  readonly windowMs?: number
}

const sha1 = (...parts: readonly string[]): Buffer => createHash('sha1').update([...parts].sort().join('')).digest()
const isSame = (signature: string, wanted: Buffer): boolean => /^[0-9a-f]{40}$/.test(signature) && timingSafeEqual(Buffer.from(signature, 'hex'), wanted)

/** The content of a tag that holds no other; entities do not occur in what is read here. */
const tag = (xml: string, name: string): string | null =>
  new RegExp(`<${name}>\\s*(?:<!\\[CDATA\\[([^\\]]{0,65536})\\]\\]>|([^<\\s]{0,65536}))\\s*</${name}>`).exec(xml)?.slice(1).find((each) => each !== undefined) ?? null

/** `failed:user block` → `user-block` */
const codeOf = (status: string): string => status.replace(/^failed:\s*/, '').trim().replaceAll(/[^\w.:^-]+/g, '-').slice(0, 64) || 'failed'

const reportOf = (providerRef: string | null, succeeded: boolean, status: string, atMs: number): DeliveryReport[] => {
  if (providerRef === null || !/^\d{1,32}$/.test(providerRef)) return []
  return [{ providerRef, atMs, ...(succeeded ? { outcome: 'delivered' } : { outcome: 'failed', code: codeOf(status) }) }]
}

const reportsIn = (xml: string): readonly DeliveryReport[] => {
  const atMs = Number(tag(xml, 'CreateTime')) * 1000
  if (tag(xml, 'MsgType') !== 'event' || !Number.isFinite(atMs)) return []
  switch (tag(xml, 'Event')) {
    case 'TEMPLATESENDJOBFINISH': {
      const status = tag(xml, 'Status') ?? ''
      return reportOf(tag(xml, 'MsgID'), status === 'success', status, atMs)
    }
    case 'subscribe_msg_sent_event':
      return xml.split('<List>').slice(1).flatMap((item) => {
        const code = tag(item, 'ErrorCode') ?? ''
        return reportOf(tag(item, 'MsgID'), code === '0', code, atMs)
      })
    default: return []
  }
}

export const weChatReports = ({ appId, token, encodingAesKey, windowMs = 10 * 60_000 }: WeChatReportOptions): WeChatReports => {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const isNow = ({ timestamp }: SignedQuery, nowMs: number): boolean => Math.abs(Number(timestamp) * 1000 - nowMs) <= windowMs

  /** Null: not sealed with our key, or for another account. */
  const open = (sealed: string): string | null => {
    try {
      const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
      const padded = Buffer.concat([cipher.update(Buffer.from(sealed, 'base64')), cipher.final()])
      const padding = padded.at(-1)!
      if (padding < 1 || padding > 32) return null
      const plain = padded.subarray(0, padded.length - padding)
      const end = 20 + plain.readUInt32BE(16)
      return plain.toString('utf8', end) === appId ? plain.toString('utf8', 20, end) : null
    } catch {
      return null
    }
  }

  return {
    greet(query, nowMs) {
      const { signature, timestamp, nonce, echostr } = query
      return echostr !== undefined && isNow(query, nowMs) && isSame(signature ?? '', sha1(token, timestamp, nonce)) ? echostr : null
    },
    read(query, body, nowMs) {
      const sealed = tag(body.toString('utf8'), 'Encrypt')
      if (sealed === null || !isNow(query, nowMs) || !isSame(query.msg_signature ?? '', sha1(token, query.timestamp, query.nonce, sealed))) return null
      const message = open(sealed)
      return message === null ? null : reportsIn(message)
    },
  }
}
