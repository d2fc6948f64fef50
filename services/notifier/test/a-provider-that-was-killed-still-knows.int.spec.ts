// The doubles over a diary: started again they know what they took over, by the sender's ids, for as long as the provider does.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDiary, readDiary } from '../src/adapters/doubles/diary.ts'
import { openProviderDoubles, type DoublesOptions, type ProviderDoubles } from '../src/adapters/doubles/providers.ts'

let folder: string
let nowMs: number
let doubles: ProviderDoubles
const start = async (more: DoublesOptions = {}): Promise<void> => {
  doubles = await openProviderDoubles({ nowMs: () => nowMs, diary: openDiary(join(folder, 'diary.jsonl'), () => nowMs), ...more })
}
const startAgain = async (): Promise<void> => {
  await doubles.close()
  await start()
}
const send = async (id: string): Promise<unknown> => {
  const body = JSON.stringify({ touser: 'oOpenId_1', template_id: 'TM-1', data: { thing1: { value: '新消息' } }, client_msg_id: id })
  return await (await fetch(`${doubles.origin}/cgi-bin/message/template/send?access_token=TOKEN-1`, { method: 'POST', body })).json()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zj-diary-'))
  nowMs = 1000
  await start()
})
afterEach(async () => {
  await doubles.close()
  rmSync(folder, { recursive: true })
})
const told = (): string[] => readDiary(join(folder, 'diary.jsonl')).map(({ dedupe, what, ref }) => [dedupe, what, ref].filter(Boolean).join(' '))

it('a message that comes again under its id is taken over once, also by one that was started again meanwhile', async () => {
  expect(await send('a')).toMatchObject({ errcode: 0, msgid: 1 })
  await startAgain()
  expect([await send('a'), await send('b')]).toMatchObject([{ msgid: 1 }, { msgid: 2 }])
  expect(told()).toEqual(['a asked', 'a taken 1', 'a asked', 'b asked', 'b taken 2'])
})
it('after ten minutes it is another message', async () => {
  await send('a')
  nowMs += 10 * 60_000 - 1
  expect(await send('a')).toMatchObject({ msgid: 1 })
  nowMs += 1
  await startAgain()
  expect(await send('a')).toMatchObject({ msgid: 2 })
})
it('what it took over is written down before it answers, and what it refused as well', async () => {
  await doubles.close()
  const reached = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  await start({ fare: (_provider, dedupe) => ({
    ...(dedupe === 'b' ? { trouble: { error: '45009' } as const } : {}), takeOver: async () => {},
    answer: async () => {
      reached.resolve()
      await held.promise
    },
  }) })
  const answer = send('a')
  await reached.promise
  expect(told()).toEqual(['a asked', 'a taken 1'])
  held.resolve()
  await answer
  expect(await send('b')).toMatchObject({ errcode: 45009 })
  expect(told().slice(2)).toEqual(['b asked', 'b refused'])
})
