// A folder stays with the log it was first opened with, whatever a process was told.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDouble, type Double } from '@zhijian/event-store/kurrent-double'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { joinDataFolder, type DataFolder } from '../src/data-folder.ts'
import { writeIdentity } from '../src/identity.ts'
import { openLog } from '../src/log.ts'
import { HOST_OPTIONS, readSettings } from '../src/settings.ts'

let root: string
let folder: DataFolder
let double: Double
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'zhijian-log-'))
  folder = joinDataFolder({ root: join(root, 'var'), county: '150921', now: '2026-03-02T01:00:00.000Z' })
  double = await startDouble()
})
afterEach(async () => {
  folder.release()
  await double.dispose()
  rmSync(root, { recursive: true, force: true })
})

const settings = (env: Record<string, string> = {}) => readSettings(HOST_OPTIONS, [], { NATS_URL: 'nats://127.0.0.1:4222', ...env })!
const onServer = () => settings({ KURRENTDB_URL: double.url })
/** What a whole start leaves behind. */
const openedFirst = async (told: ReturnType<typeof settings>): Promise<string> => {
  const { store, identity } = await openLog(told, folder)
  const { keyring, masterKey, lookup, lookupKey, sealKey } = folder.files
  for (const file of [keyring, masterKey, lookup, lookupKey, sealKey]) writeFileSync(file, '')
  expect(identity).toBeNull()
  writeIdentity(folder, { storeId: store.storeId })
  await store.close()
  return store.storeId
}
const faultOf = (work: Promise<unknown>) => work.then(() => null, ({ code, message }: { code: string; message: string }) => ({ code, message }))

describe('the log of a folder', () => {
  it('on a server is found again there, and leaves no file', async () => {
    const storeId = await openedFirst(onServer())
    const { store, identity } = await openLog(onServer(), folder)
    expect([store.storeId, identity]).toEqual([storeId, { storeId }])
    await store.close()
    expect(existsSync(folder.files.log)).toBe(false)
  })
  it('on a server is not begun again in a file by a process that was not told of the server', async () => {
    await openedFirst(onServer())
    expect(await faultOf(openLog(settings(), folder))).toMatchObject({ code: 'state-missing', message: expect.stringContaining('KURRENTDB_URL') })
    expect(existsSync(folder.files.log)).toBe(false)
  })
  it('in a file is not exchanged for one on a server, nor for another of that server', async () => {
    await openedFirst(settings())
    expect(await faultOf(openLog(onServer(), folder))).toMatchObject({ code: 'log-replaced' })
  })
  it('is one, also when two processes open a new folder at once with different logs', async () => {
    const [here, there] = [await openLog(settings(), folder), await openLog(onServer(), folder)]
    writeIdentity(folder, { storeId: here.store.storeId })
    expect(() => writeIdentity(folder, { storeId: there.store.storeId })).toThrow('another one')
    await here.store.close()
    await there.store.close()
  })
  it('on a secured server without a user is refused before it is asked', async () => {
    expect(await faultOf(openLog(settings({ KURRENTDB_URL: 'kurrentdb://127.0.0.1:1' }), folder))).toMatchObject({ code: 'store-settings', message: expect.stringContaining('a user and a password') })
  })
})
