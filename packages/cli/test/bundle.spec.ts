// A release can be made of this build: everything in one pack that runs from any folder, with nothing installed beside it.
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { unpack, writeInto } from '@zhijian/audit/releases'
import { aggregates } from '@zhijian/embedded'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundle, PROGRAMS } from '../../../tools/release/bundle.mjs'
import { newRoot, remove } from './world.ts'

let root: string
let files: ReadonlyMap<string, Uint8Array>
beforeAll(async () => {
  root = newRoot()
  files = await bundle()
  writeInto(root, files)
})
afterAll(() => remove(root))

it.each(['gateway', 'zhijian'])('%s runs, as every program is there', (name) => {
  expect([...files.keys()]).toEqual(expect.arrayContaining(Object.keys(PROGRAMS).map((each) => `build/modules/${each}.mjs`)))
  expect(execFileSync(process.execPath, [join(root, 'build', 'modules', `${name}.mjs`), '--help'], { encoding: 'utf8', cwd: root })).not.toBe('')
})
it('has the deciders', () => {
  const { aggregates: bundled } = createRequire(import.meta.url)(join(root, 'build', 'modules', 'deciders.mjs')) as { readonly aggregates: typeof aggregates }
  expect(bundled.map(({ decider }) => decider.category)).toEqual(aggregates.map(({ decider }) => decider.category))
})
it('has the threads that programs start by the name of their file', () => expect([...files.keys()]).toEqual(expect.arrayContaining(['build/modules/what-if.thread.js', 'build/modules/decided-by.thread.js'])))
it('brings what an outsider checks evidence with', () => expect([...files.keys()]).toEqual(expect.arrayContaining(['evidence/integrity.mjs', 'evidence/integrity-more.mjs', 'evidence/integrity.py'])))
it('brings the licences of what is in it', () => expect(Buffer.from(files.get('LICENCES.txt')!).toString('utf8')).toMatch(/^fastify \d/m))
it('is refused when it was damaged, or leads out of its folder', () => {
  expect(() => unpack(Buffer.from('rust'))).toThrow(expect.objectContaining({ code: 'pack-unreadable' }))
  expect(() => writeInto(root, new Map([['../out', new Uint8Array()]]))).toThrow(expect.objectContaining({ code: 'pack-unreadable' }))
})
