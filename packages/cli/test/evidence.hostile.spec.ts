// Files of evidence that somebody changed at random: both checkers read them to their end, find the same, and hold none of them for whole.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mutatedJson, mutatedText, triedOn } from '@zhijian/testkit/hostile'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { leavingsOf, LEFT, makeEvidence, SCRIPTS, stopPython, type Leavings, type Receipt } from './evidence.ts'
import { remove } from './world.ts'

let template: string
let left: Leavings
beforeAll(async () => {
  template = await makeEvidence()
  left = leavingsOf(template)
})
afterAll(() => {
  stopPython()
  remove(left.root)
  remove(template)
})

it.each(['receipt', 'bundle'] as const)('a %s', async (what) => {
  const file = join(left.root, LEFT[what])
  const honest = readFileSync(file, 'utf8')
  expect((await left.check(what)).findings).toEqual([])
  const look = async (text: string): Promise<void> => {
    if (text === honest || !text.isWellFormed()) return
    writeFileSync(file, text)
    await left.check(what)
  }
  await triedOn(mutatedJson(JSON.parse(honest)), 60, (value) => look(JSON.stringify(value) ?? ''))
  await triedOn(mutatedText(honest), 30, look)
})

it('copies of the seals', async () => {
  writeFileSync(join(left.root, LEFT.receipt), readFileSync(join(template, LEFT.receipt)))
  const honest = readFileSync(left.seals, 'utf8')
  await triedOn(mutatedText(honest), 30, async (text) => {
    writeFileSync(left.seals, text)
    await left.check('receipt')
  })
})

it('what a receipt shows cannot write a verdict of its own', () => {
  const file = join(left.root, LEFT.receipt)
  const receipt = JSON.parse(readFileSync(join(template, LEFT.receipt), 'utf8')) as Receipt
  writeFileSync(file, JSON.stringify({ ...receipt, openings: [], format: 'zhijian-bundle/1', blobs: [{ digest: '\u001b[2J\n完整', base64: '' }], events: receipt.events.map((row) => ({ ...row, text: row.text.replace('consultation-q1', 'consultation-q1\\u001b[2J') })) }))
  let said = ''
  try {
    execFileSync(process.execPath, [SCRIPTS.node, file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    said = (error as { stdout: string }).stdout
  }
  expect(said).toContain('✗')
  // eslint-disable-next-line no-control-regex
  expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
})
