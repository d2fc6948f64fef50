import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NotReady } from '@zhijian/runtime'
import { describe, expect, it } from 'vitest'
import { whyDisksTakeNothing, type Disk } from '../src/disks.ts'

const disks: Readonly<Record<string, Disk>> = {
  '/data': { isWritable: true, freeMb: 64 }, '/silent': { isWritable: true, freeMb: null }, '/keys': { isWritable: true, freeMb: 63 }, '/seals': { isWritable: false, freeMb: 900 },
}
const words = (reasons: readonly NotReady[]): string[] => reasons.map((reason) => reason.words)
const why = async (...folders: string[]) => words(await whyDisksTakeNothing(folders, 64, async (folder) => disks[folder]!))

describe('why a disk takes nothing', () => {
  it('is said of the one that is nearly full, with what is wanted', async () => {
    expect(await why('/data', '/silent', '/keys')).toEqual(['only 63 MB are left on the disk of /keys, and 64 are wanted (--min-free-mb); make room'])
    expect(await why('/data', '/silent')).toEqual([])
  })

  it('is said of the one that is read-only', async () => {
    expect(await why('/data', '/seals')).toEqual([expect.stringMatching(/^\/seals cannot be written/)])
  })

  it('is asked of the disk itself', async () => {
    expect(await whyDisksTakeNothing([tmpdir()], 0)).toEqual([])
    expect(words(await whyDisksTakeNothing([tmpdir()], Number.MAX_SAFE_INTEGER))).toEqual([expect.stringMatching(/MB are left/)])
    expect(words(await whyDisksTakeNothing([join(tmpdir(), 'zhijian-not-there')], 0))).toEqual([expect.stringMatching(/cannot be written/)])
  })
})
