// What the MongoDB read store says of servers that cannot be worked with, or do not do what they should: over a double of
// the wire, so that every one of them can be had.
import { isFault } from '@zhijian/kernel'
import { Long, Timestamp, type Document } from 'mongodb'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openMongoReadStore } from '../src/mongo.ts'
import type { ReadStore } from '../src/port.ts'
import { wireDouble } from './wire.ts'

const cases = { name: 'cases', version: 1, indexes: [['county']] }
const checkpoint = { position: '00000001', stream: 's', version: 1, hash: '', epoch: 'e' }

const cursor = (...firstBatch: Document[]): Document => ({ ok: 1, cursor: { id: Long.ZERO, ns: 'x.y', firstBatch } })
/** A server that takes everything, and knows what was inserted. */
const obliging = () => {
  const inserted = new Map<string, Document[]>()
  return (command: Document): Document => {
    const [name] = Object.keys(command) as [string]
    if (name === 'find') return cursor(...(inserted.get(command['find'] as string) ?? []).slice(-1))
    if (name === 'aggregate' || name === 'listCollections') return cursor()
    if (name === 'insert') inserted.set(command['insert'] as string, command['documents'] as Document[] ?? [])
    return { ok: 1, n: 1, nModified: 1 }
  }
}
const double = async (answer: (command: Document) => Document | null) => {
  const server = await wireDouble(answer)
  onTestFinished(server.close)
  return server
}
const open = async (url: string, timeoutMs = 2000): Promise<ReadStore> => {
  const store = await openMongoReadStore({ url, database: 'views', timeoutMs, pollMs: 0 })
  onTestFinished(() => store.close())
  return store
}
const faultOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(() => null, (reason: unknown) => reason)
  return isFault(error) ? error : expect.fail(`no fault: ${String(error)}`)
}
const opens = async (answer: (command: Document) => Document | null, timeoutMs?: number): Promise<string> => {
  const { code, retry } = await faultOf(open((await double(answer)).url, timeoutMs))
  return `${code} ${retry}`
}

describe('a MongoDB that cannot be worked with', () => {
  it.each([21 - 1, 6])('is too old with wire version %i: never', async (maxWireVersion) => {
    expect(await opens(() => ({ ok: 1, maxWireVersion }), 300)).toBe('store-unsupported later')
  })
  it('has no transactions without a replica set: never', async () => {
    const standalone = { setName: undefined, hosts: undefined, me: undefined, primary: undefined, setVersion: undefined }
    expect(await opens(() => ({ ok: 1, ...standalone }))).toBe('store-unsupported later')
  })
  it('does not know the user: never, and neither name nor password is said', async () => {
    const server = await double((command) => (['saslStart', 'saslContinue'].some((name) => name in command)
      ? { ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'Authentication failed for zhang' } : { ok: 1, saslSupportedMechs: ['views.zhang'] }))
    const fault = await faultOf(open(server.url.replace('//', '//zhang:secret@')))
    expect([fault.code, fault.retry]).toEqual(['store-refused', 'later'])
    expect(everythingOf(fault)).not.toMatch(/zhang|secret/)
  })
  it.each(['http://zhang:secret@h', 'mongodb://zhang:secret@', 'mongodb://zhang:secret@h:port', 'mongodb://zhang:secret@h/?no-such-option=1',
    'mongodb://zhang:secret@h/?tls=true&tlsCAFile=/nowhere/secret.pem', ''])(
    'is not found at an address that is none: never, and the address is not repeated (%#)', async (url) => {
      const fault = await faultOf(open(url))
      expect([fault.code, fault.retry]).toEqual(['store-misconfigured', 'never'])
      expect(everythingOf(fault)).not.toMatch(/zhang|secret/)
    })
})

describe('a MongoDB that is not there at the moment', () => {
  it('is unavailable, later, when nobody listens', async () => {
    const server = await wireDouble(() => ({ ok: 1 }))
    await server.close()
    const fault = await faultOf(open(server.url, 200))
    expect([fault.code, fault.retry]).toEqual(['store-unavailable', 'later'])
  })
  it('is unavailable, later, when it takes the question and never answers', async () => {
    expect(await opens((command) => ('createIndexes' in command ? null : { ok: 1 }), 200)).toBe('store-unavailable later')
  })
  it.each([[10_107, 'NotWritablePrimary'], [189, 'PrimarySteppedDown'], [11_602, 'InterruptedDueToReplStateChange'], [91, 'ShutdownInProgress']])(
    'is unavailable, later, while it has no primary (%i)', async (code, codeName) => {
      expect(await opens((command) => ('createIndexes' in command ? { ok: 0, code, codeName, errmsg: 'not primary' } : { ok: 1 })))
        .toBe('store-unavailable later')
    })
  it('is waited for through one change of the primary: the batch is sent again as a whole', async () => {
    const oblige = obliging()
    let stepsDown = false
    const server = await double((command) => {
      if (!stepsDown || !('update' in command)) return oblige(command)
      stepsDown = false
      return { ok: 0, code: 10_107, codeName: 'NotWritablePrimary', errmsg: 'not primary', errorLabels: ['TransientTransactionError'] }
    })
    const collection = await (await open(server.url)).collection(cases)
    stepsDown = true
    await collection.apply([{ id: 'a', document: { county: '1' } }], checkpoint)
    const sent = server.asked.filter((command) => command['autocommit'] === false).map((command) => Object.keys(command)[0])
    expect(sent).toEqual(['update', 'abortTransaction', 'update', 'update', 'commitTransaction'])
  })
  it('is full, later', async () => {
    expect(await opens((command) => ('insert' in command ? { ok: 0, code: 14_031, codeName: 'OutOfDiskSpace', errmsg: 'no room' } : obliging()(command))))
      .toBe('store-full later')
  })
  it('did not confirm a write in time: later', async () => {
    const timedOut = { ok: 1, n: 1, writeConcernError: { code: 64, codeName: 'WriteConcernTimeout', errmsg: 'waiting for replication timed out' } }
    expect(await opens((command) => ('insert' in command ? timedOut : obliging()(command)))).toBe('store-unavailable later')
  })
})

