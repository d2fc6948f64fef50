// A sealed file that was changed where it lies, or put in another's place.
import { randomBytes } from 'node:crypto'
import { mutated, triedOn } from '@zhijian/testkit/hostile'
import { expect, it } from 'vitest'
import { openFile, openSpan, HEAD_BYTES, sealFile } from './sealed-file.ts'

it.each(['aes', 'sm'] as const)('opens to what was sealed, or not at all (%s)', async (suite) => {
  const key = Buffer.alloc(32, 7)
  const files = [Buffer.from('身份证号 150921199003078888'), Buffer.alloc(0), randomBytes(70_000)]
  const sealed = files.map((file) => sealFile(key, 'person-1', file, (count) => Buffer.alloc(count, 3), suite))
  for (const [n, file] of files.entries()) expect(openFile(key, 'person-1', sealed[n]!).equals(file)).toBe(true)
  await triedOn(mutated(...sealed), 600, (bytes) => {
    if (sealed.some((each) => Buffer.from(each).equals(bytes))) return
    expect(() => openFile(key, 'person-1', bytes)).toThrow()
    expect(() => openSpan(key, 'person-1', bytes.subarray(0, HEAD_BYTES), bytes.subarray(HEAD_BYTES, HEAD_BYTES + 10), bytes.length, 0, 10)).toThrow()
  })
  expect(() => openFile(key, 'person-2', sealed[0]!)).toThrow()
})
