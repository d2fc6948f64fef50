// The disks on which a platform keeps its folders: whether they take anything, asked before they are full, while there is still room to
// mend it; and how full they are. One that does not say is not told.
import { access, constants, statfs } from 'node:fs/promises'
import type { Metrics, NotReady } from '@zhijian/runtime'
import { Gauge } from 'prom-client'

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

/** @param folders by what they hold: `data`, `keys`, `seals` */
export const measureDisks = (registry: Metrics['registry'], folders: Readonly<Record<string, string>>): void => {
  const gauge = (name: string, help: string, bytesOf: (disk: { bsize: number; blocks: number; bavail: number }) => number): void => void new Gauge({
    name, help, labelNames: ['folder'], registers: [registry],
    async collect() {
      this.reset()
      for (const [folder, path] of Object.entries(folders)) {
        const disk = await statfs(path).catch(() => null)
        if (disk !== null) this.set({ folder }, bytesOf(disk))
      }
    },
  })
  gauge('zhijian_disk_free_bytes', 'What this process may still write on the disk of a folder', ({ bsize, bavail }) => bsize * bavail)
  gauge('zhijian_disk_size_bytes', 'The disk of a folder', ({ bsize, blocks }) => bsize * blocks)
}
