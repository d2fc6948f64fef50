// What providers say later of what they took over, sealed and signed by rules of the double's own writing.
import { createCipheriv, createHash } from 'node:crypto'
import { DOUBLE_CREDENTIALS } from './double.ts'

/**
 * `signature`: signed with another token. `key`: sealed with another key. `other-account`: meant for another account. `plain`:
 * neither sealed nor signed over its body.
 */
export type Forgery = 'signature' | 'key' | 'other-account' | 'plain'

export interface Pushing {
  /** Where the platform listens; for short messages with the secret end. */
  readonly url: string
  readonly ref: string
  /** Whose message it was, and our own id of it; as the provider knows them. */
  readonly of: { readonly to: string; readonly outId: string }
  /** `success`, or the provider's code. */
  readonly status: string
  /** When the provider says it, ms since 1970. */
  readonly atMs: number
  readonly forged?: Forgery
  /** A message of a follower instead of a report. */
  readonly isChat?: boolean
}

export interface Said {
  readonly status: number
  readonly body: string
}

const post = async (url: string, type: string, body: string): Promise<Said> => {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body })
  return { status: answer.status, body: await answer.text() }
}

const sha1 = (parts: readonly string[]): string => createHash('sha1').update([...parts].sort().join('')).digest('hex')
const { token, encodingAesKey } = DOUBLE_CREDENTIALS.weChatReports
const OTHER_KEY = `${encodingAesKey.slice(0, -2)}ZA`

const sealed = (xml: string, { forged }: Pushing): string => {
  const key = Buffer.from(`${forged === 'key' ? OTHER_KEY : encodingAesKey}=`, 'base64')
  const message = Buffer.from(xml)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const plain = Buffer.concat([Buffer.from('0123456789abcdef'), length, message, Buffer.from(forged === 'other-account' ? 'wx-another' : DOUBLE_CREDENTIALS.wechat.appId)])
  const padding = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])), cipher.final()]).toString('base64')
}

const addressOf = (url: string, atMs: number, parts: readonly string[], forged?: Forgery): string => {
  const [timestamp, nonce, secret] = [String(Math.floor(atMs / 1000)), '1372623149', forged === 'signature' ? 'AnotherToken' : token]
  const query = new URLSearchParams({ signature: sha1([secret, timestamp, nonce]), timestamp, nonce, openid: 'oOpenId' })
  if (parts.length > 0) for (const [name, value] of [['encrypt_type', 'aes'], ['msg_signature', sha1([secret, timestamp, nonce, ...parts])]]) query.set(name!, value!)
  return `${url}?${query}`
}

export const pushAsWeChat = async (pushing: Pushing): Promise<Said> => {
  const { url, ref, of, status, atMs, forged, isChat = false } = pushing
  const event = isChat ? '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[我的电话 13800001111]]></Content>'
    : `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event><MsgID>${ref}</MsgID><Status><![CDATA[${status === 'success' ? status : `failed:${status}`}]]></Status>`
  const xml = `<xml><ToUserName><![CDATA[gh_double]]></ToUserName><FromUserName><![CDATA[${of.to}]]></FromUserName><CreateTime>${Math.floor(atMs / 1000)}</CreateTime>${event}</xml>`
  if (forged === 'plain') return post(addressOf(url, atMs, []), 'text/xml', xml)
  const box = sealed(xml, pushing)
  return post(addressOf(url, atMs, [box], forged), 'text/xml', `<xml><ToUserName><![CDATA[gh_double]]></ToUserName><Encrypt><![CDATA[${box}]]></Encrypt></xml>`)
}

/** The question that WeChat asks when the address is entered. */
export const greetAsWeChat = async (url: string, atMs: number, forged?: Forgery): Promise<Said> => {
  const answer = await fetch(`${addressOf(url, atMs, [], forged)}&echostr=4375120948345356249`)
  return { status: answer.status, body: await answer.text() }
}

const inChina = (atMs: number): string => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

export const pushAsAliyun = ({ url, ref, of, status, atMs }: Pushing): Promise<Said> => post(url, 'application/json', JSON.stringify([{
  phone_number: of.to, send_time: inChina(atMs), report_time: inChina(atMs), success: status === 'success', err_code: status === 'success' ? 'DELIVERED' : status,
  err_msg: '如替身所说', sms_size: '1', biz_id: ref, ...(of.outId === '' ? {} : { out_id: of.outId }),
}]))
