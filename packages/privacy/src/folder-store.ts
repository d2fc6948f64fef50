// Files that are there whole or not at all: written beside, flushed, renamed, the folder flushed.
import { open, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { asDiskFault } from './disk-fault.ts'

const guarded = async <T>(step: () => Promise<T>): Promise<T> => {
  try {
    return await step()
  } catch (error) {
    throw asDiskFault(error)
  }
}

const flush = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Serial of drafts: two writers of one process never share one. */
let serial = 0

/** Durable when it resolves; the same file again is the same file. @throws Fault `store-full` · `store-unavailable` (later) */
export const writeWhole = async (path: string, bytes: Uint8Array): Promise<void> => guarded(async () => {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.${serial += 1}.new`
  try {
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  await flush(folder)
  await flush(dirname(folder))
})

/** A whole folder at its place, at once; durable when it resolves. @throws as `writeWhole` */
export const moveFolder = (from: string, to: string): Promise<void> => guarded(async () => {
  await rename(from, to)
  await flush(dirname(to))
})

/** @returns null when there is no such file */
export const sizeOf = async (path: string): Promise<number | null> => guarded(async () => {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
})

/** Bytes `from` to `to` (exclusive, cut at the end of the file). */
export const readSpan = async (path: string, from: number, to: number): Promise<Buffer> => (await readPart(path, from, to)).bytes

/** As readSpan, with the size of the whole. */
export const readPart = async (path: string, from: number, to: number): Promise<{ bytes: Buffer; size: number }> => guarded(async () => {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const bytes = Buffer.alloc(Math.max(0, Math.min(to, size) - from))
    for (let done = 0; done < bytes.length;) {
      const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done)
      if (bytesRead === 0) return { bytes: bytes.subarray(0, done), size }
      done += bytesRead
    }
    return { bytes, size }
  } finally {
    await handle.close()
  }
})
