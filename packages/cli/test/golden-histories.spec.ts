// Every version of every event stands in a history that was once stored, and each of them is decided again by this build to the byte.
// A new event, or a new version of one, fails here until a history has it: node packages/cli/dist/test/golden/main.js
import { createVerifier } from '@zhijian/audit'
import { aggregates } from '@zhijian/embedded'
import { eventFamily } from '@zhijian/contracts'
import { chainHash, encode, decode, GENESIS } from '@zhijian/event-store'
import { describe, expect, it } from 'vitest'
import { eventVersions, goldenHistories, versionIn, type GoldenRow } from './golden/histories.ts'

const histories = goldenHistories()
const streams = Map.groupBy(histories, ({ stream }) => stream)
const verdictOf = (rows: readonly GoldenRow[]) => {
  const verifier = createVerifier({ aggregates })
  rows.forEach((row, at) => verifier.take({ ...row, position: String(at + 1).padStart(16, '0') }, null))
  return verifier.end()
}

it('stand for every version of every event, and for nothing that this build does not know', () => {
  const held = new Set(histories.map(versionIn))
  const known = eventVersions()
  expect(known.length).toBeGreaterThan(130)
  expect(known).toEqual(expect.arrayContaining(['consultation AnswerHidden.v1', 'consultation AnswerHidden.v1 reviewVersion']))
  expect(known.filter((each) => !held.has(each))).toEqual([])
  expect([...held].filter((each) => !known.includes(each))).toEqual([])
})
describe.each([...streams])('%s', (_stream, rows) => {
  it('is decided again as it was', () => expect(verdictOf(rows)).toMatchObject({ ok: true, findings: [], events: rows.length }))
})
it('would not pass if a fact in one of them were another, hashed as it should be', () => {
  for (const [stream, rows] of streams) {
    // Of the last event with a time of its own in it, that time a second later.
    const at = rows.findLastIndex(({ text }) => typeof decode(text, '' as never, '').data['at'] === 'string')
    if (at < 0) continue
    let previous = GENESIS
    const forged = rows.map((row, place) => {
      const event = decode(row.text, '' as never, '')
      const text = place === at ? encode(stream, row.version, { ...event, data: { ...event.data, at: '2031-01-01T00:00:00.000Z' } }) : row.text
      previous = chainHash('sha256', previous, text)
      return { ...row, text, hash: previous }
    })
    expect({ stream, ok: verdictOf(forged).ok }).toEqual({ stream, ok: false })
  }
})
it('see a version that is added: it stands in none', () => {
  const { events } = aggregates.find(({ decider }) => decider.category === 'danger')!
  const next = eventFamily('danger', events.names.map((name) => events.schemaOf(name) as never), { DangerResolved: [(data) => data] })
  const held = new Set(histories.map(versionIn))
  expect(held.has(`danger ${events.storedType('DangerResolved')}`)).toBe(true)
  expect(held.has(`danger ${next.storedType('DangerResolved')}`)).toBe(false)
})
