// Folders and disks: may this user write there, and is there room.
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { bytes } from '../text.ts'
import { look, type Look, type Looking } from './look.ts'

const GB = 1024 ** 3
const DISK = { warnBytes: 5 * GB, wrongBytes: GB / 2 } as const

const nearest = (path: string): string => (existsSync(path) ? path : nearest(join(path, '..')))

export const folderLooks = ({ paths }: Looking): Look[] => {
  const { root, folders } = paths
  const closed = [root, join(root, 'log'), folders.keys, folders.seals, folders.backups].find((folder) => {
    try {
      accessSync(nearest(folder), constants.W_OK | constants.X_OK)
      return false
    } catch {
      return true
    }
  })
  const room = [...new Map([root, folders.backups, folders.seals].map((folder) => {
    const { bavail, bsize } = statfsSync(nearest(folder))
    return [statSync(nearest(folder)).dev, { folder, free: bavail * bsize }] as const
  })).values()]
  return [
    closed === undefined ? look('ok', 'doctor.writable.ok') : look('wrong', 'doctor.writable.wrong', { folder: closed, user: userInfo().username }),
    ...room.map(({ folder, free }) => {
      const state = free < DISK.wrongBytes ? 'wrong' : free < DISK.warnBytes ? 'warn' : 'ok'
      return look(state, `doctor.disk.${state}`, { folder, free: bytes(free) })
    }),
  ]
}
