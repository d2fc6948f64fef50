// Seal, check and restore, on a log whose positions have gaps and which nobody copies as a file.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '@zhijian/kernel'
import { checkStore, type CheckReport } from '../src/check.ts'
import { sampleEvent } from '../src/contract.ts'
import { markKurrentRestored } from '../src/kurrent.ts'
import { lastCopy, readCopies, readEnd, readPublicKeys } from '../src/outside.ts'
import { createSealer, logStream, type Sealer } from '../src/seal.ts'
import { startDouble, type Double } from './kurrent-double/start.ts'
import { faultOf, openKurrent, type OpenedKurrent } from './kurrent-log.ts'

const at = (minute: number): Instant => `2026-11-22T03:${String(minute).padStart(2, '0')}:00.000Z` as Instant

let double: Double
beforeAll(async () => {
  double = await startDouble()
})
afterAll(() => double.dispose())

let folder: string
let sealsDir: string
let log: OpenedKurrent
let sealer: Sealer
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhijian-seals-'))
  sealsDir = join(folder, 'outside')
  log = await openKurrent(double.url)
  sealer = createSealer({ store: log.store, keyFile: join(folder, 'seal.key'), sealsDir })
  await log.store.append('note-a', [sampleEvent('one'), sampleEvent('two')], 'no-stream')
  await double.order({ do: 'fill', count: 3 })
  await log.store.append('note-b', [sampleEvent('three')], 'no-stream')
})
afterEach(async () => {
  await log.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const check = (store = log.store): Promise<CheckReport> => checkStore(store, {
  copies: readCopies(sealsDir, store.storeId), end: readEnd(sealsDir, store.storeId), keys: readPublicKeys(sealsDir),
})

describe('a log in KurrentDB (the double)', () => {
  it('is sealed in the order of the log, and what is sealed holds', async () => {
    expect(await sealer.seal(at(0))).toMatchObject({ size: 3, previous: null })
    await log.store.append('note-a', [sampleEvent('four')], 1)
    expect(await sealer.seal(at(5))).toBe(null)
    expect(await sealer.seal(at(10))).toMatchObject({ size: 5 })
    expect(await check()).toMatchObject({ events: 6, streams: 3, seals: 2, comparedOutside: true, findings: [], isWhole: true })
  })

  it.each<['edit' | 'remove' | 'swap', number, string]>([['edit', 1, 'edited'], ['remove', 0, 'removed'], ['swap', 0, 'edited']])(
    'shows what was changed: %s at version %i', async (what, version, kind) => {
      await sealer.seal(at(0))
      await double.order({ do: 'damage', what, stream: `${log.namespace}.note-a`, version })
      const { findings } = await check()
      expect(findings.map((finding) => finding.kind)).toContain(kind)
      expect(findings.find((finding) => finding.kind === kind)!.place).toBe(`note-a@${version}`)
    })

  it('does not go on before its last seal, and does once it was said that it was restored', async () => {
    await sealer.seal(at(0))
    const { storeId, epoch } = log.store
    const place = (await log.store.lastEvent('note-b'))!
    await double.order({ do: 'forget', count: 1 })
    expect(await faultOf(log.again({ sealsDir }))).toBe('log-behind, never')

    const restored = await markKurrentRestored({ url: double.url, namespace: log.namespace, sealsDir, now: at(20), backupAt: at(1) })
    expect(restored).toMatchObject({ storeId, previousEpoch: epoch, position: place.position })
    const store = await log.again({ sealsDir })
    expect(store.epoch).toBe(restored.epoch)
    expect(await store.holds({ ...place, epoch })).toBe(false)
    expect((await store.lastEvent(logStream(storeId)))!).toMatchObject({ type: 'LogRestored.v1', data: { restoredTo: place.position, epoch: store.epoch, previousEpoch: epoch } })
    expect(lastCopy(sealsDir, storeId)).toMatchObject({ name: 'LogRestored' })
    expect(await check(store)).toMatchObject({ findings: [] })
    const further = createSealer({ store, keyFile: join(folder, 'seal.key'), sealsDir })
    // The seal was lost with what it sealed; what is there now is sealed anew, and that it was restored with it.
    expect(await further.seal(at(30))).toMatchObject({ size: 4 })
    expect(await check(store)).toMatchObject({ findings: [], isWhole: true })
  })

  it('that was never opened is not restored', async () => {
    expect(await faultOf(markKurrentRestored({ url: double.url, namespace: 'never', now: at(0), backupAt: at(0) }))).toBe('store-other, never')
  })
})
