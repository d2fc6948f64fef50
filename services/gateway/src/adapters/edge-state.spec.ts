import { closeSync, copyFileSync, mkdtempSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountId } from '@zhijian/contracts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EdgeState, SessionRecord } from '../ports.ts'
import { openEdgeState } from './edge-state.sqlite.ts'

let edge: EdgeState
beforeEach(() => {
  edge = openEdgeState(':memory:')
})
afterEach(() => edge.close())

const session = (over: Partial<SessionRecord> = {}): SessionRecord => ({
  hash: 'h', accountId: 'a' as AccountId, client: 'app', reach: 'full', createdMs: 0, seenMs: 0, endsMs: 1000, idleMs: 100,
  ...over,
})

describe('sessions', () => {
  it('are found until they end, and until nothing was done in them for so long; both exclusive', async () => {
    await edge.sessions.save(session())
    expect(await edge.sessions.find('h', 99)).toEqual(session())
    expect(await edge.sessions.find('h', 100)).toBeNull()
    await edge.sessions.seen('h', 950)
    expect(await edge.sessions.find('h', 999)).not.toBeNull()
    expect(await edge.sessions.find('h', 1000)).toBeNull()
  })
  it('of an account end together', async () => {
    await edge.sessions.save(session())
    await edge.sessions.save(session({ hash: 'h2' }))
    await edge.sessions.save(session({ hash: 'h3', accountId: 'b' as AccountId }))
    expect(await edge.sessions.removeOf('a' as AccountId)).toBe(2)
    expect(await edge.sessions.find('h3', 1)).not.toBeNull()
  })
  it('are not brought back to an earlier time by a late mark', async () => {
    await edge.sessions.save(session({ seenMs: 500 }))
    await edge.sessions.seen('h', 400)
    expect((await edge.sessions.find('h', 550))?.seenMs).toBe(500)
  })
})

describe('what may be taken once', () => {
  it('is taken once, in time, under its own kind', async () => {
    await edge.once.put('link', 'k', 'v', 100)
    expect(await edge.once.peek('link', 'k', 99)).toBe('v')
    expect(await edge.once.take('ticket', 'k', 1)).toBeNull()
    expect(await edge.once.take('link', 'k', 99)).toBe('v')
    expect(await edge.once.take('link', 'k', 99)).toBeNull()
    await edge.once.put('link', 'k', 'v', 100)
    expect(await edge.once.take('link', 'k', 100)).toBeNull()
  })
  it('of two who take it at once one gets it', async () => {
    await edge.once.put('link', 'k', 'v', 100)
    expect((await Promise.all([edge.once.take('link', 'k', 1), edge.once.take('link', 'k', 1)])).filter((value) =>
      value !== null)).toHaveLength(1)
  })
})

describe('codes', () => {
  const attempt = (mac: string, nowMs = 1) => edge.codes.try('k', mac, nowMs, 3)
  it('are used up by the right answer', async () => {
    await edge.codes.put('k', 'right', 100)
    expect([await attempt('right'), await attempt('right')]).toEqual(['right', 'none'])
  })
  it('are used up by the last wrong one', async () => {
    await edge.codes.put('k', 'right', 100)
    expect([await attempt('x'), await attempt('x'), await attempt('x'), await attempt('right')]).toEqual(['wrong', 'wrong',
      'wrong', 'none'])
  })
  it('the last try may be the right one; a new code begins anew', async () => {
    await edge.codes.put('k', 'right', 100)
    await attempt('x')
    await attempt('x')
    expect(await attempt('right')).toBe('right')
    await edge.codes.put('k', 'next', 100)
    expect([await attempt('x'), await attempt('next')]).toEqual(['wrong', 'right'])
  })
})

it('a bucket gives what it holds, then one for every refill, and tells how long to wait', async () => {
  const take = (nowMs: number) => edge.take('b', 2, 100, nowMs)
  expect([await take(0), await take(0), await take(0), await take(99), await take(100), await take(100)]).toEqual([0, 0, 100, 1,
    0, 100])
  expect([await take(10_000), await take(10_000), await take(10_000)]).toEqual([0, 0, 100])
  // A clock set back gives nothing away, and nobody waits until it has caught up.
  expect([await take(0), await take(99), await take(100)]).toEqual([100, 1, 0])
})