describe('a MongoDB that others work in', () => {
  it('shows less than was seen before, as a primary does that was replaced: it is asked again, not believed', async () => {
    const oblige = obliging()
    const positions = ['00000002', '00000001', '00000001', '00000002', '00000002']
    const server = await double((command) => {
      const answer = oblige(command)
      for (const record of command['find'] === 'copies' ? answer['cursor'].firstBatch : []) {
        record.checkpoint = { ...checkpoint, position: isReading ? positions.shift() : '00000000' }
      }
      return answer
    })
    let isReading = false
    const store = await openMongoReadStore({ url: server.url, database: 'views', timeoutMs: 2000, pollMs: 1 })
    onTestFinished(() => store.close())
    const collection = await store.collection(cases)
    isReading = true
    expect(await collection.get('a', { atLeast: '00000002' })).toBeNull()
    expect(positions).toEqual([])
  })
  it('drops a copy while its indexes are made: what was made is removed, and another one made', async () => {
    const oblige = obliging()
    let isGone = false
    const server = await double((command) => {
      if ('createIndexes' in command && String(command['createIndexes']).startsWith('view.')) isGone = server.asked.every((each) => !('drop' in each))
      return isGone && command['find'] === 'copies' ? cursor() : oblige(command)
    })
    const store = await open(server.url)
    await store.rebuild(cases)
    const made = server.asked.filter((command) => String(command['createIndexes']).startsWith('view.')).map((command) => command['createIndexes'])
    expect(made).toHaveLength(2)
    expect(server.asked.filter((command) => 'drop' in command).map((command) => command['drop'])).toEqual([made[0]])
  })
})

describe('what goes over the wire', () => {
  it('a page is documents and then their record, of one snapshot, whatever the address asks for; another read is of another', async () => {
    const oblige = obliging()
    let time = 0
    const server = await double((command) => {
      const answer = oblige(command)
      if ('cursor' in answer) answer['cursor'].atClusterTime = new Timestamp({ t: time += 1, i: 0 })
      return answer
    })
    const collection = await (await open(`${server.url}?readConcernLevel=majority`)).collection(cases)
    const before = server.asked.length
    await collection.find({ where: { county: '1' } })
    await collection.count({ county: '1' })
    const reads = server.asked.slice(before).filter((command) => 'find' in command || 'aggregate' in command)
    const concerns = reads.map(({ readConcern }) => [readConcern.level, readConcern.atClusterTime?.t ?? null])
    const first = time - 3
    expect(concerns).toEqual([['snapshot', null], ['snapshot', first], ['snapshot', null], ['snapshot', first + 2]])
    expect(reads.map((command) => (command['find'] ?? command['aggregate']) === 'copies')).toEqual([false, true, false, true])
    expect(reads[0]!['hint']).toBe('index-0')
  })
  it('a batch is one transaction of majority write concern, and its record is written first', async () => {
    const server = await double(obliging())
    const collection = await (await open(server.url)).collection(cases)
    const before = server.asked.length
    await collection.apply([{ id: 'a', document: { county: '1' } }, { id: 'b', document: null }], checkpoint)
    const sent = server.asked.slice(before).filter((command) => !('endSessions' in command))
    expect(sent.map((command) => [Object.keys(command)[0], command['update'] ?? command['delete'], command['autocommit']])).toEqual([
      ['update', 'copies', false], ['update', expect.stringMatching(/^view\.cases\.1\./), false],
      ['delete', expect.stringMatching(/^view\.cases\.1\./), false], ['commitTransaction', undefined, false],
    ])
    expect(sent[0]!['readConcern']).toMatchObject({ level: 'snapshot' })
    expect(sent.at(-1)!['writeConcern']).toMatchObject({ w: 'majority', j: true })
  })
  it('what the server says of a failure is not passed on: it may quote what was put in', async () => {
    const oblige = obliging()
    let fails = false
    const server = await double((command) => (fails && 'find' in command
      ? { ok: 0, code: 2, codeName: 'BadValue', errmsg: 'cannot compare 张三 13900000000' } : oblige(command)))
    const collection = await (await open(server.url)).collection(cases)
    fails = true
    const fault = await faultOf(collection.get('a'))
    expect([fault.code, fault.message]).toEqual(['store-failed', 'MongoDB refused a command: MongoServerError 2 BadValue'])
    expect(everythingOf(fault)).not.toMatch(/张三|139/)
  })
  it('a document larger than MongoDB takes is refused before anything is sent: never', async () => {
    const server = await double(obliging())
    const collection = await (await open(server.url)).collection(cases)
    const before = server.asked.length
    const fault = await faultOf(collection.apply([{ id: 'a', document: { county: '1', text: 'x'.repeat(17_000_000) } }], checkpoint))
    expect([fault.code, fault.retry]).toEqual(['document-too-large', 'never'])
    expect(server.asked).toHaveLength(before)
  })
})

/** Message, stack and causes, as deep as they go. */
const everythingOf = (error: unknown): string => (error instanceof Error
  ? [error.message, error.stack, JSON.stringify(error), everythingOf(error.cause)].join('\n') : String(error))
