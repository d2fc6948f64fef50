import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentStamp, isStamped, treeStamp, writeStamp } from '../setup/stamp.mjs'
import { folderWith } from './folder.ts'

describe('what to install is stamped by content', () => {
  it('changes with a byte, with a file that goes, and not with the time', () => {
    const folder = folderWith({ 'a.json': '{}', 'b.json': '[]' })
    const before = contentStamp(folder, ['a.json', 'b.json'])
    utimesSync(join(folder, 'a.json'), 1, 1)
    expect(contentStamp(folder, ['b.json', 'a.json'])).toBe(before)
    writeFileSync(join(folder, 'a.json'), '{ }')
    const changed = contentStamp(folder, ['a.json', 'b.json'])
    expect(changed).not.toBe(before)
    rmSync(join(folder, 'a.json'))
    expect(new Set([before, changed, contentStamp(folder, ['a.json', 'b.json'])]).size).toBe(3)
  })
  it('does not take text moved from one file to the next for the same', () => {
    const one = folderWith({ 'a.json': 'xy', 'b.json': 'z' })
    const other = folderWith({ 'a.json': 'x', 'b.json': 'yz' })
    expect(contentStamp(one, ['a.json', 'b.json'])).not.toBe(contentStamp(other, ['a.json', 'b.json']))
  })
})

describe('whether to build is stamped by time and size', () => {
  const tree = () => folderWith({ 'src/deep/a.ts': 'one', 'src/node_modules/x.ts': 'no' })
  it('stays while nothing changes, whatever is missing or installed', () => {
    const folder = tree()
    const before = treeStamp(folder, ['src', 'missing'])
    writeFileSync(join(folder, 'src/node_modules/y.ts'), 'no')
    expect(treeStamp(folder, ['src', 'missing'])).toBe(before)
  })
  it('changes with a size, a time, a new file and a removed one', () => {
    const folder = tree()
    const seen = [treeStamp(folder, ['src'])]
    writeFileSync(join(folder, 'src/deep/a.ts'), 'three')
    seen.push(treeStamp(folder, ['src']))
    utimesSync(join(folder, 'src/deep/a.ts'), 1, 1)
    seen.push(treeStamp(folder, ['src']))
    writeFileSync(join(folder, 'src/b.ts'), '')
    seen.push(treeStamp(folder, ['src']))
    rmSync(join(folder, 'src/deep/a.ts'))
    seen.push(treeStamp(folder, ['src']))
    expect(new Set(seen).size).toBe(5)
  })
  it('is kept in a file that may not exist yet', () => {
    const folder = tree()
    const file = join(folder, '.cache/built')
    expect(isStamped(file, 'x')).toBe(false)
    writeStamp(file, 'x')
    expect([isStamped(file, 'x'), isStamped(file, 'y')]).toEqual([true, false])
  })
})
