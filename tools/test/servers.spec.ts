import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { inspectMongod, inspectMongoUrl } from '../servers/find-mongo.mjs'
import { inspectBinary, inspectUrl } from '../servers/find.mjs'
import { dockerAnswers } from '../servers/kurrent.mjs'
import { decode, encode } from '../servers/mongo-wire.mjs'
import { mongoServer, startMongo } from '../servers/mongo.mjs'
import { natsServerBinary, startNats } from '../servers/nats.mjs'
import { folderWith } from './folder.ts'

const binary = (says: string) => {
  const path = join(folderWith({ 'nats-server': `#!/bin/sh\necho "${says}"\n` }), 'nats-server')
  chmodSync(path, 0o755)
  return path
}
const listening = async (serve: (socket: Socket) => void) => {
  const server = createServer(serve).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
const greeting = async (line: string) => `nats://${await listening((socket) => void socket.end(line))}`
/** Answers the first question of each connection. */
const answering = async (answer: Record<string, unknown>) => `mongodb://name:secret@${await listening((socket) => socket.once('data', () => {
  const body = encode(answer)
  const head = Buffer.alloc(21)
  for (const [i, word] of [21 + body.length, 2, 1, 2013, 0].entries()) head.writeInt32LE(word, i * 4)
  socket.end(Buffer.concat([head, body]))
}))}/?replicaSet=x`

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

describe('a Docker engine', () => {
  const engine = async (status: number) => {
    const server = createHttpServer((_, response) => void response.writeHead(status).end('OK')).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  it('is there when it answers, and only then', async () => {
    expect(await dockerAnswers(await engine(200))).toBe(true)
    expect(await dockerAnswers(await engine(500))).toBe(false)
    expect(await dockerAnswers(`unix://${folderWith({})}/docker.sock`)).toBe(false)
    expect(await dockerAnswers('ssh://somewhere')).toBe(false)
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

describe('what speaks MongoDB\'s protocol', () => {
  it('is a mongod of 7.0 or newer', () => {
    const good = binary('db version v7.0.14')
    expect(inspectMongod(good, 'PATH')).toEqual({ path: good, name: 'mongod', version: '7.0.14', source: 'PATH' })
    expect(inspectMongod(binary('db version v6.0.19'), 'PATH')).toEqual({ unavailable: expect.stringContaining('6.0.19 is older than 7.0') })
    expect(inspectMongod('/nowhere/mongod', 'PATH')).toEqual({ unavailable: expect.stringContaining('does not run') })
  })
  it('behind MONGODB_URL is new enough and a replica set; its password is not shown', async () => {
    const url = await answering({ ok: 1, setName: 'x', maxWireVersion: 21 })
    expect(await inspectMongoUrl(url)).toEqual({ url, name: 'a server', version: 'of wire version 21', source: 'MONGODB_URL' })
    expect(await inspectMongoUrl(await answering({ ok: 1, setName: 'x', maxWireVersion: 17 }))).toEqual({ unavailable: expect.stringContaining('older') })
    expect(await inspectMongoUrl(await answering({ ok: 1, maxWireVersion: 21 }))).toEqual({ unavailable: expect.stringContaining('no replica set') })
    expect(await inspectMongoUrl((await greeting('HTTP/1.1 400 Bad Request\r\n\r\n')).replace('nats', 'mongodb'))).toEqual({ unavailable: expect.stringContaining('another protocol') })
    expect(await inspectMongoUrl('mongodb+srv://name:secret@h')).toEqual({ unavailable: expect.not.stringContaining('secret') })
  })
  it('is asked in BSON that reads back', () => {
    const document = { text: '指尖', n: -1, none: '' }
    expect(decode(encode({ ...document, inside: { a: [1, 'b'] } }))).toEqual(document)
  })
})

describe('a server of ours as a process', () => {
  it('ends with whoever started it, also when that one is killed and can end nobody', async () => {
    const STARTER = new URL('../servers/bound.mjs', import.meta.url).href
    const starter = spawn(process.execPath, ['--input-type=module', '-e', `
      import { spawnBound } from '${STARTER}'
      console.log(spawnBound('/bin/sleep', ['600']).pid)
      setInterval(() => {}, 1000)`], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(starter.stdout.setEncoding('utf8'), 'data') as [string]
    const isThere = (): boolean => {
      try {
        return process.kill(Number(line), 0)
      } catch {
        return false
      }
    }
    expect(isThere()).toBe(true)
    starter.kill('SIGKILL')
    await vi.waitFor(() => expect(isThere()).toBe(false), { timeout: 300_000 })
  })
})

const mongo = await mongoServer()
describe.skipIf(!('path' in mongo))('a server of MongoDB\'s protocol of our own', () => {
  it('starts on a free port as a replica set, survives kill -9 with its port, and stops', async () => {
    const storeDir = folderWith({})
    const first = await startMongo({ storeDir })
    expect(await inspectMongoUrl(first.url)).toMatchObject({ source: 'MONGODB_URL' })
    await first.kill()
    expect(await inspectMongoUrl(first.url)).toHaveProperty('unavailable')
    const second = await startMongo({ storeDir, port: first.port })
    expect(second.url).toBe(first.url)
    await second.stop()
    await second.stop()
  })
  it('that does not start says why', async () => {
    await expect(startMongo({ storeDir: folderWith({}), args: ['--no-such-setting'] })).rejects.toThrow('did not start')
  })
})
