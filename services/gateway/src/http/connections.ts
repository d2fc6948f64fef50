// Who holds how many connections. One address, or one network of a home, may not have all there are: the others' would be refused at the
// door, before anything of them is read.
import { isIPv6 } from 'node:net'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export interface ConnectionLimits {
  /** At once, from everybody. */
  readonly most: number
  /** At once, from one address. This machine itself and the proxies that were named speak for many. */
  readonly perAddress: number
  readonly trustedProxies: readonly string[]
}


/** Eight groups of an IPv6 address, without its zone. */
const groupsOf = (address: string): readonly string[] => {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const [before, after] = [head.split(':').filter((part) => part !== ''), tail?.split(':').filter((part) => part !== '') ?? []]
  return [...before, ...new Array<string>(tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
}

/**
 * Whom an address stands for: of IPv6 the first 64 bits, as everybody who has one address has all of those, and could come from another
 * each time; of IPv4 all of it, also where it is written as IPv6.
 */
export const originOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64` : plain
}

/** Origins that speak for many people, and are bound by nothing that counts addresses: this machine itself, and the proxies that were named. */
export const speakForMany = (trustedProxies: readonly string[]): ReadonlySet<string> => new Set(['127.0.0.1', '::1', ...trustedProxies].map(originOf))

/** @param onRefused why: `address`, it has all it may have; `all`, everybody together has */
export const boundConnections = (server: Server, { most, perAddress, trustedProxies }: ConnectionLimits, onRefused: (why: 'address' | 'all') => void): void => {
  const held = new Map<string, number>()
  const unbounded = speakForMany(trustedProxies)
  server.maxConnections = most
  server.on('drop', () => onRefused('all'))
  server.on('connection', (socket) => {
    const origin = originOf(socket.remoteAddress ?? '')
    if (unbounded.has(origin)) return
    const count = (held.get(origin) ?? 0) + 1
    if (count > perAddress) {
      onRefused('address')
      socket.destroy()
      return
    }
    held.set(origin, count)
    socket.once('close', () => {
      const left = held.get(origin)! - 1
      if (left === 0) held.delete(origin)
      else held.set(origin, left)
    })
  })
}

/**
 * Requests that are sent before the one before them is answered: no browser does, and a few thousand in one turn leave nobody else one.
 * Who sends more than `most` is cut off, and what else he sent is looked at by nobody.
 */
export const boundPipelining = (server: Server, most: number): void => {
  const handlers = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[]
  const open = new WeakMap<Socket, number>()
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const { socket } = request
    if (socket.destroyed) return
    const count = (open.get(socket) ?? 0) + 1
    if (count > most) return void socket.destroy()
    open.set(socket, count)
    response.once('close', () => open.set(socket, open.get(socket)! - 1))
    for (const handle of handlers) handle.call(server, request, response)
  })
}
