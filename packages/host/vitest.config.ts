import { mergeConfig } from 'vitest/config'
import { longestFirst, together } from '../../tools/vitest.config.ts'

// Most of it waits for processes that start, die and come back: two files at once.
export default mergeConfig(together, { test: { maxWorkers: 2, sequence: { sequencer: longestFirst('process-per-service', 'surroundings', 'a-disk-under-load') } } })
