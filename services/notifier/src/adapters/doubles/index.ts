// For tests of whoever sends through the notifier's channels.
export { readDiary, type DiaryEntry } from './diary.ts'
export { DOUBLE_CREDENTIALS, type Handed } from './double.ts'
export { openProviderDoubles, type ProviderDoubles } from './providers.ts'
