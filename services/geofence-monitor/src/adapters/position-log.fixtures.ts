// Folders that go away, with keys beside them.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteKeyRing } from '@zhijian/privacy'
import type { OpenedPositionLog } from './position-log.contract.ts'
import { openFilePositionLog, type FilePositionLogOptions } from './position-log.file.ts'

export const ringIn = (folder: string) => openSqliteKeyRing({ file: join(folder, 'keys.db'), masterKeyFile: join(folder, 'master.key'), tombstoneFile: join(folder, 'tombstones.jsonl') })

/** In memory where there is such a folder: what is tried here does not depend on how long a disk takes. */
export const scratch = (name: string): string => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), name))

export const openInFolder = async (options: Partial<FilePositionLogOptions> = {}): Promise<OpenedPositionLog & { readonly folder: string }> => {
  const root = scratch('positions-')
  const folder = join(root, 'positions')
  const keyring = await ringIn(root)
  const openLog = () => openFilePositionLog({ folder, keyring, tailBytes: 0, ...options })
  let log = await openLog()
  return {
    folder, keyring, log,
    async again() {
      await log.close()
      log = await openLog()
      return log
    },
    async dispose() {
      await log.close()
      await keyring.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}
