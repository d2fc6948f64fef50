import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keyWrappingContract } from './contract-wrapping.ts'
import { codeOf, freshFolder } from './fixtures.ts'
import { fileWrapping } from './wrapping-file.ts'

keyWrappingContract('a master key in a file', async () => {
  const file = join(freshFolder(), 'master.key')
  return {
    wrapping: fileWrapping({ file, mayMake: true }),
    async rotate() {
      renameSync(file, `${file}.earlier`)
      return fileWrapping({ file, earlier: [`${file}.earlier`], mayMake: true })
    },
    retire: async () => fileWrapping({ file, mayMake: false }),
    async dispose() {},
  }
})

it('makes no master key where keys depend on one', async () => {
  const file = join(freshFolder(), 'master.key')
  expect(await codeOf((async () => fileWrapping({ file, mayMake: false }))())).toBe('secret-missing')
  expect(existsSync(file)).toBe(false)
})
