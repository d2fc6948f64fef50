// Who can sign in to a demonstration, as the terminal names them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { demonstrationAccounts } from '../src/demonstration/accounts.ts'
import { say } from '../src/i18n.ts'

const accountsFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'zj-accounts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'accounts.json')
}
const lawyers = (file: string) => demonstrationAccounts(file, 1).filter(({ kind }) => kind === 'lawyer').map(({ id, label }) => [id, say(label)])

it('calls nobody 法律顾问 but the county’s counsel', () => {
  const file = accountsFile()
  expect(lawyers(file)).toEqual([['demo-counsel-01', '律师（法律顾问）'], ['demo-region-001', '律师（全区）'], ['demo-nation-00001', '律师（全国）']])
  // A demonstration that was born before has one word for all of them.
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/role\.(counsel|region-lawyer|nation-lawyer)/g, 'role.lawyer'))
  expect(lawyers(file).map(([, name]) => name)).toEqual(['律师', '律师', '律师'])
})
