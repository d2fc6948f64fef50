// How full the disks are on which a platform keeps its folders. A disk that cannot be asked is not told.
import { statfs } from 'node:fs/promises'
import type { Metrics } from '@zhijian/runtime'
import { Gauge } from 'prom-client'

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
