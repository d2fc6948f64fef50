import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { AliyunCredentials, readCredentials } from './credentials.file.ts'

const folder = mkdtempSync(join(tmpdir(), 'credentials-'))
afterAll(() => rmSync(folder, { recursive: true }))
const messageOf = (content: string | null): string => {
  const file = join(folder, 'aliyun.json')
  rmSync(file, { force: true })
  if (content !== null) writeFileSync(file, content)
  try {
    readCredentials(file, AliyunCredentials)
    return 'read'
  } catch (error) {
    return (error as Error).message
  }
}

it('reads what a provider knows us by', () => expect(messageOf('{"accessKeyId":"LTAI","accessKeySecret":"planted"}')).toBe('read'))
it.each([
  ['is missing', null, 'ENOENT'], ['is not JSON', 'accessKeySecret=planted', 'is not JSON'], ['lacks a field', '{"accessKeySecret":"planted"}', 'has not those fields'],
  ['has a line end in a secret', '{"accessKeyId":"LTAI","accessKeySecret":"planted\\n"}', 'has not those fields'],
])('a file that %s is named, and not quoted', (_what, content, says) => {
  const message = messageOf(content)
  expect(message).toContain(says)
  expect(message).toContain('aliyun.json')
  expect(message).not.toContain('planted')
})
