import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PersonId } from '@zhijian/contracts'
import { instant } from '@zhijian/kernel'
import { virtualClock } from '@zhijian/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { createBlobs } from './blobs.ts'
import { folderBytes } from './bytes-folder.ts'
import { codeOf, freshFolder } from './fixtures.ts'
import { openSqliteKeyRing } from './keyring-sqlite.ts'
import { film } from './media/media.fixtures.ts'
import type { KeyRing } from './port.ts'
import { openUploads, UploadOffset } from './uploads.ts'

const wang = 'wang' as PersonId
const li = 'li' as PersonId
const rings: KeyRing[] = []
afterEach(async () => {
  for (const ring of rings.splice(0)) await ring.close()
})

const begin = async () => {
  const folder = freshFolder()
  const keyring = await openSqliteKeyRing({
    file: join(folder, 'keys.db'), masterKeyFile: join(folder, 'master'), tombstoneFile: join(folder, 'tombstones') })
  rings.push(keyring)
  const blobs = createBlobs({ bytes: folderBytes(join(folder, 'blobs')), keyring })
  const clock = virtualClock(instant('2026-11-22T08:00:00.000Z'))
  const options = {
    folder: join(folder, 'uploads'), keyring, blobs, clock, perPerson: 3,
    limits: { maxBytes: 1_000_000, mediaTypes: ['video/mp4', 'text/plain'] },
  }
  return { keyring, blobs, clock, options, uploads: await openUploads(options) }
}
const files = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
const expectedBy = async (promise: Promise<unknown>): Promise<number | string> => {
  const error = await promise.then(() => 'nothing was thrown', (reason: unknown) => reason)
  return error instanceof UploadOffset ? error.expected : String(error)
}

