export { CATEGORY_CODES, codesOf } from './categories.ts'
export { FORMAT as TOPIC_MODEL } from './model.ts'
export { suggestTopics, type TopicSuggestion } from './suggest.ts'
export { TOPICS, topicName, type Topic } from './taxonomy.ts'
