export { randomFrom, type Random } from './random.ts'
export { historyBreaches, type Breach } from './invariants.ts'
export { memoryBlobs, memoryKeyRing, memoryLookup } from './memory-privacy.ts'
