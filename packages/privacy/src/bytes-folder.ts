// Bytes in a folder, spread over 256 folders by the beginning of their names.
import { join } from 'node:path'
import type { Bytes, BytesName } from './bytes.ts'
import { readPart, sizeOf, writeWhole } from './folder-store.ts'

export const folderBytes = (folder: string): Bytes => {
  const pathOf = ({ area, digest }: BytesName): string => join(folder, area, digest.slice(0, 2), digest)
  return {
    put: (name, bytes) => writeWhole(pathOf(name), bytes),
    async read(name, from, to) {
      const path = pathOf(name)
      return (await sizeOf(path)) === null ? null : readPart(path, from, to)
    },
    async close() {},
  }
}
