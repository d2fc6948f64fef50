// How end-to-end specs talk to a platform: requests that must go well, or must be refused, and people who sign in.
import { expect } from 'vitest'
import { totp } from './bounded-timers.ts'
import { api, type Ask, type Reply } from './http.ts'
import type { Profile } from './profile.ts'

export interface Talk {
  /** @returns the body of an answer that has this status; anything else fails, with what was said */
  ok(path: string, ask: Ask, status?: number): Promise<Reply['body']>
  refusal(path: string, ask: Ask): Promise<[number, string]>
  http(path: string, ask?: Ask): Promise<Reply>
  /** A citizen’s new session, by the code that her phone was sent. */
  citizen(phone: string): Promise<string>
  /** The session of somebody whose account the terminal printed; one each. */
  signIn(id: string): Promise<string>
  upload(token: string, kind: string, mediaType: string, bytes: Buffer): Promise<Reply>
}

export const post = (token: string | undefined, body: unknown, more: Partial<Ask> = {}): Ask => ({ method: 'POST', ...(token === undefined ? {} : { token }), body, ...more })

export const talkTo = (platform: Profile): Talk => {
  const http = api(platform.url)
  const sessions = new Map<string, string>()
  const ok: Talk['ok'] = async (path, ask, status = 200) => {
    const reply = await http(path, ask)
    expect(`${reply.status} ${reply.status === status ? '' : reply.text}`).toBe(`${status} `)
    return reply.body
  }
  return {
    http,
    ok,
    async refusal(path, ask) {
      const { status, body } = await http(path, ask)
      return [status, body?.code]
    },
    async citizen(phone) {
      const from = platform.printed().length
      await ok('auth/phone-codes', post(undefined, { phone }), 202)
      return (await ok('auth/phone-sessions', post(undefined, { phone, code: await platform.phoneCode(phone, from), client: 'app' }))).token
    },
    async signIn(id) {
      const { password, secondFactor } = platform.account(id)
      const token: string = sessions.get(id) ?? (await ok('auth/password-sessions', post(undefined, { login: id, password, totp: totp(secondFactor), client: 'app' }))).token
      sessions.set(id, token)
      return token
    },
    async upload(token, kind, mediaType, bytes) {
      const { id } = await ok('uploads', post(token, { kind, mediaType, bytes: bytes.length }), 201)
      await ok(`uploads/${id}`, { method: 'PATCH', token, raw: new Uint8Array(bytes), headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' } }, 204)
      return http(`uploads/${id}/finish`, { method: 'POST', token })
    },
  }
}
