// For tests of whoever sends through the notifier's channels.
export { DOUBLE_CREDENTIALS, type Handed } from './double.ts'
export { openProviderDoubles, type ProviderDoubles } from './providers.ts'
