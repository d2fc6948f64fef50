import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** A link never replaces: of several processes that write at once, one's words stay, whole. @returns what then stands there */
export const writeOnce = (file: string, text: string): string => {
  const draft = `${file}.${process.pid}.new`
  writeFileSync(draft, text, { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8')
}
