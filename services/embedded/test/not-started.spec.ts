// What the person at the terminal reads when a start is refused: one line, in words, with what to do.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { openDataFolder } from '@zhijian/host'
import { Fault } from '@zhijian/kernel'
import { scaledClock } from '@zhijian/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lookBeforeOpening } from '../src/live.ts'
import { whyNotStarted } from '../src/not-started.ts'
import { startOptions } from '../src/options.ts'

let root: string
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'zj-start-')) })
afterEach(() => rmSync(root, { recursive: true, force: true }))

const written = (name: string, text: string): string => {
  writeFileSync(join(root, name), text)
  return join(root, name)
}
const tls = (name: string): string => fileURLToPath(new URL(`./e2e/tls/${name}`, import.meta.url))
const why = (start: () => unknown): string | null => {
  try {
    start()
  } catch (error) {
    return whyNotStarted(error)
  }
  throw new Error('it started')
}
const look = (more: Partial<Parameters<typeof lookBeforeOpening>[0]>) => () => lookBeforeOpening({ data: join(root, 'var'), ...more })
const folder = (more: Partial<Parameters<typeof openDataFolder>[0]> = {}) =>
  openDataFolder({ root: join(root, 'var'), kind: 'live', county: '150921', now: '2026-03-01T09:00:00.000Z', ...more })
const county = JSON.stringify({ source: 's', county: { code: '150921', name: '卓资县', towns: [{ code: '1', name: '', kind: 'town', villages: [] }] } })

describe('a start that is refused says why in one line', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['no county file', look({}), /先指定县情文件/],
    ['a county file that is not there', look({ countyFile: '/nowhere/county.json' }), /县情文件 \/nowhere\/county\.json 不存在或不能读/],
    ['a county file that is no JSON', () => look({ countyFile: written('c.json', '{"county":') })(), /不是有效的 JSON/],
    ['a county file of another shape', () => look({ countyFile: written('c.json', '{}') })(), /县情文件 .*c\.json 有误：county\.code, county\.towns/],
    ['a county file with wrong fields', () => look({ countyFile: written('c.json', county) })(), /县情文件 .*c\.json 有误：.*(cityName|towns)/],
    ['a channels file that is not there', () => look({ countyFile: undefined as never, channelsFile: '/nowhere/channels.json' })(), /渠道文件 \/nowhere\/channels\.json 不存在或不能读/],
    ['a channels file that is no JSON', () => look({ channelsFile: written('c.json', '{') })(), /渠道文件 .* 不是有效的 JSON/],
    ['a channels file with wrong fields', () => look({ channelsFile: written('c.json', '{"channels":{"pigeon":{}}}') })(), /渠道文件（--channels）有误：/],
    ['a certificate that is not there', look({ tls: { certFile: '/nowhere/c.pem', keyFile: tls('here.key.pem') } }), /\/nowhere\/c\.pem 不存在或不能读/],
    ['a certificate with another’s key', look({ tls: { certFile: tls('here.cert.pem'), keyFile: tls('other.key.pem') } }), /不是一对/],
    ['certificate and key the wrong way round', look({ tls: { certFile: tls('here.key.pem'), keyFile: tls('here.cert.pem') } }), /写反了/],
    ['a folder that is a file', () => { written('var', ''); folder() }, /不能写.*--data/],
    ['a folder that is in use', () => { folder(); folder() }, /正被另一个进程使用.*--data/],
    ['a folder of another county', () => { folder().release(); folder({ county: '370322' }) }, /属于行政区划 150921，不是 370322/],
    ['a live folder for a demonstration', () => { folder().release(); folder({ kind: 'demo' }) }, /正式数据.*--live/],
    ['a folder that lost what says whose it is', () => { folder().release(); rmSync(join(root, 'var', 'store.json')); written('var/log/events.sqlite', ''); folder() }, /从备份恢复这个文件/],
    ['a folder whose birth is damaged', () => { folder().release(); written('var/store.json', '{'); folder() }, /store\.json 已损坏/],
    ['a lock that is no lock', () => { mkdirSync(join(root, 'var')); written('var/lock.sqlite', 'no database '.repeat(1000)); folder() }, /锁文件 .* 不能用/],
    ['a damaged clock of a demonstration', () => scaledClock({ file: written('clock.json', '{"logical":'), speed: 1, notBefore: null }), /示范时钟文件 .*clock\.json 已损坏/],
    ['a port that is no number', () => startOptions(['--port', 'eighty'], {}), /--port 要一个 0 到 65535 之间的数/],
    ['a flag nobody knows', () => startOptions(['--colour'], {}), /不认识参数 --colour/],
    ['a full disk', () => { throw Object.assign(new Error('x'), { code: 'ENOSPC', errno: -28, syscall: 'write' }) }, /磁盘已满/],
    ['a folder that must not be read', () => { throw Object.assign(new Error('x'), { code: 'EACCES', path: '/srv/zj/var/keys' }) }, /文件 \/srv\/zj\/var\/keys 不能用（EACCES）/],
    ['a database that cannot be opened', () => new DatabaseSync(join(root, 'none', 'x.sqlite')), /不能用（14）/],
  ])('%s', (_what, start, says) => {
    const line = why(start)
    expect(line).toMatch(says)
    expect(line).not.toMatch(/\n|\{\w+\}|^\s+at |undefined/)
  })

  it('also where nobody has words for it, but a bug is called one', () => {
    expect(whyNotStarted(new Fault('never-heard-of', 'do this', { retry: 'never' }))).toBe('do this（never-heard-of）')
    expect(whyNotStarted(new TypeError('x is not a function'))).toBeNull()
    expect(whyNotStarted(undefined)).toBeNull()
  })
})
