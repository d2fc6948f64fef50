// A service is made in a copy of this workspace (sources alone; what is installed is linked), tried there, and taken away.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newService } from '../new-service.mjs'
import { namesOf } from '../new-service/names.mjs'
import { filesUnder } from '../checks/files.mjs'
import { workspaceFolders } from '../setup/workspace.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const SKIPPED = new Set(['node_modules', 'dist', '.report', '.cache', 'var', 'secrets'])
const TRIAL = ['legal-aid', '--decider', 'legalAidCase', '--no-install']
let copy: string

/** Links of a package are relative to its place, so they mean the copy's own neighbours, and what is installed here. */
const install = (folder: string, names: readonly string[]): void => {
  for (const name of names) {
    const target = join(copy, folder, 'node_modules', name)
    mkdirSync(dirname(target), { recursive: true })
    if (existsSync(target)) continue
    if (name.startsWith('@zhijian/')) {
      const own = workspaceFolders(copy).find((each) => basename(each) === name.slice(9))!
      symlinkSync(join(copy, own), target)
    } else symlinkSync(realpathSync(join(root, 'packages/contracts/node_modules', name)), target)
  }
}

const everything = (): Readonly<Record<string, string>> =>
  Object.fromEntries(['README.md', 'docker-compose.yml', ...['infra', 'packages', 'services'].flatMap((top) => filesUnder(copy, top, /\.(ts|json|md|yml|yaml|sh)$/))]
    .map((path) => [path, readFileSync(join(copy, path), 'utf8')]))

const run = (folder: string, command: string, ...args: readonly string[]): string => {
  try {
    return execFileSync(join(root, 'node_modules/.bin', command), args, { cwd: join(copy, folder), encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')} in ${folder}:\n${stdout.slice(-4000)}\n${stderr.slice(-2000)}`)
  }
}

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'zhijian-new-service-')))
  for (const name of ['README.md', 'docker-compose.yml', 'infra', 'package.json', 'tsconfig.base.json', 'tools', 'packages', 'services']) {
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: (path) => !SKIPPED.has(basename(path)) })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const folder of workspaceFolders(root)) {
    const from = join(root, folder, 'node_modules')
    for (const name of existsSync(from) ? readdirSync(from).filter((each) => !each.startsWith('.')) : []) {
      cpSync(join(from, name), join(copy, folder, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
    }
  }
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('a new service', () => {
  it('is refused when a name is not one, or is taken', () => {
    expect(namesOf('Notary', 'deed')).toMatch(/lower case/)
    expect(namesOf('notary', 'legal-aid')).toMatch(/lower-camel/)
    expect(namesOf('notary', 'events')).toMatch(/taken/)
    const before = everything()
    expect(newService(['notary'], copy)).toBe(2)
    expect(newService(['directory', '--decider', 'deed', '--no-install'], copy)).toBe(1)
    expect(newService(['notary', '--decider', 'danger', '--no-install'], copy)).toBe(1)
    expect(newService(['directory', '--decider', 'person', '--no-install', '--remove'], copy)).toBe(1)
    expect(everything()).toEqual(before)
  })

  it('passes its own specs and those of the contracts, compiles wired in, and leaves no trace when removed', () => {
    const before = everything()
    expect(newService(TRIAL, copy)).toBe(0)
    expect(newService(TRIAL, copy)).toBe(1)
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(copy, 'services/legal-aid/package.json'), 'utf8'))
    install('services/legal-aid', Object.keys({ ...dependencies, ...devDependencies }))
    install('services/embedded', ['@zhijian/legal-aid'])

    expect(run('services/legal-aid', 'vitest', 'run')).toMatch(/Tests {2}3 passed/)
    expect(run('packages/contracts', 'vitest', 'run', '-t', 'legalAidCase')).toMatch(/Tests {2}\d+ passed/)
    writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({
      extends: './tsconfig.base.json', include: ['services/legal-aid/**/*.ts', 'services/embedded/src/compose.ts', 'services/gateway/src/problems.ts'],
      compilerOptions: {
        customConditions: ['source'], noEmit: true, composite: false, declaration: false, declarationMap: false, sourceMap: false,
        allowImportingTsExtensions: true, rewriteRelativeImportExtensions: false, experimentalDecorators: true, emitDecoratorMetadata: true,
        allowJs: true, checkJs: false,
      },
    }))
    expect(run('.', 'tsc', '-p', 'tsconfig.json')).toBe('')
    expect(readFileSync(join(copy, 'services/embedded/src/distributed/processes.ts'), 'utf8')).toMatch(/^const SERVICES = \[[^\]]*^ {2}'legal-aid',$/m)

    expect(newService([...TRIAL, '--remove'], copy)).toBe(0)
    expect(existsSync(join(copy, 'services/legal-aid'))).toBe(false)
    expect(everything()).toEqual(before)
  })
})
