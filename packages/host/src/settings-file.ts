// What an installation says of one thing in a JSON file of its own, named by a setting.
import { readFileSync } from 'node:fs'
import { Fault } from '@zhijian/kernel'
import type { z } from 'zod'

/**
 * @param what as it is told where it is wrong: `tiles of the map`
 * @throws Fault `config-invalid` (never), naming the fields, not their values
 */
export const readSettingsFile = <S extends z.ZodType>(what: string, schema: S, file: string): z.output<S> => {
  const wrong = (where: string): Fault => new Fault('config-invalid', `${what}: ${where}`, { retry: 'never', about: { file } })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // The parser's message quotes the file.
    throw wrong('(not a readable JSON file)')
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  throw wrong([...new Set(parsed.error.issues.map(({ path }) => path.join('.') || '(unknown field)'))].join(', '))
}
