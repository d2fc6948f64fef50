import { mergeConfig } from 'vitest/config'
import { longestFirst, together } from '../../tools/vitest.config.ts'

// The kill test and the rolling restart mostly wait for processes: the other files run beside them.
export default mergeConfig(together, { test: { maxWorkers: 2, sequence: { sequencer: longestFirst('torture', 'rolling-restart', 'load-with-kills', 'runbooks') } } })
