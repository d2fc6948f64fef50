// What holds for every command: help in both languages, JSON on request, and an exit code that can be trusted.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../src/i18n/en.ts'
import { zhCN, type MessageKey } from '../src/i18n/zh-CN.ts'
import { createTerminal, type LanguageName } from '../src/terminal.ts'
import { duration } from '../src/text.ts'
import { newRoot, remove, run } from './world.ts'

let empty: string
beforeAll(() => {
  empty = newRoot()
})
afterAll(() => remove(empty))

/** Commands below these words, as their own help names them. */
const below = async (words: readonly string[]): Promise<string[]> => {
  const { out } = await run(empty, [...words, '--help'])
  const [, list = ''] = out.split(/^命令：$/m)
  return [...list.matchAll(/^ {2}([a-z][a-z-]+)/gm)].map(([, name]) => name!).filter((name) => name !== 'help')
}
const leaves = async (words: readonly string[] = []): Promise<string[][]> => {
  const names = await below(words)
  if (names.length === 0) return [[...words]]
  return (await Promise.all(names.map((name) => leaves([...words, name])))).flat()
}

describe('every command', () => {
  it('explains itself and all its options, in both languages, and says that it knows --json', async () => {
    const all = await leaves()
    expect(all.length).toBeGreaterThanOrEqual(20)
    for (const words of all) {
      for (const lang of ['zh-CN', 'en']) {
        const { code, out } = await run(empty, [...words, '--lang', lang, '--help'])
        expect(code, words.join(' ')).toBe(0)
        const [usage, description] = out.split('\n').filter((line) => line !== '')
        expect(usage, words.join(' ')).toContain(`zhijian ${words.join(' ')}`)
        expect(description, words.join(' ')).not.toMatch(/^(Options|Arguments|Commands):|^(选项|参数|命令)：/)
        expect(out).toContain('--json')
        expect(out).not.toContain('undefined')
        for (const line of out.split('\n').filter((each) => /^ {2}-/.test(each) && !/--help/.test(each))) {
          expect(line, words.join(' ')).toMatch(/^ {2}\S.* {2,}\S|^ {2}-\S+( <\S+>)?$/)
        }
      }
    }
  })
})

/** One use of each that needs no platform, on a folder without one. */
const USES: readonly (readonly [number, string, ...string[]])[] = [
  [3, 'replay', 'show', 'q1'], [3, 'replay', 'verify'], [3, 'check'], [3, 'backup'], [3, 'restore', '/nowhere'], [3, 'status'],
  [3, 'dead-letters', 'list'], [3, 'dead-letters', 'replay', 'c', 'e', '--reason', 'r'], [3, 'dead-letters', 'discard', 'c', 'e', '--reason', 'r'],
  [3, 'admin-link', 'a', '--reason', 'r'], [3, 'seal', '--reason', 'r'], [3, 'seal-key', '--reason', 'r'], [3, 'receipt', 'q1', '--reason', 'r'],
  [3, 'keys', 'rotate-master'], [3, 'restore', '--keys', '/nowhere'], [2, 'restore'], [3, 'seals', 'list'], [3, 'seals', 'prove', '0', '1'], [3, 'seals', 'stamps', '--ca', '/nowhere'], [3, 'operations', 'list'], [3, 'erase', 'status'],
  [3, 'erase', 'request', '--person', 'p', '--ground', 'law', '--as', 'a', '--reason', 'r'], [3, 'erase', 'confirm', '--person', 'p', '--as', 'a', '--reason', 'r'],
  [3, 'erase', 'refuse', '--person', 'p', '--as', 'a', '--reason', 'r', '--rule', 'x', '--until', '2031-01-01T00:00:00.000Z'], [1, 'doctor'], [3, 'upgrade', '--check'],
  [3, 'broker', 'users', '--out', '/dev/null/broker'], [3, 'broker', 'users', '--out', '/nowhere', '--update'], [3, 'broker', 'users', '--out', '/nowhere', '--rotate', 'notifier'],
]

