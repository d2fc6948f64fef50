// The broker where one is named: does it answer, is it one that loses nothing. A NATS server says so of itself to whoever connects,
// before anybody signs in, so no credentials are needed.
import { connect } from 'node:net'
import { whyServerUnfit } from '@zhijian/bus'
import { ANSWERS_WITHIN_MS, codeOf, look, type Look, type Looking } from './look.ts'

interface Info { readonly version: string; readonly jetstream?: boolean; readonly server_name?: string }

const MOST_BYTES = 64 * 1024

const failed = (code: string): Error => Object.assign(new Error(code), { code })

const infoOf = (address: string): Promise<Info> => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(address)
  const socket = connect({ host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port || 4222) })
  let text = ''
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part
    if (!text.includes('\n') && text.length < MOST_BYTES) return
    socket.destroy()
    try {
      resolve(JSON.parse(/^INFO (\{.*\})\r?\n/.exec(text)![1]!) as Info)
    } catch {
      reject(failed('not-nats'))
    }
  })
  socket.setTimeout(ANSWERS_WITHIN_MS, () => socket.destroy(failed('ETIMEDOUT'))).once('error', reject).once('close', () => reject(failed('ECONNRESET')))
})

export const brokerLooks = async ({ env }: Looking): Promise<Look[]> => {
  const addresses = env.NATS_URL?.split(',').filter((address) => /^(nats|tls):\/\//.test(address) && URL.canParse(address)) ?? []
  return Promise.all(addresses.map(async (address) => {
    const server = new URL(address).host
    try {
      const info = await infoOf(address)
      const unfit = whyServerUnfit(info)
      return unfit === null ? look('ok', 'doctor.broker.ok', { server, version: info.version }) : look('wrong', 'doctor.broker.unfit', { server, why: unfit })
    } catch (error) {
      return look('wrong', 'doctor.broker.away', { server, code: codeOf(error) })
    }
  }))
}
