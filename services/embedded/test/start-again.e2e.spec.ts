// Starting again where something is in the way: another process, a taken port, a damaged file. The built program, as people run it.
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, startLive, startThatEnds, type LiveProcess, type Place } from './e2e/live-process.ts'

const COUNTY = ['--county', fileURLToPath(new URL('../data/county-150921.json', import.meta.url)), '--backup-hours', '0']
const GARBAGE = 'no database at all '.repeat(4000)

let root: string
let here: Place
let platform: LiveProcess
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-again-'))
  here = { root, port: await freePort() }
  platform = await startLive(here, ...COUNTY)
})
afterAll(() => {
  platform.kill()
  rmSync(root, { recursive: true, force: true })
})

const elsewhere = (name: string): Place => {
  mkdirSync(join(root, name))
  return { ...here, root: join(root, name) }
}
const inVar = (...names: readonly string[]): string => join(root, 'var', ...names)
const asideIn = (folder: string): readonly string[] => readdirSync(inVar(folder)).filter((name) => /\.sqlite\.damaged-\d{8}T\d{6}$/.test(name))

describe('a start that cannot be', () => {
  const oneLine = (said: string): void => {
    expect(said.match(/没有启动/g)).toHaveLength(1)
    expect(said).not.toMatch(/^\s+at |"bug"|"stack"/m)
  }
  it('beside another on the same data says so', async () => {
    const { code, said } = await startThatEnds({ ...here, port: 0 }, '--live', ...COUNTY)
    expect(said).toMatch(/没有启动：数据目录 .* 正被另一个进程使用.*（data-folder-in-use）/)
    oneLine(said)
    expect(code).toBe(1)
  })

  it('on a port that is taken says which', async () => {
    const { code, said } = await startThatEnds(elsewhere('second'), '--live', ...COUNTY)
    expect(said).toMatch(new RegExp(`没有启动：端口 ${here.port} 已被占用.*--port`))
    oneLine(said)
    expect(code).toBe(1)
  })

  it('of a demonstration whose clock is damaged says what to move away', async () => {
    const place = elsewhere('demo')
    mkdirSync(join(place.root, 'var'))
    writeFileSync(join(place.root, 'var', 'clock.json'), '{"logical":')
    const { code, said } = await startThatEnds(place, '--lawyers', '24')
    expect(said).toMatch(/没有启动：示范时钟文件 .*clock\.json 已损坏/)
    oneLine(said)
    expect(code).toBe(1)
  })
})

describe('a start on damaged files', () => {
  it('sets views, sessions, progress and the sending journal aside, says what that means, and is as before', async () => {
    expect(await platform.stop()).toBe(0)
    writeFileSync(inVar('views', 'views.sqlite'), GARBAGE)
    writeFileSync(inVar('edge', 'edge.sqlite'), GARBAGE)
    truncateSync(inVar('bus', 'bus.sqlite'), 5000)
    writeFileSync(inVar('bus', 'sent.sqlite'), GARBAGE)
    platform = await startLive(here, '--backup-hours', '0')
    for (const said of ['查询视图文件已损坏', '登录状态文件已损坏', '消息进度文件已损坏', '发送登记文件已损坏']) expect(platform.printed()).toContain(said)
    expect([asideIn('views'), asideIn('edge'), asideIn('bus')].map((names) => names.length)).toEqual([1, 1, 2])
    const shown = await fetch(`http://127.0.0.1:${here.port}/readyz`)
    expect(shown.status).toBe(200)
    // Nobody has used his link: it is given again.
    expect(Object.keys(platform.links())).toHaveLength(3)
  })

  it('with pages damaged in the middle goes on, and is whole again by itself', async () => {
    expect(await platform.stop()).toBe(0)
    const hurt = (file: string, pages: readonly [first: number, end: number]): void => {
      const handle = openSync(file, 'r+')
      for (let page = pages[0]; page < pages[1]; page += 1) writeSync(handle, Buffer.alloc(4000, 0xa5), 0, 4000, page * 4096)
      closeSync(handle)
    }
    hurt(inVar('views', 'views.sqlite'), [8, 200])
    // Opened without a word; the first write of the start meets it.
    hurt(inVar('edge', 'edge.sqlite'), [1, 9])
    platform = await startLive(here, '--backup-hours', '0')
    for (const said of ['查询视图文件已损坏', '登录状态文件已损坏']) expect(platform.printed()).toContain(said)
    expect((await fetch(`http://127.0.0.1:${here.port}/readyz`)).status).toBe(200)
  })

  it('does not make anew what is nobody’s copy: keys and log come from a backup', async () => {
    expect(await platform.stop()).toBe(0)
    writeFileSync(join(root, 'var-keys', 'lookup.sqlite'), GARBAGE)
    const keys = await startThatEnds(here, '--live', '--backup-hours', '0')
    expect(keys.said).toMatch(/没有启动：文件 .*lookup\.sqlite 已损坏，不能自行重建。请从备份恢复/)
    writeFileSync(inVar('edge', 'secrets.sqlite'), GARBAGE)
    writeFileSync(inVar('log', 'events.sqlite'), GARBAGE)
    const log = await startThatEnds(here, '--live', '--backup-hours', '0')
    expect(log.said).toMatch(/没有启动：文件 .*events\.sqlite 已损坏，不能自行重建。请从备份恢复/)
    expect([keys.code, log.code]).toEqual([1, 1])
  })
})
