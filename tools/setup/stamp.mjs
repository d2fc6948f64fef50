// A stamp says "nothing has changed since". By content where it must be certain (what to install), by time and size
// where it must be fast (whether to build: hundreds of files before every command).
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * @param {string} base
 * @param {readonly string[]} files relative to base; a missing file counts as such
 * @returns {string} hex; changes with any name or byte
 */
export const contentStamp = (base, files) => {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const file of [...files].sort()) {
    const path = join(base, file)
    const bytes = existsSync(path) ? readFileSync(path) : null
    hash.update(`${file}\n${bytes === null ? 'missing' : bytes.length}\n`).update(bytes ?? '')
  }
  return hash.digest('hex')
}

/**
 * @param {string} base
 * @param {readonly string[]} paths files and folders relative to base; folders are read to the bottom
 * @returns {string} hex; changes when a file comes, goes, or has another time or size
 */
export const treeStamp = (base, paths) => {
  const hash = createHash('sha256')
  /** @param {string} path */
  const visit = (path) => {
    const stat = statSync(join(base, path), { throwIfNoEntry: false })
    if (stat === undefined) return
    if (!stat.isDirectory()) {
      hash.update(`${path}\0${stat.mtimeMs}\0${stat.size}\n`)
      return
    }
    for (const name of readdirSync(join(base, path)).sort()) if (name !== 'node_modules') visit(`${path}/${name}`)
  }
  for (const path of [...paths].sort()) visit(path)
  return hash.digest('hex')
}

/** @param {string} file @param {string} stamp */
export const isStamped = (file, stamp) => existsSync(file) && readFileSync(file, 'utf8') === stamp

/** @param {string} file @param {string} stamp */
export const writeStamp = (file, stamp) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, stamp)
}
