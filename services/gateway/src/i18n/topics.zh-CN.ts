// What people read about the topic of a question.
export const topicWords = {
  named: '「{name}」',
  /** To the asker. */
  onlyPredicted: '根据您写的内容，问题属于{predicted}{alternative}。将优先通知这些类别的律师；您也可以自己选择类别。',
  agreed: '您选择的类别{asked}与根据内容判断的一致{alternative}。将优先通知这些类别的律师。',
  differs: '您选择的类别是{asked}；根据您写的内容，也可能是{predicted}{orAlternative}。类别常常不好选，为免耽误，这些类别的律师都会优先通知。',
  unknown: '从您写的内容还看不出属于哪一类。您可以自己选择类别，或把事情再写具体些。',
  unknownButAsked: '您选择的类别是{asked}{orAlternative}，将优先通知这类律师。',
  maybe: '，也可能是{name}',
  or: '或{name}',
  /** To lawyers and offices. */
  lineAsked: '咨询人选择{asked}；',
  linePredicted: '按内容判断为{predicted}{alternative}',
  /** Why this lawyer. */
  matched: '专长符合{which}',
  notMatched: '专长与咨询类别不符',
  asked: '咨询人选择的{name}',
  predicted: '按内容判断的{name}',
  alternative: '另一可能的{name}',
} as const
