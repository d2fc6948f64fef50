import { bytesContract } from './contract-bytes.ts'
import { folderBytes } from './bytes-folder.ts'
import { freshFolder } from './fixtures.ts'

bytesContract('a folder', async () => {
  const folder = freshFolder()
  return { bytes: folderBytes(folder), again: async () => folderBytes(folder), dispose: async () => {} }
})
