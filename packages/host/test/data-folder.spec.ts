import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { birthOf, joinDataFolder, openDataFolder } from '../src/data-folder.ts'

let root: string
const open = (more: { kind?: 'demo' | 'live'; county?: string } = {}) =>
  openDataFolder({ root: join(root, 'var'), kind: 'demo', county: '150921', now: '2026-03-01T09:00:00.000Z', ...more })

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zhijian-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('a data folder', () => {
  it('is born once, and stays what it was born as', () => {
    const first = open()
    expect(first.isNew).toBe(true)
    first.release()
    const second = open()
    expect([second.isNew, second.birth.kind, second.birth.bornAt]).toEqual([false, 'demo', '2026-03-01T09:00:00.000Z'])
    second.release()
    expect(() => open({ kind: 'live' })).toThrow('born as a demonstration')
    expect(() => open({ county: '370322' })).toThrow('belongs to county 150921')
  })
  it('of a live store never becomes a demonstration', () => {
    open({ kind: 'live' }).release()
    expect(() => open()).toThrow('no simulated lawyers')
  })
  it('is open in one process at a time', () => {
    const first = open()
    expect(() => open()).toThrow('open in another process')
    first.release()
    open().release()
  })
  it('keeps keys and seals apart from the log, and to its user', () => {
    open().release()
    expect(readdirSync(root).sort()).toEqual(['var', 'var-backups', 'var-keys', 'var-seals'])
    expect(statSync(join(root, 'var-keys')).mode & 0o777).toBe(0o700)
  })
  it('of another release is refused, not guessed at', () => {
    open().release()
    writeFileSync(join(root, 'var', 'store.json'), '{"format":2}')
    expect(() => birthOf(join(root, 'var'))).toThrow('not of this release')
  })
  it('that cannot be written says what to do', () => {
    writeFileSync(join(root, 'var'), 'a file')
    expect(() => open()).toThrow('ZHIJIAN_DATA')
  })
})

const share = (more: { county?: string; kind?: 'demo' | 'live' } = {}) => joinDataFolder({ root: join(root, 'var'), now: '2026-03-01T09:00:00.000Z', ...more })
describe('a data folder that services share', () => {
  it('is open in as many processes as there are services, and never in one that hosts everything beside them', () => {
    const services = [share({ county: '150921' }), share()]
    expect(services.map(({ birth: { kind, county }, isNew }) => [kind, county, isNew])).toEqual([['live', '150921', true], ['live', '150921', false]])
    services[0]!.release()
    expect(() => open({ kind: 'live' })).toThrow('open in another process')
    services[1]!.release()
    const alone = open({ kind: 'live' })
    expect(() => share()).toThrow('hosts the whole platform')
    alone.release()
  })
  it('is not born without a county, and is not another county’s, nor of another kind', () => {
    expect(() => share()).toThrow('ZHIJIAN_COUNTY')
    share({ county: '150921', kind: 'demo' }).release()
    expect(() => share({ county: '370322' })).toThrow('belongs to county 150921')
    expect(() => share({ kind: 'live' })).toThrow('born as a demonstration')
    expect(readdirSync(join(root, 'var')).filter((name) => name.endsWith('.new'))).toEqual([])
  })
})
