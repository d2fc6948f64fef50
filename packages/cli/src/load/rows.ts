// Texts from a file of rows (JSONL, gzipped or not; or one JSON array), one at a time.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { Fault } from '@zhijian/kernel'

const invalid = (line: number, why: string, cause?: unknown): Fault =>
  new Fault('rows-invalid', `line ${line} ${why}`, { retry: 'never', cause, about: { line } })

const textOf = (line: string, number: number): string => {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch (error) {
    throw invalid(number, 'is not JSON', error)
  }
  const text = (row as { text?: unknown } | null)?.text
  if (typeof text !== 'string') throw invalid(number, 'has no text')
  return text
}

/** All of a small file. */
export const allTexts = async (file: string, limit: number): Promise<readonly string[]> => {
  const texts: string[] = []
  for await (const text of textsOf(file, limit)) texts.push(text)
  return texts
}

/** @param limit at most so many. @throws Fault `rows-unreadable` · `rows-invalid` (never), with the line, never its content */
export const textsOf = async function* (file: string, limit = Infinity): AsyncGenerator<string> {
  const source = createReadStream(file)
  const bytes = file.endsWith('.gz') ? source.pipe(createGunzip()) : source
  source.on('error', (error) => bytes.destroy(error))
  let number = 0
  let given = 0
  try {
    for await (const line of createInterface({ input: bytes, crlfDelay: Infinity })) {
      number += 1
      if (line.trim() === '') continue
      if (given >= limit) return
      given += 1
      yield textOf(line, number)
    }
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('rows-unreadable', `${file} cannot be read`, { retry: 'never', cause: error, about: { file } })
  } finally {
    source.destroy()
  }
}
