// The deciders of a release that was, out of its build.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Fault } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import { writeInto } from './pack.ts'
import { packedIn, type Release } from './record.ts'

/** @throws Fault `release-unreadable` (never) */
export const decidersOf = async (release: Release): Promise<readonly Aggregate[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-release-'))
  try {
    writeInto(folder, packedIn(release, 'build'))
    const module = join(folder, 'build', 'modules', 'deciders.mjs')
    if (!existsSync(module)) throw new Fault('release-unreadable', `${release.folder} has no deciders`, { retry: 'never', about: { folder: release.folder } })
    const { aggregates } = await import(pathToFileURL(module).href) as { readonly aggregates: readonly Aggregate[] }
    return aggregates
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
