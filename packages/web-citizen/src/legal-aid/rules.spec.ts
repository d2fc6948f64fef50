import { describe, expect, it } from 'vitest'
import { answered, assess, GROUPS, GUARDED, MATTERS, MEANS, nextStep, stepsFor, URGENCIES, type Answers, type Step } from './rules.ts'

const VALUES: Readonly<Record<Step, readonly string[]>> = { matter: MATTERS, guarded: GUARDED, group: GROUPS, means: MEANS, urgency: URGENCIES }
/** Every way through it. */
const ways = (answers: Answers = {}): readonly Answers[] => {
  const step = nextStep(answers)
  return step === null ? [answers] : VALUES[step].flatMap((value) => ways(answered(answers, step, value)))
}
const after = (answers: Answers): Answers => ({ urgency: 'later', ...answers })

describe('what is asked', () => {
  it('is never more than four things, each once', () => {
    const all = ways()
    expect(all.length).toBeGreaterThan(60)
    for (const way of all) expect(stepsFor(way).length).toBeLessThanOrEqual(4)
  })
  it('is nothing of income where hardship is no condition', () => {
    for (const matter of ['violence', 'bravery', 'martyr', 'retrial'] as const) expect(stepsFor({ matter })).toEqual(['matter', 'urgency'])
  })
  it('is nothing of income where it is not checked', () => {
    expect(stepsFor({ matter: 'support', group: 'dependent' })).not.toContain('means')
    expect(stepsFor({ matter: 'pay', group: 'migrant' })).not.toContain('means')
  })
  it('another matter drops what belonged to the one before', () => {
    expect(answered({ matter: 'accused', guarded: 'guarded' }, 'matter', 'violence')).toEqual({ matter: 'violence' })
    expect(answered({ matter: 'pay', group: 'none', means: 'low' }, 'group', 'migrant')).toEqual({ matter: 'pay', group: 'migrant' })
  })
})

describe('what is said', () => {
  it('violence in the family: hardship is no condition (32)', () => {
    expect(assess(after({ matter: 'violence' }))).toEqual({ verdict: 'no-hardship', sources: ['第三十二条'], isUrgent: false })
  })
  it('a migrant worker’s pay and work injury: hardship is not checked (42); of another matter it is', () => {
    expect(assess(after({ matter: 'pay', group: 'migrant' }))).toMatchObject({ verdict: 'no-check', sources: ['第三十一条第五项', '第四十二条第三项'] })
    expect(assess(after({ matter: 'work-injury', group: 'migrant' }))).toMatchObject({ verdict: 'no-check', sources: ['第三十一条第七项', '第四十二条第三项'] })
    expect(nextStep({ matter: 'injury', group: 'migrant' })).toBe('means')
    expect(assess(after({ matter: 'injury', group: 'migrant', means: 'enough' })).verdict).toBe('doubtful')
  })
  it('the elderly without a fixed income, and who receives assistance: not checked', () => {
    expect(assess(after({ matter: 'support', group: 'dependent' }))).toMatchObject({ verdict: 'no-check', sources: ['第三十一条第四项', '第四十二条第一项'] })
    expect(assess(after({ matter: 'social', group: 'assisted' }))).toMatchObject({ verdict: 'no-check', sources: ['第三十一条第二项', '第四十二条第二项'] })
  })
  it('the two exemptions are never mixed up', () => {
    for (const way of ways()) {
      const { verdict, sources } = assess(way)
      expect(sources.includes('第三十二条') || sources.includes('第二十五条')).toBe(verdict === 'no-hardship')
      expect(sources.some((each) => each.startsWith('第四十二条'))).toBe(verdict === 'no-check')
    }
  })
  it('hardship by one’s own word is likely (34, 41); enough is doubtful; not sure is to be asked', () => {
    expect(assess(after({ matter: 'injury', group: 'none', means: 'low' })).verdict).toBe('likely')
    expect(assess(after({ matter: 'injury', group: 'none', means: 'enough' })).verdict).toBe('doubtful')
    expect(assess(after({ matter: 'injury', group: 'none', means: 'unsure' })).verdict).toBe('ask')
  })
  it('what is in no list is asked of the centre, whatever the income', () => {
    for (const means of MEANS) expect(assess(after({ matter: 'other', group: 'none', means })).verdict).toBe('ask')
  })
  it('of the accused: some are given a lawyer in any case (25), others apply (24), victims too (29)', () => {
    expect(assess({ matter: 'accused', guarded: 'guarded' })).toMatchObject({ verdict: 'no-hardship', sources: ['第二十五条'] })
    expect(assess({ matter: 'accused', guarded: 'not-guarded', group: 'none', means: 'low' })).toMatchObject({ verdict: 'likely', sources: ['第二十四条', '第三十四条', '第四十一条'] })
    expect(assess(after({ matter: 'victim', group: 'none', means: 'low' })).sources).toContain('第二十九条')
  })
  it('a period about to end is said in every matter that has one (44)', () => {
    for (const way of ways().filter(({ urgency }) => urgency === 'soon')) expect(assess(way)).toMatchObject({ isUrgent: true, sources: expect.arrayContaining(['第四十四条']) })
    expect(ways().some(({ urgency }) => urgency === 'soon')).toBe(true)
  })
  it('every way ends in something that is said', () => {
    expect(new Set(ways().map((way) => assess(way).verdict))).toEqual(new Set(['no-hardship', 'no-check', 'likely', 'ask', 'doubtful']))
    expect(() => assess({ matter: 'pay' })).toThrow('not everything')
  })
})
