import { closeSync, copyFileSync, mkdtempSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountId } from '@zhijian/contracts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SessionRecord } from '../ports.ts'
import { edgeStateContract } from './edge-state.contract.ts'
import { openEdgeState } from './edge-state.sqlite.ts'

edgeStateContract('a file', () => openEdgeState(':memory:'))

const session = (over: Partial<SessionRecord> = {}): SessionRecord => ({
  hash: 'h', accountId: 'a' as AccountId, client: 'app', reach: 'full', createdMs: 0, seenMs: 0, endsMs: 1000, idleMs: 100,
  ...over,
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
