// Project references follow the manifests: `node tools/references.mjs` writes each tsconfig.json from the workspace
// dependencies in package.json; with --check it only says whether they agree.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const check = process.argv.includes('--check')
const folders = ['packages', 'services'].flatMap((top) =>
  readdirSync(top).map((name) => join(top, name)).filter((dir) => existsSync(join(dir, 'package.json'))))
const manifest = Object.fromEntries(folders.map((dir) => [dir, JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))]))
const folderOf = Object.fromEntries(folders.map((dir) => [manifest[dir].name, dir]))
let stale = 0

/** @param {string} file @param {unknown} value */
const put = (file, value) => {
  const text = `${JSON.stringify(value, null, 2)}\n`
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  stale += 1
  if (!check) writeFileSync(file, text)
  else console.error(`stale: ${file}`)
}

for (const dir of folders) {
  const { dependencies = {}, devDependencies = {}, zhijian = {} } = manifest[dir]
  const references = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => folderOf[name]).sort()
    .map((name) => ({ path: relative(dir, folderOf[name]) }))
  put(join(dir, 'tsconfig.json'), {
    extends: '../../tsconfig.base.json',
    compilerOptions: { rootDir: '.', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo', ...zhijian.compilerOptions },
    include: ['src', 'test', 'data/**/*.json'],
    references,
  })
}
put('tsconfig.json', { files: [], references: folders.map((path) => ({ path })) })
console.log(`references: ${folders.length} projects, ${stale} ${check ? 'stale' : 'written'}`)
if (check && stale > 0) {
  console.error('run: node tools/references.mjs')
  process.exit(1)
}
