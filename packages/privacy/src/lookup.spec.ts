import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { lookupContract } from './contract-lookup.ts'
import { codeOf, freshFolder, seededRandom } from './fixtures.ts'
import { openSqliteLookup } from './lookup-sqlite.ts'
import { normalise } from './normalise.ts'
import type { Lookup, LookupKind } from './port.ts'

const open: (Lookup & { close(): Promise<void> })[] = []
const openIn = async (folder: string) => {
  const lookup = await openSqliteLookup({ file: join(folder, 'lookup.db'), keyFile: join(folder, 'lookup.key') })
  open.push(lookup)
  return lookup
}
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

describe('one spelling per value', () => {
  it.each<[LookupKind, string, readonly string[]]>([
    ['phone', '13800001234', ['13800001234', '138 0000 1234', '138-0000-1234', '+86 138 0000 1234', '0086-13800001234',
      '8613800001234', '１３８００００１２３４']],
    ['phone', '04744712345', ['0474-4712345', '(0474) 4712345', '+86 474 4712345', '+86 0474 4712345', '0086 474 4712345']],
    ['phone', '+14155551234', ['+1 415 555 1234', '001 415 555 1234']],
    ['phone', '12348', ['12348', '+86 12348']],
    ['licence', '11509201810123456', ['11509201810123456', '执业证号 11509201810123456', '１１５０９２０１８１０１２３４５６']],
    ['wechat-openid', 'oAbC-_1', ['oAbC-_1']],
    ['id-number', '15092119800101123X', ['15092119800101123x', '150921 19800101 123X', '１５０９２１１９８００１０１１２３ｘ']],
    ['party-name', '卓资县草原乳业公司', ['卓资县草原乳业有限公司', '卓资县 草原乳业 有限责任公司', '卓资县草原乳业股份有限公司', '卓资县草原乳业公司']],
    ['party-name', 'abc(中国)公司', ['ABC（中国）有限公司', 'abc (中国) 有限公司']],
    ['party-name', '巴图孟克', ['巴图·孟克', '巴图•孟克', '巴图 孟克', '巴图・孟克']],
    ['party-name', '有限公司', ['有限公司']],
    ['body', ' as IS ', [' as IS ']],
  ])('%s %s', (kind, one, spellings) => {
    for (const spelling of spellings) expect(normalise(kind, spelling)).toBe(one)
  })
  it('keeps apart what is not the same', () => {
    expect(normalise('phone', '+1 380 000 1234 5')).not.toBe(normalise('phone', '13800012345'))
    expect(normalise('party-name', '草原乳业公司')).not.toBe(normalise('party-name', '草原乳业'))
  })
})

lookupContract('sqlite', async () => {
  const folder = freshFolder()
  return { lookup: await openIn(folder), again: () => openIn(folder), apart: () => openIn(freshFolder()), dispose: async () => {} }
})

describe('the lookup in a file', () => {
  it('L2: forgets what is no longer an owner’s, and nothing else of anybody, to the last byte', async () => {
    const folder = freshFolder()
    const lookup = await openIn(folder)
    const [old, now, his] = ['13800001234', '13900001234', '13700001234'].map((phone) => lookup.hmac('phone', phone)) as [string, string, string]
    const openid = lookup.hmac('wechat-openid', 'o-wang')
    for (const [kind, hmac, owner] of [['phone', old, 'wang'], ['phone', now, 'wang'], ['phone', his, 'li'], ['wechat-openid', openid, 'wang']] as const) await lookup.reserve(kind, hmac, owner)
    expect(await lookup.retain('phone', 'wang', [now, his])).toBe(1)
    expect(await lookup.retain('phone', 'wang', [now, his])).toBe(0)
    expect(await Promise.all([old, now, his].map((hmac) => lookup.ownerOf('phone', hmac)))).toEqual([null, 'wang', 'li'])
    expect(await lookup.ownerOf('wechat-openid', openid)).toBe('wang')
    expect(await lookup.retain('phone', 'wang', [])).toBe(1)
    await lookup.release('wechat-openid', openid, 'wang')
    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
    expect([old, now, openid, his].map((hmac) => bytes.includes(hmac))).toEqual([false, false, false, true])
  })
  it('L2: forgets everything that leads to an owner, to the last byte of the file', async () => {
    const folder = freshFolder()
    const lookup = await openIn(folder)
    const hmacs = Array.from({ length: 60 }, (_, i) => lookup.hmac('phone', `138000012${String(i).padStart(2, '0')}`))
    for (const [i, hmac] of hmacs.entries()) await lookup.reserve('phone', hmac, i % 20 === 0 ? 'owner-wang' : `owner-${i}`)
    expect(await lookup.eraseOwner('owner-wang')).toBe(3)
    expect(await lookup.eraseOwner('owner-wang')).toBe(0)
    expect(await lookup.ownerOf('phone', hmacs[0]!)).toBeNull()
    expect(await lookup.ownerOf('phone', hmacs[1]!)).toBe('owner-1')
    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
    expect([bytes.includes('owner-wang'), bytes.includes(hmacs[20]!), bytes.includes(hmacs[1]!)]).toEqual([false, false, true])
  })
  it('keeps its key: another one, or none, is refused for an index that has one', async () => {
    const folder = freshFolder()
    const hmac = (await openIn(folder)).hmac('phone', '13800001234')
    expect((await openIn(folder)).hmac('phone', '13800001234')).toBe(hmac)
    writeFileSync(join(folder, 'lookup.key'), seededRandom('other')(32))
    expect(await codeOf(openIn(folder))).toBe('lookup-key-mismatch')
  })
})
