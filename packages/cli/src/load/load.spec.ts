import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { RawEvent } from '@zhijian/audit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditLoad } from './audit.ts'
import { latency } from './latency.ts'
import { commandIdOf, entriesOf, openLedger, type Entry } from './ledger.ts'
import { planOf } from './plan.ts'
import { allTexts } from './rows.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zj-load-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('latencies', () => {
  it('are right to a tenth, in memory that does not grow', () => {
    const of = latency()
    for (let ms = 1; ms <= 1000; ms += 1) of.add(ms)
    const { count, msP50, msP95, msMax } = of.summary()!
    expect([count, msMax]).toEqual([1000, 1000])
    expect(Math.abs(msP50 - 500)).toBeLessThan(55)
    expect(Math.abs(msP95 - 950)).toBeLessThan(100)
  })
  it('of nothing are none', () => expect(latency().summary()).toBeNull())
  it('beyond every bucket are kept as the greatest', () => {
    const of = latency()
    of.add(0.0001)
    of.add(1e9)
    expect(of.summary()).toMatchObject({ count: 2, msMax: 1e9, msP99: 1e9 })
  })
})

describe('a plan', () => {
  it('is the same for the same seed and number, and every way is walked', () => {
    expect(planOf(1, 7)).toEqual(planOf(1, 7))
    const ways = new Set(Array.from({ length: 400 }, (_, n) => planOf(1, n).answers.join('')))
    expect([...ways].sort()).toEqual(['000', '012', '111', '120', '210', '300'])
  })
})

describe('rows', () => {
  it('are read packed or not, up to a limit', async () => {
    const text = '{"text":"一"}\n\n{"text":"二","source":"x"}\r\n{"text":"三"}\n'
    writeFileSync(join(root, 'a.jsonl'), text)
    writeFileSync(join(root, 'a.jsonl.gz'), gzipSync(text))
    expect(await allTexts(join(root, 'a.jsonl'), 2)).toEqual(['一', '二'])
    expect(await allTexts(join(root, 'a.jsonl.gz'), 9)).toEqual(['一', '二', '三'])
  })
  it.each([['{"question":"我的电话是13800001111"}', 'line 1 has no text'], ['not json 13800001111', 'line 1 is not JSON']])('that are wrong are named by their line alone', async (row, says) => {
    writeFileSync(join(root, 'a.jsonl'), row)
    const error = await allTexts(join(root, 'a.jsonl'), 9).catch((caught: Error) => caught) as Error
    expect(error.message).toBe(says)
    expect(error.message).not.toContain('1380')
  })
  it('that are not there say so', async () => {
    await expect(allTexts(join(root, 'none.jsonl.gz'), 1)).rejects.toMatchObject({ code: 'rows-unreadable' })
  })
})

describe('after a run', () => {
  const entry = (key: string, outcome: Entry['outcome'] = 'recorded'): Entry => ({ route: 'ask-question', account: 'load-r-1', key, outcome, question: null })
  let position = 0
  const event = (key: string, more: { stream?: string; first?: boolean; account?: string } = {}): RawEvent => {
    const { stream = `consultation-${key}`, first = true, account = 'load-r-1' } = more
    position += 1
    return {
      position: String(position), stream, version: 0, hash: '', text: JSON.stringify({
        type: 'Something.v1', time: '2026-03-01T09:00:00.000Z', actorid: account, commandid: commandIdOf({ ...entry(key), account }), ...(first ? { command: {} } : {}),
      }),
    }
  }
  const audit = async (entries: readonly Entry[], events: readonly RawEvent[]) => {
    const ledger = openLedger(join(root, 'ledger'))
    entries.forEach((each) => ledger.add(each))
    ledger.close()
    return auditLoad(ledger.file, (async function* () { yield events })(), (account) => account.startsWith('load-r-'))
  }

  it('what was acknowledged and is there once is sound, whatever a batch holds and however often it was acknowledged', async () => {
    expect(await audit([entry('a'), entry('a'), entry('b', 'refused'), entry('c', 'already')], [event('a'), event('a', { first: false })]))
      .toMatchObject({ ok: true, acknowledged: 3 })
  })
  it('what is not there is missing', async () => {
    expect(await audit([entry('a')], [])).toMatchObject({ ok: false, missing: 1, examples: [{ what: 'missing', route: 'ask-question' }] })
  })
  it('what is there twice is doubled, in one stream or in two', async () => {
    expect(await audit([entry('a')], [event('a'), event('a')])).toMatchObject({ ok: false, doubled: 1 })
    expect(await audit([entry('a')], [event('a'), event('a', { stream: 'consultation-other', first: false })])).toMatchObject({ ok: false, doubled: 1 })
  })
  it('what was refused and is there all the same is wrong', async () => {
    expect(await audit([entry('a', 'refused')], [event('a')])).toMatchObject({ ok: false, refusedButRecorded: 1 })
  })
  it('what was never acknowledged is told; what others did is not ours', async () => {
    expect(await audit([], [event('a')])).toMatchObject({ ok: false, unacknowledged: 1 })
    expect(await audit([], [event('a', { account: 'somebody' })])).toMatchObject({ ok: true })
  })
  it('the ledger is what was put in', async () => {
    const ledger = openLedger(join(root, 'ledger'))
    ledger.add(entry('a'))
    ledger.close()
    const read: Entry[] = []
    for await (const each of entriesOf(ledger.file)) read.push(each)
    expect(read).toEqual([entry('a')])
  })
})
