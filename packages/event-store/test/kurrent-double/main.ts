// The double as a process of its own. Arguments: folder, port (0: any free one), then `secured` and paths of a certificate
// and its key, if it shall be asked over TLS and know users. Says `ready <port> <control port>` when it is.
// Clients come over a line that this process can cut; orders come over HTTP on the control port, as JSON.
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as grpc from '@grpc/grpc-js'
import { openLog, type Proposed } from './log.ts'
import { createService, type AppendFate } from './service.ts'

export type Order =
  | { readonly do: 'cut' }
  | { readonly do: 'drop subscriptions' }
  | { readonly do: 'fates'; readonly fates: readonly AppendFate[] }
  | { readonly do: 'mute'; readonly isMute: boolean }
  /** So many reads are refused by a node that is not the leader; it names itself, or what listens at another port. */
  | { readonly do: 'mislead'; readonly count: number; readonly leaderPort?: number }
  | { readonly do: 'append'; readonly stream: string; readonly event: Partial<Proposed> }
  /** So many events of another program. */
  | { readonly do: 'fill'; readonly count: number }
  | { readonly do: 'hide'; readonly stream: string; readonly before: number }
  /** What is hidden goes from readings of the whole log as well. */
  | { readonly do: 'scavenge' }
  /** From readings of the whole log, not of its stream. */
  | { readonly do: 'leave out'; readonly stream: string; readonly version: number }
  | { readonly do: 'damage'; readonly what: 'edit' | 'remove' | 'swap'; readonly stream: string; readonly version: number }
  | { readonly do: 'forget'; readonly count: number }
  | { readonly do: 'counts' }
  | { readonly do: 'records' }

const [folder, port, secured, certificate, key] = process.argv.slice(2) as [string, string, string?, string?, string?]
mkdirSync(folder, { recursive: true })
const log = openLog(join(folder, 'records.jsonl'))
if (log.users.size === 0) log.addUser({ login: 'admin', password: 'changeit', groups: ['$admins'] })

const lines = new Set<Socket>()
const cut = (): void => {
  for (const line of lines) line.destroy()
}
const service = createService(log, {
  isSecured: secured === 'secured', version: '26.0.3', cut,
  address: () => ({ host: '127.0.0.1', port: (front.address() as AddressInfo).port }),
})

const credentials = certificate === undefined ? grpc.ServerCredentials.createInsecure()
  : grpc.ServerCredentials.createSsl(null, [{ cert_chain: readFileSync(certificate), private_key: readFileSync(key!) }])
const behind = await promisify((done: (error: Error | null, bound: number) => void) => service.server.bindAsync('127.0.0.1:0', credentials, done))()

const front = createServer((socket) => {
  const onward = connect(behind, '127.0.0.1')
  for (const [one, other] of [[socket, onward], [onward, socket]] as const) {
    one.setNoDelay(true)
    one.pipe(other)
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
  lines.add(socket)
  socket.on('close', () => lines.delete(socket))
})

let drawn = 0
const another = (): Proposed => ({
  id: `00000000-0000-4000-9000-${String(drawn += 1).padStart(12, '0')}`, type: 'Other', contentType: 'application/json', data: 'e30=', metadata: '',
})
const obey = (order: Order): unknown => {
  switch (order.do) {
    case 'cut': return cut()
    case 'drop subscriptions': return service.dropSubscriptions()
    case 'fates': return void service.fates.push(...order.fates)
    case 'mute': return void (service.isMute = order.isMute)
    case 'mislead': return void Object.assign(service, { misled: order.count, leaderPort: order.leaderPort ?? null })
    case 'append': return log.append(order.stream, 'any', [{ ...another(), ...order.event }])
    case 'fill': return log.append('other', 'any', Array.from({ length: order.count }, another))
    case 'hide': return log.hide(order.stream, order.before)
    case 'scavenge': return log.scavenge()
    case 'leave out': return log.leaveOut(order.stream, order.version)
    case 'damage': return log.damage(order.what, order.stream, order.version)
    case 'forget': return log.forget(order.count)
    case 'counts': return service.counts
    case 'records': return log.records
    default: return order satisfies never
  }
}

const control = createHttpServer((request, response) => {
  let text = ''
  request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
  request.on('end', () => response.end(JSON.stringify(obey(JSON.parse(text) as Order) ?? null)))
})

await promisify((done: (error: Error | null) => void) => front.listen(Number(port), '127.0.0.1', () => done(null)))()
await promisify((done: (error: Error | null) => void) => control.listen(0, '127.0.0.1', () => done(null)))()
console.log(`ready ${(front.address() as AddressInfo).port} ${(control.address() as AddressInfo).port}`)
// For whoever starts it as one process among others.
console.error(JSON.stringify({ code: 'listening', url: `kurrentdb://127.0.0.1:${(front.address() as AddressInfo).port}?tls=false&discoveryInterval=10` }))
