import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { inspectBinary, inspectUrl } from '../servers/find.mjs'
import { natsServerBinary, startNats } from '../servers/nats.mjs'
import { folderWith } from './folder.ts'

const binary = (says: string) => {
  const path = join(folderWith({ 'nats-server': `#!/bin/sh\necho "${says}"\n` }), 'nats-server')
  chmodSync(path, 0o755)
  return path
}
const greeting = async (line: string) => {
  const server = createServer((socket) => void socket.end(line)).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return `nats://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a nats-server that is there', () => {
  it('is taken with its version, or refused with the reason', () => {
    const good = binary('nats-server: v2.12.15')
    expect(inspectBinary(good, 'PATH')).toEqual({ path: good, version: '2.12.15', source: 'PATH' })
    expect(inspectBinary(binary('nats-server: v2.9.10'), 'PATH')).toEqual({ unavailable: expect.stringContaining('2.9.10 is older than 2.12.15') })
    expect(inspectBinary('/nowhere/nats-server', 'PATH')).toEqual({ unavailable: expect.stringContaining('does not run') })
  })
  it('behind NATS_URL must have JetStream and a good version', async () => {
    const ask = async (line: string) => inspectUrl(await greeting(line))
    expect(await ask('INFO {"version":"2.15.1","jetstream":true} \r\n')).toMatchObject({ version: '2.15.1', source: 'NATS_URL' })
    expect(await ask('INFO {"version":"2.15.1"} \r\n')).toEqual({ unavailable: expect.stringContaining('JetStream') })
    expect(await ask('INFO {"version":"2.9.10","jetstream":true} \r\n')).toEqual({ unavailable: expect.stringContaining('older') })
    expect(await ask('HTTP/1.1 400 Bad Request\r\n')).toEqual({ unavailable: expect.stringContaining('without a greeting') })
  })
})

const nats = await natsServerBinary()
describe.skipIf(!('path' in nats))('a nats-server of our own', () => {
  it('starts on a free port with JetStream, survives kill -9 with its port, and stops', async () => {
    const storeDir = folderWith({})
    const first = await startNats({ storeDir, config: { max_payload: 2_000_000, jetstream: { sync_interval: 'always' } } })
    expect(await inspectUrl(first.url)).toMatchObject({ source: 'NATS_URL' })
    await first.kill()
    expect(await inspectUrl(first.url)).toHaveProperty('unavailable')
    const second = await startNats({ storeDir, port: first.port })
    expect(second.url).toBe(first.url)
    await second.stop()
    await second.stop()
  })
  it('that does not start says why', async () => {
    await expect(startNats({ storeDir: folderWith({}), config: { no_such_setting: 1 } })).rejects.toThrow('did not start')
  })
})
