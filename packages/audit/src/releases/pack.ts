// The files of a release as one file: a line of JSON with names and lengths, then the files one after another, compressed. It
// holds what the machine makes again (a build, a small store), so that a clone without history or network has it.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { Fault } from '@zhijian/kernel'

/** Name, with `/` between folders, and content. */
export type Files = ReadonlyMap<string, Uint8Array>

/** The same files give the same bytes. */
export const pack = (files: Files): Buffer => {
  const head = Buffer.from(`${JSON.stringify([...files].map(([name, bytes]) => [name, bytes.length]))}\n`)
  const whole = Buffer.concat([head, ...files.values()])
  return brotliCompressSync(whole, { params: {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: whole.length,
  } })
}

/** @throws Fault `pack-unreadable` (never) */
export const unpack = (packed: Uint8Array): Files => {
  try {
    const whole = brotliDecompressSync(packed)
    const end = whole.indexOf('\n')
    const heads = JSON.parse(whole.toString('utf8', 0, end)) as readonly (readonly [string, number])[]
    let at = end + 1
    return new Map(heads.map(([name, length]) => [name, whole.subarray(at, at += length)]))
  } catch (error) {
    throw new Fault('pack-unreadable', 'the file is damaged, or not a pack of a release', { retry: 'never', cause: error })
  }
}

/** For this user alone: a store has keys. @throws Fault `pack-unreadable` (never) for a name that leads out of the folder */
export const writeInto = (folder: string, files: Files): void => {
  const root = resolve(folder)
  for (const [name, bytes] of files) {
    const file = resolve(root, name)
    if (!file.startsWith(root + sep)) throw new Fault('pack-unreadable', 'a name in the pack leads out of its folder', { retry: 'never' })
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, bytes, { mode: 0o600 })
    chmodSync(file, 0o600)
  }
}
