import { mergeConfig } from 'vitest/config'
import { longestFirst, together } from '../../tools/vitest.config.ts'

// What starts processes waits for them: something else runs beside it.
export default mergeConfig(together, { test: { maxWorkers: 2, sequence: { sequencer: longestFirst('journey-distributed', 'canaries-distributed', 'fuzz', 'every-route', 'access', 'journey') } } })
