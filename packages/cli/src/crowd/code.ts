// Which code a world runs on, told from what was loaded: the bytes of every module, ours and others', and Node's version. What is
// not loaded (applications, other commands, documents) may change, and worlds that were run before stay comparable.
import { createHash, hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Code {
  /** Hex: SHA-256 over the path from here and the SHA-256 of each module, in order of their paths. */
  readonly code: string
  readonly modules: number
}

/**
 * Loads something, and tells of what came with it.
 * @param load imports what was not imported before
 * @returns with `isWhole`, false as soon as a module was loaded that `code` does not hold
 */
export const loadWithCode = async <T>(load: () => Promise<T>): Promise<Code & { readonly loaded: T; isWhole(): boolean }> => {
  const files = new Set<string>()
  registerHooks({
    load(url, context, next) {
      if (url.startsWith('file:')) files.add(fileURLToPath(url.replace(/[?#].*$/, '')))
      return next(url, context)
    },
  })
  const loaded = await load()
  const modules = files.size
  const lines = [...files].map((file) => `${relative(import.meta.dirname, file)} ${hash('sha256', readFileSync(file), 'hex')}\n`).sort()
  return { loaded, modules, code: createHash('sha256').update(lines.join('')).digest('hex'), isWhole: () => files.size === modules }
}
