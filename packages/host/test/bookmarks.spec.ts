import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bookmark } from '@zhijian/bus'
import { openSqliteReadStore } from '@zhijian/read-store/sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openBookmarks } from '../src/bookmarks.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'zhijian-bookmarks-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const open = () => openSqliteReadStore({ file: join(folder, 'views.sqlite') })
const at = (consumer: string, ...places: string[]): Bookmark => ({ consumer, epoch: 'e', places: places as unknown as Bookmark['places'], aside: [] })

it('what was noted last is there after the process has ended, whatever was noted of others before and after', async () => {
  const first = await open()
  const bookmarks = await openBookmarks(first)
  await bookmarks.save([at('a', '0009'), at('b', '0002')])
  // Further back in the log than what was written before: notes have an order of their own.
  await bookmarks.save([at('b', '0003')])
  await Promise.all([bookmarks.save([at('c', '0001')]), bookmarks.save([at('d', '0001')]), bookmarks.save([at('c', '0004')])])
  await first.close()
  const second = await open()
  const again = await openBookmarks(second)
  expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => again.load(name)))).toEqual([at('a', '0009'), at('b', '0003'), at('c', '0004'), at('d', '0001'), null])
  await again.save([at('a', '0010')])
  expect(await again.load('a')).toEqual(at('a', '0010'))
  await second.close()
})

it('a store that does not take it is a fault for whoever notes, and the next note is taken again', async () => {
  const store = await open()
  let isFull = true
  const bookmarks = await openBookmarks({
    ...store,
    async collection(definition) {
      const collection = await store.collection(definition)
      const apply: typeof collection.apply = async (changes, checkpoint) => {
        if (isFull) throw new Error('full')
        await collection.apply(changes, checkpoint)
      }
      return { ...collection, apply } as never
    },
  })
  await expect(bookmarks.save([at('a', '0001')])).rejects.toThrow('full')
  isFull = false
  await bookmarks.save([at('a', '0002')])
  expect(await bookmarks.load('a')).toEqual(at('a', '0002'))
  await store.close()
})
