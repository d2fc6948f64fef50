// docs/security.md goes through the Application Security Verification Standard point by point: each requirement of its levels 1 and 2 has
// exactly one row, and each row says whether it holds.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../setup/environment.mjs'

/** ASVS 5.0: sections, and up to which number each of them is of levels 1 and 2; numbers of level 3 left out. */
const SECTIONS: Readonly<Record<string, string>> = {
  '1.1': '1-2', '1.2': '1-9', '1.3': '1-11', '1.4': '1-3', '1.5': '1-2', '2.1': '1-3', '2.2': '1-3', '2.3': '1-4', '2.4': '1', '3.2': '1-2', '3.3': '1-4', '3.4': '1-6', '3.5': '1-5', '3.7': '1-2',
  '4.1': '1-3', '4.2': '1', '4.3': '1-2', '4.4': '1-4', '5.1': '1', '5.2': '1-3', '5.3': '1-2', '5.4': '1-3', '6.1': '1-3', '6.2': '1-11', '6.3': '1-3', '6.4': '1-4', '6.5': '1-5', '6.6': '1-3', '6.8': '1-4',
  '7.1': '1-3', '7.2': '1-4', '7.3': '1-2', '7.4': '1-5', '7.5': '1-2', '7.6': '1-2', '8.1': '1-2', '8.2': '1-3', '8.3': '1', '8.4': '1', '9.1': '1-3', '9.2': '1-4', '10.1': '1-2', '10.2': '1-2', '10.3': '1-4', '10.4': '1-11',
  '10.5': '1-5', '10.6': '1-2', '10.7': '1-3', '11.1': '1-2', '11.2': '1-3', '11.3': '1-3', '11.4': '1-4', '11.5': '1', '11.6': '1', '12.1': '1-3', '12.2': '1-2', '12.3': '1-4', '13.1': '1', '13.2': '1-5', '13.3': '1-2', '13.4': '1-5',
  '14.1': '1-2', '14.2': '1-4', '14.3': '1-3', '15.1': '1-3', '15.2': '1-3', '15.3': '1-7', '16.1': '1', '16.2': '1-5', '16.3': '1-4', '16.4': '1-3', '16.5': '1-3', '17.1': '1', '17.2': '1-4', '17.3': '1-2',
}
const REQUIREMENTS = Object.entries(SECTIONS).flatMap(([section, range]) => {
  const [from = 1, to = from] = range.split('-').map(Number)
  return Array.from({ length: to - from + 1 }, (_, n) => `${section}.${from + n}`)
})
const page = readFileSync(join(root, 'docs', 'security.md'), 'utf8')
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*) \| (\S+) \| (.+) \|$/gm)].map(([, ids = '', holds = '', how = '']) => ({ ids: ids.split(', '), holds, how }))

it('has one row for each requirement of levels 1 and 2', () => {
  expect(REQUIREMENTS.length).toBeGreaterThan(240)
  expect(rows.flatMap(({ ids }) => ids).toSorted()).toEqual(REQUIREMENTS.toSorted())
})
it('says of each whether it holds, and how', () => {
  expect(rows.filter(({ holds, how }) => !['yes', 'part', 'no', '—'].includes(holds) || how.length < 8)).toEqual([])
})
it('tells what is to be done about each that does not hold', () => {
  const [, told = ''] = /^## What does not hold\n([\s\S]*?)^## /m.exec(page) ?? []
  const missing = rows.filter(({ holds }) => holds === 'no').flatMap(({ ids }) => ids).filter((id) => !told.includes(`${id}:`))
  expect(missing).toEqual([])
})

it('has no field in which somebody could name an address that the platform then asks (1.3.6)', () => {
  const { paths } = JSON.parse(readFileSync(join(root, 'packages', 'client', 'openapi.json'), 'utf8')) as { readonly paths: Record<string, Record<string, { readonly requestBody?: unknown }>> }
  const bodies = Object.values(paths).flatMap((path) => Object.values(path)).flatMap(({ requestBody }) => requestBody ?? [])
  expect(bodies.length).toBeGreaterThan(80)
  const named = JSON.stringify(bodies).match(/"(?:[a-z]*(?:url|uri|href|webhook|callback|endpoint|origin|redirect|host)[a-z]*)":\{|"format":"(?:uri|url|hostname|ipv4|ipv6)[a-z-]*"/gi)
  // A citizen says whether she is to be called back; that is no address.
  expect([...new Set(named ?? [])]).toEqual(['"callback":{'])
})
