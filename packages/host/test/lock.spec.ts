import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdAlone, holdTogether, tryHoldAlone } from '../src/lock.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhijian-lock-'))
  file = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const refused = (): Error => new Error('refused')

describe('a lock between processes', () => {
  it('has one holder, and the next when he lets go', () => {
    const release = holdAlone(file, refused)
    expect(tryHoldAlone(file)).toBeNull()
    release()
    const next = tryHoldAlone(file)
    expect(next).not.toBeNull()
    next?.()
  })
  it('held together keeps out who wants it alone, from its very first use on', () => {
    const releases = [holdTogether(file, refused), holdTogether(file, refused)]
    releases.shift()!()
    expect(() => holdAlone(file, refused)).toThrow('refused')
    releases.shift()!()
    holdAlone(file, refused)()
  })
  it('held alone keeps out who would share it', () => {
    const release = holdAlone(file, refused)
    expect(() => holdTogether(file, refused)).toThrow('refused')
    release()
    release()
    holdTogether(file, refused)()
  })
})
