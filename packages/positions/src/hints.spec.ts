import { describe, expect, it } from 'vitest'
import { FLOOR_M, movedOf, SEPARATION_RULES, SILENCE_RULES, separationOf, silenceOf, type LastHeard } from './index.ts'

const hours = (n: number): number => n * 3_600_000
const basis = { id: 'decision', kind: 'electronic-positioning' as const, from: hours(0), until: hours(100) }
const heard: LastHeard = { fixAt: hours(10), lifeAt: hours(10), battery: 0.6, isCharging: false, isStopped: false, isNetworkWeak: false }
const ladder = (at: number, last: Partial<LastHeard> = {}): string => {
  const { rung, reason, nextAt } = silenceOf({ ...heard, ...last }, basis, at, SILENCE_RULES)
  return `${rung} ${reason} ${nextAt === null ? null : nextAt / hours(1)}`
}

describe('silence', () => {
  it('goes up rung by rung, each on its very instant, and says when the next is due', () => {
    expect(ladder(hours(10.5) - 1)).toBe('heard null 10.5')
    expect(ladder(hours(10.5))).toBe('reminded unknown 13')
    expect(ladder(hours(13))).toBe('warned unknown 16')
    expect(ladder(hours(16))).toBe('alarmed unknown 34')
    expect(ladder(hours(34))).toBe('lost unknown null')
  })
  it('names what it probably is', () => {
    expect(ladder(hours(11), { battery: 0.04 })).toMatch(/power/)
    expect(ladder(hours(11), { battery: 0.04, isCharging: true })).toMatch(/unknown/)
    expect(ladder(hours(11), { isNetworkWeak: true })).toMatch(/network/)
    expect(ladder(hours(11), { lifeAt: hours(10.9) })).toMatch(/app/)
    expect(ladder(hours(11), { isStopped: true, battery: 0.01 })).toMatch(/app/)
  })
  it('S2: is none without a basis, begins with it, and has no rung after its end', () => {
    expect(silenceOf(heard, null, hours(90), SILENCE_RULES)).toEqual({ rung: 'heard', reason: null, nextAt: null })
    expect(ladder(hours(100))).toBe('heard null null')
    expect(ladder(hours(99), { fixAt: hours(98) })).toBe('reminded unknown null')
    expect(silenceOf({ ...heard, fixAt: 0 }, { ...basis, from: hours(50) }, hours(50.4), SILENCE_RULES).rung).toBe('heard')
  })
})

describe('a phone without its owner', () => {
  const night = [0, 6, 12, 18].map((hour) => ({ at: hours(hour), movedM: 5 }))
  const none = { missed: 0, failed: 0, unanswered: 0 }
  it('is suspected where it lies still and a second sign comes', () => {
    expect(separationOf(night, { ...none, missed: 1 }, SEPARATION_RULES)).toEqual({ isSuspected: true, signs: ['does-not-move', 'check-in-missed'] })
  })
  it('is not suspected for lying still alone, nor for moving without an answer', () => {
    expect(separationOf(night, none, SEPARATION_RULES).isSuspected).toBe(false)
    expect(separationOf(night.slice(0, 3), { ...none, missed: 1, unanswered: 2 }, SEPARATION_RULES).isSuspected).toBe(false)
    expect(separationOf([...night, { at: hours(19), movedM: 400 }], { ...none, failed: 1 }, SEPARATION_RULES)).toEqual({ isSuspected: false, signs: ['check-in-failed'] })
  })
  it('lies still by those fixes alone that could tell, whatever they are wrong by', () => {
    const fix = (hour: number, eastM: number, source: 'satellite' | 'cell', marks: readonly 'mock'[] = []) =>
      ({ marks, fix: { at: hours(hour), receivedAt: hours(hour), digest: `fix-${hour}`, lng: 112.57 + eastM / 84_300, lat: 40.89, errorM: 8, source, isMock: false } })
    expect(movedOf([fix(0, 0, 'satellite'), fix(6, 2000, 'cell'), fix(12, 900, 'satellite', ['mock']), fix(18, 25, 'satellite')], FLOOR_M, SEPARATION_RULES)).toEqual([{ at: hours(0), movedM: 0 }, { at: hours(18), movedM: 0 }])
    expect(movedOf([fix(0, 0, 'satellite'), fix(18, 100, 'satellite')], FLOOR_M, SEPARATION_RULES)[1]!.movedM).toBeCloseTo(70, 0)
    expect(movedOf([fix(0, 0, 'cell')], FLOOR_M, SEPARATION_RULES)).toEqual([])
  })
})
