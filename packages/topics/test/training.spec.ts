import { describe, expect, it } from 'vitest'
import { featuresOf } from '../src/features.ts'
import { modelOf } from '../src/model.ts'
import weights from '../data/weights.json' with { type: 'json' }
import { fit, type Example } from '../src/training/fit.ts'
import { examplesOf, parted, type Row } from '../src/training/rows.ts'

/** Invented. */
const EXAMPLES: readonly Example[] = ['离婚孩子归谁', '丈夫不肯离婚怎么办', '婚前财产怎么分', '彩礼能退吗'].map((text) => ({ text, code: '01' }))
  .concat(['工资拖欠三个月', '没签劳动合同被辞退', '加班费不给', '工伤怎么认定'].map((text) => ({ text, code: '03' })))
const nothingSaid = { scores: new Map<string, number>(), second: () => null }
const row = (over: Partial<Row>): Row => ({
  id: 'cq-1', text: '离婚后孩子的抚养费一个月给多少', source: 'lecoqa', category: '婚姻家庭', alt_category: null, label_source: 'model', confidence: 0.9, ...over,
})

describe('training', () => {
  it('gives the same file for the same rows, byte for byte, and another for another seed', () => {
    const file = JSON.stringify(fit(EXAMPLES, { seed: 1 }))
    expect(JSON.stringify(fit(EXAMPLES, { seed: 1 }))).toBe(file)
    expect(JSON.stringify(fit(EXAMPLES, { seed: 2 }))).not.toBe(file)
  })
  it('learns what sets topics apart, from runs of characters alone', () => {
    const model = modelOf(fit(EXAMPLES, { seed: 1, withWords: false }))
    const first = (text: string) => model.codes[model.shares(featuresOf(text), nothingSaid).indexOf(Math.max(...model.shares(featuresOf(text), nothingSaid)))]
    expect([first('离婚财产'), first('拖欠加班费')]).toEqual(['01', '03'])
  })
  it('makes a file that says which make it is; one of another make, or cut short, is refused', () => {
    const made = fit(EXAMPLES, { seed: 1 })
    expect(() => modelOf({ ...made, format: 'topics-0' })).toThrow('topics-1')
    expect(() => modelOf({ ...made, table: made.table.slice(0, 400) })).toThrow('units')
  })
  it('ships weights of at most 300 kB', () => {
    expect(JSON.stringify(weights).length).toBeLessThanOrEqual(300_000)
  })
})

describe('the rows learnt from', () => {
  it('are of licensed sources and sure enough', () => {
    const rows = [row({ id: 'a' }), row({ id: 'b', source: 't9k' }), row({ id: 'c', confidence: 0.69 }), row({ id: 'd', source: 'lawyer-llama', confidence: 0.7 })]
    expect(parted(rows).training.map(({ id }) => id)).toEqual(['a', 'd'])
  })
  it('are none that a reader labelled, whatever its source, nor one with its text or nearly its text', () => {
    const read = row({ id: 'r', label_source: 'reader', text: '老公出轨要离婚，孩子三岁，房子是婚前他父母买的，我能分到财产吗' })
    const rows = [
      read, row({ id: 'same', text: read.text }), row({ id: 'marks', text: '老公出轨要离婚 孩子三岁 房子是婚前他父母买的 我能分到财产吗？' }),
      row({ id: 'near', text: '老公出轨要离婚，孩子四岁，房子是婚前他父母买的，我能分到财产吗' }), row({ id: 'held', text: '房子是婚前他父母买的，我能分到财产吗' }), row({ id: 'r' }),
      row({ id: 'other' }),
    ]
    expect(parted(rows)).toMatchObject({ measured: [{ id: 'r' }], training: [{ id: 'other' }], tooNear: [{ id: 'same' }, { id: 'marks' }, { id: 'near' }, { id: 'held' }, { id: 'r' }] })
  })
  it('have categories that stand for a topic', () => {
    expect(examplesOf([row({})])).toEqual([{ text: row({}).text, code: '01' }])
    expect(() => examplesOf([row({ category: '天文' })])).toThrow('天文')
  })
})
