// What lies in the log and in cursors, as somebody who may write there, or carries one about, could have it: it is read as what it is, or
// refused by a declared error; nothing is half read.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as contracts from '@zhijian/contracts'
import type { EventFamily } from '@zhijian/contracts'
import { decode, encode, type NewEvent, type Position } from '@zhijian/event-store'
import { AssertionFailed, isFault, type JsonObject } from '@zhijian/kernel'
import { createCursors } from '@zhijian/read-store'
import { describe, expect, it } from 'vitest'
import { mutatedJson, mutatedText, triedOn } from '../src/hostile.ts'

const GOLDEN = [join(import.meta.dirname, '../../contracts/golden'), join(import.meta.dirname, '../../../contracts/golden')].find((folder) => { try { return readdirSync(folder).length > 0 } catch { return false } })!
const families = (Object.values(contracts) as unknown[]).filter((value): value is EventFamily => typeof value === 'object' && value !== null && 'storedType' in value && 'category' in value)
interface Sample { readonly type: string; readonly data: JsonObject }
const samplesOf = (category: string): readonly Sample[] => readdirSync(join(GOLDEN, category)).map((file) => JSON.parse(readFileSync(join(GOLDEN, category, file), 'utf8')) as Sample)

describe.each(families.map((family) => [family.category, family] as const))('events of %s', (category, family) => {
  const samples = samplesOf(category)
  it('of every version are read into what their contract says, or into what it refuses, without changing what was stored', async () => {
    await triedOn(mutatedJson(...samples), 40 * samples.length, (given) => {
      const { type, data } = (given ?? {}) as Sample
      if (typeof type !== 'string' || typeof data !== 'object' || data === null || Array.isArray(data)) return
      const before = JSON.stringify(data)
      try {
        const event = family.read(type, data) as { readonly type: string } | null
        if (event !== null) family.schemaOf(event.type).safeParse(event)
      } catch (error) {
        expect(error).toBeInstanceOf(AssertionFailed)
      }
      expect(JSON.stringify(data)).toBe(before)
    })
  })
  it('that a newer release wrote more into are read as before', () => {
    for (const { type, data } of samples) {
      const [plain, more] = [family.read(type, data), family.read(type, { ...data, saidLater: { by: 'somebody' } })] as { readonly type: string }[]
      expect(family.schemaOf(plain!.type).parse(more)).toEqual(family.schemaOf(plain!.type).parse(plain))
    }
  })
})

it('a stored line is an event that is written as it was read, or refused', async () => {
  const sample = samplesOf('consultation').map(({ type, data }) => encode('consultation-q1', 3, {
    id: '0190aa00-0000-7000-8000-000000000001', type, data, meta: { actorid: 'somebody', actorrole: 'citizen', cause: 'command', correlationid: 'c', hashalg: 'sha256', source: '/zhijian', time: '2026-03-02T01:00:00.000Z' },
  } as unknown as NewEvent))
  await triedOn(mutatedText(...sample), 1000, (text) => {
    try {
      const event = decode(text, '0000000000000001' as Position, 'a'.repeat(64))
      expect(event).toMatchObject({ position: '0000000000000001', hash: 'a'.repeat(64) })
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxError)
    }
  })
  for (const text of sample) {
    const event = decode(text, '0000000000000001' as Position, 'a'.repeat(64))
    expect(encode(event.stream, event.version, event)).toBe(text)
  }
})

it('a cursor that was changed, or is of another question, is refused', async () => {
  const cursors = createCursors(Buffer.alloc(32, 7))
  const query = { where: { county: '150921' }, sort: [['at', 'asc']] } as never
  const honest = [cursors.encode('questions', query, { values: ['2026', 1, null], id: 'q1' }), cursors.encode('lawyers', query, { values: [], id: '' })]
  expect(cursors.decode('questions', query, honest[0]!)).toEqual({ values: ['2026', 1, null], id: 'q1' })
  await triedOn(mutatedText(...honest), 2000, (cursor) => {
    if (cursor === honest[0]) return
    try {
      expect(cursors.decode('questions', query, cursor)).toBeUndefined()
    } catch (error) {
      expect(isFault(error, 'bad-cursor')).toBe(true)
    }
  })
})
