import { describe, expect, it } from 'vitest'
import { matchSentence, topicSentence, topicView } from './topic-view.ts'

describe('what an asker reads of the topic', () => {
  it.each([
    ['only predicted', { code: '03', second: '0301', alternative: '05' }, '根据您写的内容，问题属于「劳动人事·工资」，也可能是「合同」。将优先通知这些类别的律师；您也可以自己选择类别。'],
    ['another than predicted', { code: '03', alternative: '05', asked: '04' }, '您选择的类别是「债权债务」；根据您写的内容，也可能是「劳动人事」或「合同」。类别常常不好选，为免耽误，这些类别的律师都会优先通知。'],
    ['the alternative: not named twice', { code: '03', alternative: '05', asked: '05' }, '您选择的类别是「合同」；根据您写的内容，也可能是「劳动人事」。类别常常不好选，为免耽误，这些类别的律师都会优先通知。'],
    ['the predicted one', { code: '03', asked: '03' }, '您选择的类别「劳动人事」与根据内容判断的一致。将优先通知这些类别的律师。'],
    ['nothing to go by', { code: '99' }, '从您写的内容还看不出属于哪一类。您可以自己选择类别，或把事情再写具体些。'],
    ['nothing to go by but her choice', { code: '99', asked: '02' }, '您选择的类别是「继承」，将优先通知这类律师。'],
  ])('%s', (_, topic, text) => expect(topicSentence(topic)).toBe(text))
})

it('a lawyer reads whose word each is', () => {
  expect(topicView({ code: '03', alternative: '05', asked: '04', askedSecond: '0401' }).text).toBe('咨询人选择「债权债务·民间借贷」；按内容判断为「劳动人事」，也可能是「合同」')
  expect(topicView({ code: '03' }).text).toBe('按内容判断为「劳动人事」')
})

it('why this lawyer: by whose word his specialty counts', () => {
  const topic = { code: '03', alternative: '05', asked: '04' }
  expect(matchSentence(topic, ['alternative', 'asked'])).toBe('专长符合咨询人选择的「债权债务」、另一可能的「合同」')
  expect(matchSentence(topic, [])).toBe('专长与咨询类别不符')
})