describe('a file in pieces', () => {
  it('becomes one blob, whatever the pieces, over a restart in the middle', async () => {
    const { uploads, options, blobs } = await begin()
    const id = await uploads.begin(wang, { bytes: film.length, mediaType: 'video/mp4' })
    expect(await uploads.append(id, 0, film.subarray(0, 7))).toBe(7)
    expect(await uploads.append(id, 7, film.subarray(7, 100))).toBe(100)
    const later = await openUploads(options)
    expect(await later.status(id)).toEqual({
      id, person: wang, bytes: film.length, mediaType: 'video/mp4', received: 100, expiresAt: '2026-11-23T08:00:00.000Z',
      blob: null,
    })
    expect(await later.append(id, 100, new Uint8Array())).toBe(100)
    expect(await later.append(id, 100, film.subarray(100))).toBe(film.length)
    const ref = await later.finish(id)
    expect(ref).toMatchObject({ bytes: film.length, mediaType: 'video/mp4' })
    expect(await blobs.get(wang, ref)).toHaveLength(film.length)
    expect(await later.finish(id)).toEqual(ref)
    expect(await later.status(id)).toMatchObject({ received: film.length, blob: ref })
    expect(files(options.folder).filter((path) => path.endsWith('.piece'))).toEqual([])
  })
  it('U1: tells where the next piece begins: after a repeat, a gap, and when it is not complete', async () => {
    const { uploads } = await begin()
    const id = await uploads.begin(wang, { bytes: 10, mediaType: 'text/plain' })
    await uploads.append(id, 0, Buffer.from('01234'))
    expect(await expectedBy(uploads.append(id, 0, Buffer.from('01234')))).toBe(5)
    expect(await expectedBy(uploads.append(id, 6, Buffer.from('6')))).toBe(5)
    expect(await expectedBy(uploads.finish(id))).toBe(5)
    expect(await codeOf(uploads.append(id, 5, Buffer.from('567890')))).toBe('upload-too-long')
    expect(await uploads.append(id, 5, Buffer.from('56789'))).toBe(10)
    await uploads.finish(id)
    expect(await expectedBy(uploads.append(id, 5, Buffer.from('5')))).toBe(10)
  })
  it('U1: of two pieces for one place, sent at once, one is taken', async () => {
    const { uploads } = await begin()
    const id = await uploads.begin(wang, { bytes: 10, mediaType: 'text/plain' })
    const both = ['01234', 'abcde'].map((text) => expectedBy(uploads.append(id, 0, Buffer.from(text))))
    expect(await Promise.all(both)).toEqual(['nothing was thrown', 5])
  })
  it('U2: lies nowhere in the clear, and a piece fits no other place', async () => {
    const { uploads, options } = await begin()
    const id = await uploads.begin(wang, { bytes: 40, mediaType: 'text/plain' })
    await uploads.append(id, 0, Buffer.from('她说的话不能给别人看'.slice(0, 6)))
    const all = files(options.folder)
    expect(all).toHaveLength(2)
    expect(Buffer.concat(all.map((path) => readFileSync(path))).includes('她说的话')).toBe(false)
    const other = await uploads.begin(wang, { bytes: 10, mediaType: 'text/plain' })
    await uploads.append(other, 0, Buffer.from('01234'))
    await uploads.append(other, 5, Buffer.from('56789'))
    const [first, second] = files(join(options.folder, other)).filter((path) => path.endsWith('.piece')).sort()
    copyFileSync(first!, second!)
    expect(await codeOf(uploads.finish(other))).toBe('upload-damaged')
  })
  it('U4: is gone after 24 hours, at that very instant', async () => {
    const { uploads, options, clock } = await begin()
    const id = await uploads.begin(wang, { bytes: 5, mediaType: 'text/plain' })
    clock.advanceTo(instant('2026-11-23T07:59:59.999Z'))
    expect(await uploads.sweep()).toBe(0)
    expect(await uploads.append(id, 0, Buffer.from('01'))).toBe(2)
    clock.advanceTo(instant('2026-11-23T08:00:00.000Z'))
    for (const promise of [uploads.append(id, 2, Buffer.from('2')), uploads.status(id), uploads.finish(id)]) {
      expect(await codeOf(promise)).toBe('no-such-upload')
    }
    expect(await uploads.sweep()).toBe(1)
    expect(files(options.folder)).toEqual([])
  })
  it('is refused at once when it could never be taken', async () => {
    const { uploads } = await begin()
    expect(await codeOf(uploads.begin(wang, { bytes: 1_000_001, mediaType: 'video/mp4' }))).toBe('blob-too-large')
    expect(await codeOf(uploads.begin(wang, { bytes: 0, mediaType: 'video/mp4' }))).toBe('blob-too-large')
    expect(await codeOf(uploads.begin(wang, { bytes: 5, mediaType: 'text/html' }))).toBe('type-not-allowed')
    for (const id of ['', '..', '../../blobs', 'A'.repeat(22)]) expect(await codeOf(uploads.status(id))).toBe('no-such-upload')
  })
  it('is looked at when it is whole: a film that is none is not taken, and not kept', async () => {
    const { uploads, options } = await begin()
    const text = Buffer.from('this is no film')
    const id = await uploads.begin(wang, { bytes: text.length, mediaType: 'video/mp4' })
    await uploads.append(id, 0, text)
    expect(await codeOf(uploads.finish(id))).toBe('type-not-allowed')
    expect(await codeOf(uploads.status(id))).toBe('no-such-upload')
    expect(files(options.folder)).toEqual([])
  })
  it('is one of at most so many of a person', async () => {
    const { uploads, clock } = await begin()
    const announced = { bytes: 5, mediaType: 'text/plain' }
    const first = await uploads.begin(wang, announced)
    for (let n = 1; n < 3; n += 1) await uploads.begin(wang, announced)
    expect(await codeOf(uploads.begin(wang, announced))).toBe('too-many-uploads')
    await uploads.begin(li, announced)
    await uploads.append(first, 0, Buffer.from('01234'))
    await uploads.finish(first)
    await uploads.begin(wang, announced)
    clock.advance({ hours: 24 })
    await uploads.begin(wang, announced)
  })
  it.each([['one gateway', 1], ['two gateways that share the folder', 2]])('U3: is one of at most so many, however many are begun at once: %s', async (_of, gateways) => {
    const { options, keyring } = await begin()
    // Nobody is counted before everybody is on the way.
    const all = 4 * gateways
    const everybody = Promise.withResolvers<void>()
    let arrived = 0
    const together: KeyRing = {
      ...keyring,
      keyFor: async (person) => {
        if ((arrived += 1) === all) everybody.resolve()
        await everybody.promise
        return keyring.keyFor(person)
      },
    }
    const stores = await Promise.all(Array.from({ length: gateways }, () => openUploads({ ...options, keyring: together })))
    const announced = { bytes: 5, mediaType: 'text/plain' }
    const begun = await Promise.allSettled(Array.from({ length: all }, (_, n) => stores[n % gateways]!.begin(wang, announced)))
    const ids = begun.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    expect(ids.length).toBeLessThanOrEqual(3)
    if (gateways === 1) expect(ids).toHaveLength(3)
    for (const each of begun) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'too-many-uploads', retry: 'later' })
    // Those who gave way left nothing that counts.
    for (let n = ids.length; n < 3; n += 1) ids.push(await stores[0]!.begin(wang, announced))
    expect(await codeOf(stores[0]!.begin(wang, announced))).toBe('too-many-uploads')
    expect(readdirSync(options.folder).toSorted()).toEqual(ids.toSorted())
  })
  it('keeps its place while others begin at the same moment; what a crash left of a beginning goes at the next start', async () => {
    const { uploads, options } = await begin()
    let isOver = false
    // As every other who begins does.
    const sweeping = (async () => {
      while (!isOver) expect(await uploads.sweep()).toBe(0)
    })()
    const ids: string[] = []
    for (let n = 0; n < 30; n += 1) ids.push(await uploads.begin(`person-${n}` as PersonId, { bytes: 5, mediaType: 'text/plain' }))
    isOver = true
    await sweeping
    for (const id of ids) expect((await uploads.status(id)).received).toBe(0)
    mkdirSync(join(options.folder, 'begin-torn'))
    await openUploads(options)
    expect(readdirSync(options.folder).toSorted()).toEqual(ids.toSorted())
  })
  it('is given up at once, again and again; a finished one stays', async () => {
    const { uploads, options } = await begin()
    const announced = { bytes: 5, mediaType: 'text/plain' }
    const ids = [await uploads.begin(wang, announced), await uploads.begin(wang, announced), await uploads.begin(wang, announced)]
    await uploads.append(ids[0]!, 0, Buffer.from('01'))
    for (let n = 0; n < 2; n += 1) for (const id of ids) await uploads.abandon(id)
    expect(await codeOf(uploads.append(ids[0]!, 2, Buffer.from('234')))).toBe('no-such-upload')
    expect(files(options.folder)).toEqual([])
    const id = await uploads.begin(wang, announced)
    await uploads.append(id, 0, Buffer.from('01234'))
    const blob = await uploads.finish(id)
    await uploads.abandon(id)
    expect(await uploads.finish(id)).toEqual(blob)
    for (const none of ['', '..', '../../blobs']) await uploads.abandon(none)
  })
  it('is unreadable once its person is forgotten', async () => {
    const { uploads, keyring } = await begin()
    const id = await uploads.begin(wang, { bytes: 5, mediaType: 'text/plain' })
    await uploads.append(id, 0, Buffer.from('01234'))
    await keyring.destroy(wang, { reason: 'law', by: ['a', 'b'], at: '2026-11-22T09:00:00.000Z' })
    expect(await codeOf(uploads.finish(id))).toBe('person-erased')
    expect(await codeOf(uploads.append(id, 5, Buffer.from('5')))).not.toBe('nothing was thrown')
  })
  it('survives a record that somebody removed', async () => {
    const { uploads, options } = await begin()
    const id = await uploads.begin(wang, { bytes: 5, mediaType: 'text/plain' })
    rmSync(join(options.folder, id, 'upload.json'))
    expect(await codeOf(uploads.status(id))).toBe('no-such-upload')
    expect(await uploads.sweep()).toBe(1)
  })
})
