// Whether the disks that a process writes to take anything: asked before they are full, while there is still room to mend it.
import { access, constants, statfs } from 'node:fs/promises'
import type { NotReady } from '@zhijian/runtime'

const MB = 1024 * 1024

export interface Disk {
  readonly isWritable: boolean
  /** MB left on the file system; null when it does not say. */
  readonly freeMb: number | null
}

const diskOf = async (folder: string): Promise<Disk> => {
  const [isWritable, freeMb] = await Promise.all([
    access(folder, constants.W_OK).then(() => true, () => false),
    statfs(folder).then(({ bavail, bsize }) => Math.floor((bavail * bsize) / MB), () => null),
  ])
  return { isWritable, freeMb }
}

/** @param leastMb 0: nothing is too little. @returns one reason, in words, or none */
export const whyDisksTakeNothing = async (folders: readonly string[], leastMb: number, look: (folder: string) => Promise<Disk> = diskOf): Promise<readonly NotReady[]> => {
  for (const folder of folders) {
    const { isWritable, freeMb } = await look(folder)
    if (!isWritable) return [{ code: 'disk-takes-nothing', words: `${folder} cannot be written; see the rights of this user, and whether its disk is mounted read-only` }]
    if (freeMb !== null && freeMb < leastMb) return [{ code: 'disk-takes-nothing', words: `only ${freeMb} MB are left on the disk of ${folder}, and ${leastMb} are wanted (--min-free-mb); make room` }]
  }
  return []
}
