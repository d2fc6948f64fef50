import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant } from '@zhijian/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { followedClock, scaledClock, systemClock } from '../src/index.ts'

const nine = Date.parse('2026-03-01T09:00:00.000Z')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zj-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the system clock', () => {
  it('stands when the machine is set back, says by how much, and goes on when it has caught up', () => {
    let ms = nine
    const clock = systemClock({ wallMs: () => ms })
    ms = nine - 3_600_000
    expect([clock.now(), clock.behindMs()]).toEqual(['2026-03-01T09:00:00.000Z', 3_600_000])
    ms = nine + 1000
    expect([clock.now(), clock.behindMs()]).toEqual(['2026-03-01T09:00:01.000Z', 0])
  })
  it('does not start before what the log has recorded', () => {
    const clock = systemClock({ wallMs: () => nine, notBefore: instant('2026-03-01T12:00:00.000Z') })
    expect(clock.now()).toBe('2026-03-01T12:00:00.000Z')
  })
})

describe('the clock of a demonstration', () => {
  const start = (ms: () => number, speed = 20, notBefore: string | null = null) =>
    scaledClock({ file: join(folder, 'clock.json'), speed, notBefore: notBefore === null ? null : instant(notBefore), wallMs: ms })

  it('makes minutes seconds', () => {
    let ms = nine
    const clock = start(() => ms)
    ms += 9000
    expect(clock.now()).toBe('2026-03-01T09:03:00.000Z')
  })
  it('begins at the moment that is named, before the wall or after it; on later starts it goes on from where it was', () => {
    let ms = nine
    const begin = (text: string) => scaledClock({ file: join(folder, 'clock.json'), speed: 20, begin: instant(text), notBefore: null, wallMs: () => ms })
    const first = begin('2026-02-16T15:59:00.000Z')
    ms += 6000
    expect(first.now()).toBe('2026-02-16T16:01:00.000Z')
    first.persist()
    expect(begin('2027-12-31T15:59:00.000Z').now()).toBe('2026-02-16T16:01:00.000Z')
    rmSync(join(folder, 'clock.json'))
    expect(begin('2027-12-31T15:59:00.000Z').now()).toBe('2027-12-31T15:59:00.000Z')
  })
  it('goes on after a stop from where it was, the time between counted once, at another speed too', () => {
    let ms = nine
    const first = start(() => ms)
    ms += 60_000
    first.persist()
    ms += 5000
    const second = start(() => ms, 1)
    expect(second.now()).toBe('2026-03-01T09:20:05.000Z')
  })
  it('killed before it could remember goes on after the newest fact of the log', () => {
    const clock = start(() => nine, 20, '2026-03-01T09:40:00.000Z')
    expect(clock.now()).toBe('2026-03-01T09:40:00.000Z')
  })
  it('never goes back when the machine does, while it runs or while it is stopped', () => {
    let ms = nine
    const first = start(() => ms)
    ms += 60_000
    first.now()
    ms -= 3_600_000
    expect(first.now()).toBe('2026-03-01T09:20:00.000Z')
    first.persist()
    expect(start(() => ms).now()).toBe('2026-03-01T09:20:00.000Z')
  })
})

describe('the clock of a process beside others', () => {
  const file = (): string => join(folder, 'clock.json')
  const follow = (ms: () => number, notBefore: string | null = null) => followedClock({ file: file(), notBefore: notBefore === null ? null : instant(notBefore), wallMs: ms })

  it('shows what the clock shows that is kept in the file, whenever either began, and after it was written again', () => {
    let ms = nine
    const kept = scaledClock({ file: file(), speed: 60, notBefore: null, wallMs: () => ms })
    const early = follow(() => ms)
    ms += 1234
    kept.persist()
    const late = follow(() => ms)
    ms += 766
    expect([early.now(), late.now(), kept.now()]).toEqual(Array.from({ length: 3 }, () => '2026-03-01T09:02:00.000Z'))
  })
  it('stands at the newest fact of the log until the line has come so far, and says how long that takes', () => {
    let ms = nine
    scaledClock({ file: file(), speed: 60, notBefore: null, wallMs: () => ms })
    const clock = follow(() => ms, '2026-03-01T09:01:00.000Z')
    expect([clock.now(), clock.behindMs()]).toEqual(['2026-03-01T09:01:00.000Z', 1000])
    ms += 1500
    expect([clock.now(), clock.behindMs()]).toEqual(['2026-03-01T09:01:30.000Z', 0])
    ms -= 1500
    expect(clock.now()).toBe('2026-03-01T09:01:30.000Z')
  })
  it('does not start where nobody keeps one', () => {
    expect(() => follow(() => nine)).toThrow(expect.objectContaining({ code: 'clock-unreadable' }))
  })
})