it('failures count within their window, and are forgotten', async () => {
  const add = (nowMs: number) => edge.failures.add('f', nowMs, 100)
  expect([await add(0), await add(50), await add(149), await add(249)]).toEqual([1, 2, 3, 1])
  await edge.failures.clear('f')
  expect(await add(250)).toBe(1)
})

it('a block is never shortened', async () => {
  await edge.blocks.put('b', 100)
  await edge.blocks.put('b', 50)
  expect([await edge.blocks.left('b', 40), await edge.blocks.left('b', 100), await edge.blocks.left('c', 0)]).toEqual([60, 0, 0])
})

it('a mark only goes up', async () => {
  expect([await edge.advance('m', 5), await edge.advance('m', 5), await edge.advance('m', 4),
    await edge.advance('m', 6)]).toEqual([true, false, false, true])
})

describe('commands', () => {
  it('remember the first body and the refusal, for its time', async () => {
    expect(await edge.commands.claim('c', 'body', 0)).toEqual({ kind: 'new' })
    expect(await edge.commands.claim('c', 'body', 1)).toEqual({ kind: 'same', refusal: null })
    expect(await edge.commands.claim('c', 'other', 1)).toEqual({ kind: 'other-body' })
    await edge.commands.refused('c', { code: 'x', detail: { n: 1 } }, 100)
    expect(await edge.commands.claim('c', 'body', 99)).toEqual({ kind: 'same', refusal: { code: 'x', detail: { n: 1 } } })
    expect(await edge.commands.claim('c', 'body', 100)).toEqual({ kind: 'same', refusal: null })
  })
})

it('sweeping drops what is over and nothing else', async () => {
  await edge.sessions.save(session())
  await edge.sessions.save(session({ hash: 'h2', endsMs: 9_000_000_000, idleMs: 9_000_000_000 }))
  await edge.once.put('link', 'k', 'v', 100)
  await edge.codes.put('k', 'm', 100)
  expect(await edge.sweep(5000)).toBe(3)
  expect(await edge.sessions.find('h2', 5000)).not.toBeNull()
})

describe('a damaged file', () => {
  let folder: string
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'edge-')) })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is set aside at the start: nobody is signed in, everybody can be', async () => {
    const file = join(folder, 'edge.sqlite')
    writeFileSync(file, 'no database at all '.repeat(1000))
    expect(() => openEdgeState(file)).toThrow(expect.objectContaining({ code: 'edge-state-damaged', retry: 'never' }))
    const again = openEdgeState(file, (path) => renameSync(path, `${path}.aside`))
    expect(await again.sessions.find('h', 1)).toBeNull()
    await again.sessions.save(session())
    expect(await again.sessions.find('h', 1)).toEqual(session())
    await again.close()
  })

  it('met while it runs is set aside too: what was asked of it is done on an empty one, whichever page is hurt', async () => {
    const first = join(folder, 'first.sqlite')
    const before = openEdgeState(first)
    for (let n = 0; n < 500; n += 1) await before.sessions.save(session({ hash: `h${n}` }))
    await before.once.put('link', 'k', 'v', 100)
    await before.close()
    for (const page of [1, 14]) {
      const file = join(folder, `edge-${page}.sqlite`)
      copyFileSync(first, file)
      const handle = openSync(file, 'r+')
      writeSync(handle, Buffer.alloc(8 * 4096, 0xa5), 0, 8 * 4096, page * 4096)
      closeSync(handle)
      const aside: string[] = []
      const again = openEdgeState(file, (path) => {
        aside.push(path)
        renameSync(path, `${path}.aside`)
      })
      for (let n = 0; n < 500; n += 1) await again.sessions.find(`h${n}`, 1)
      expect(await again.take('b', 2, 100, 0)).toBe(0)
      expect(aside).toEqual([file])
      expect(await again.sessions.find('h1', 1)).toBeNull()
      await again.sessions.save(session())
      expect(await again.sessions.find('h', 1)).toEqual(session())
      await again.close()
    }
  })
  it('a file that nobody takes away is told as it is', async () => {
    const file = join(folder, 'edge.sqlite')
    const before = openEdgeState(file)
    await before.sessions.save(session())
    await before.close()
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.alloc(3 * 4096, 0xa5), 0, 3 * 4096, 4096)
    closeSync(handle)
    const again = openEdgeState(file)
    await expect(again.sessions.save(session())).rejects.toMatchObject({ code: 'store-unavailable', retry: 'later' })
    await again.close()
  })
})