describe('where there is no platform', () => {
  it.each(USES)('%i %s %s: one JSON value, and a sentence that says what to do', async (expected, ...words) => {
    const args = words as string[]
    const asked = await run(empty, [...args, '--json'], { input: '000000\n' })
    expect(asked.code).toBe(expected)
    expect(asked.json).toEqual(expect.anything())
    const told = await run(empty, args, { input: '000000\n' })
    expect(told.code).toBe(expected)
    expect(told.out + told.err).toMatch(/[\u4e00-\u9fff]/)
    const english = await run(empty, [...args, '--lang', 'en'], { input: '000000\n' })
    expect(english.out + english.err).not.toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('wrong use', () => {
  it.each([
    ['an unknown command', ['frobnicate']], ['an unknown option', ['check', '--frobnicate']], ['a missing argument', ['replay', 'show']],
    ['a missing reason', ['seal']], ['an upgrade that is not said to be a check', ['upgrade']], ['a ground that is none', ['erase', 'request', '--person', 'p', '--ground', 'whim', '--as', 'a', '--reason', 'r']],
    ['nobody named', ['erase', 'confirm', '--as', 'a', '--reason', 'r']], ['two ways of naming', ['erase', 'status', '--person', 'p', '--phone']],
    ['a telephone as an argument', ['erase', 'status', '--phone', '13812345670']], ['no code on standard input', ['erase', 'confirm', '--person', 'p', '--as', 'a', '--reason', 'r']],
    ['an instant that is none', ['erase', 'refuse', '--person', 'p', '--as', 'a', '--reason', 'r', '--rule', 'x', '--until', 'soon']],
    ['groups that are none', ['broker', 'users', '--out', 'x', '--groups', '0']], ['a certificate without its key', ['broker', 'users', '--out', 'x', '--tls-cert', 'c.pem']],
    ['two changes at once', ['broker', 'users', '--out', 'x', '--update', '--rotate', 'notifier']],
    ['a number that is none', ['operations', 'list', '--limit', 'many']], ['a language that is none', ['check', '--lang', 'fr']],
  ])('%s is 2', async (_what, args) => expect((await run(empty, args)).code).toBe(2))

  it.each([
    ['缺少参数 stream', ['replay', 'show']],
    ['必须写选项 --month <month>', ['report']],
    ['选项 --data <folder> 后面要写一个值', ['check', '--data']],
    ['选项 --faults <level> 不能是“x”；可选：none, some, many', ['simulate', '--faults', 'x']],
    ['选项 --seed <n|from..to> 不能是“5..1”；应写成：7, 1..100', ['simulate', '--seed', '5..1']],
    ['没有选项 --dta；是不是 --data？', ['check', '--dta', 'x']],
    ['没有命令 chek；是不是 check？', ['chek']],
    ['参数太多', ['status', 'a', 'b']],
  ])('says in Chinese what is wrong: %s', async (sentence, args) => {
    const { err } = await run(empty, args)
    expect(err.split('\n')[0]).toBe(sentence)
    expect(err).not.toMatch(/Usage|Options|error/)
  })
})

describe('an instant that is none', () => {
  it.each([['replay', 'show', 'q1', '--at', 'yesterday'], ['replay', 'show', 'q1', '--at', '2026-03-01T09:03:00'], ['replay', 'show', 'q1', '--at', '2026-02-30T09:03:00Z'], ['replay', 'show', 'q1', '--at', '2026-03-01T25:00Z'], ['erase', 'refuse', '--person', 'p', '--as', 'a', '--reason', 'r', '--rule', 'x', '--until', 'soon']])('%s %s: says what one looks like', async (...args) => {
    expect(await run(empty, args)).toMatchObject({ code: 2, err: expect.stringMatching(/^--(at|until) 要写一个带时区的时刻，如 2026-03-01T09:03:00\.000Z/) })
  })
})

it('what a backup, a restore and a receipt can be refused for is said in words', () => {
  const thrown = ['packages/event-store/src/backup.ts', 'packages/audit/src/receipt/receipt.ts'].flatMap((path) => [...readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8').matchAll(/new Fault\('([a-z-]+)'/g)].map(([, code]) => code!))
  expect(thrown).toEqual(expect.arrayContaining(['store-newer', 'store-other', 'no-such-consultation']))
  expect(thrown.filter((code) => zhCN[`fault.${code}` as MessageKey] === undefined)).toEqual([])
})

describe('the code of a demonstration’s account', () => {
  it('is the one that its authenticator shows now', async () => {
    const [root, secret] = [newRoot(), new Secret({ size: 20 })]
    mkdirSync(join(root, 'var-keys'))
    writeFileSync(join(root, 'var-keys', 'demonstration-accounts.json'), JSON.stringify([{ id: 'demo-staff-head', secondFactor: secret.base32 }]))
    const { out } = await run(join(root, 'var'), ['demo-code', 'demo-staff-head'])
    // As the gateway takes it: the step before counts, too.
    expect(new TOTP({ secret }).validate({ token: /\d{6}/.exec(out)![0], window: 1 })).not.toBeNull()
    remove(root)
  })
})

describe('what takes long', () => {
  const watched = (isTTY: boolean) => {
    let [now, err] = [0, '']
    const terminal = createTerminal({ out: { write: () => {} }, err: { isTTY, write: (text) => { err += text } } }, { json: false, lang: 'zh-CN' }, () => now)
    return { err: () => err, at: (seconds: number, events: number) => { now = seconds * 1000; terminal.progress('replay.reading', { events }) } }
  }
  it('says now and then how far it is where lines stay, without control characters', () => {
    const { at, err } = watched(false)
    at(9.9, 100)
    expect(err()).toBe('')
    at(10, 101)
    at(12, 120)
    at(20, 200)
    expect(err()).toBe('已读 101 个事件\n已读 200 个事件\n')
  })
  it('overwrites itself on a terminal', () => {
    const { at, err } = watched(true)
    at(0, 1)
    expect(err()).toBe('\r\u001b[K已读 1 个事件')
  })
})

describe('durations', () => {
  it.each([[1500, '1.5 秒', '1.5 s'], [240_000, '4 分钟', '4 min'], [11_520_000, '3.2 小时', '3.2 h'], [345_600_000, '4 天', '4 d']])('%i ms', (ms, chinese, english) => {
    const inLanguage = (lang: LanguageName) => duration(ms, createTerminal({ out: { write: () => {} }, err: { write: () => {} } }, { json: false, lang }, () => 0))
    expect([inLanguage('zh-CN'), inLanguage('en')]).toEqual([chinese, english])
  })
})

describe('the catalogues', () => {
  const keys = Object.keys(zhCN) as MessageKey[]
  const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort()
  it('have the same sentences with the same values', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort())
    for (const key of keys) expect([key, ...new Set(holes(en[key]))]).toEqual([key, ...new Set(holes(zhCN[key]))])
  })
  it('leave nothing empty, and speak their own language', () => {
    for (const key of keys) {
      expect(zhCN[key], key).not.toBe('')
      expect(en[key], key).not.toMatch(/[\u4e00-\u9fff]/)
    }
  })
  it('put nothing that a fault says in English for programs into a Chinese sentence', () => {
    const told = keys.filter((key) => key.startsWith('fault.') && zhCN[key].includes('{message}'))
    expect(told).toEqual(['fault.no-store', 'fault.usage', 'fault.other'])
  })
  it('listen to the environment, and to --lang before it', async () => {
    expect((await run(empty, ['--help'], { env: { ZHIJIAN_LANG: 'en' } })).out).toContain(en.program)
    expect((await run(empty, ['--help', '--lang', 'zh-CN'], { env: { ZHIJIAN_LANG: 'en' } })).out).toContain(zhCN.program)
  })
})
