// A program that starts a file by its name finds it beside itself in a packed build only if it was packed: tools/release/bundle.mjs takes
// along what is called `.thread`.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { filesUnder, isTest } from '../checks/files.mjs'
import { root } from '../setup/environment.mjs'

it('every file of ours that a program starts by its name is one that is packed', () => {
  const sources = ['packages', 'services'].flatMap((top) => filesUnder(root, top, /\.ts$/)).filter((path: string) => path.includes('/src/') && !isTest(path))
  const started = sources.flatMap((path: string) => readFileSync(join(root, path), 'utf8').split('\n').filter((line) => line.includes('new URL('))
    .flatMap((line) => [...line.matchAll(/'(\.{1,2}\/[\w./-]+)\.js'/g)].map(([, name]) => ({ path, name: name! }))))
  expect(started.length).toBeGreaterThan(2)
  expect(started.filter(({ name }) => !name.endsWith('.thread'))).toEqual([])
  expect(started.filter(({ path, name }) => !name.includes('/dist/') && !existsSync(join(root, dirname(path), `${name}.ts`)))).toEqual([])
})
