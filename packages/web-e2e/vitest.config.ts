import { mergeConfig } from 'vitest/config'
import shared, { longestFirst } from '../../tools/vitest.config.ts'

// Every file has a platform and a browser of its own, and waits more than it works: as many at once as a small machine bears. A test here
// is a whole way, of many steps with bounds of their own.
export default mergeConfig(shared, {
  test: {
    maxWorkers: 3, testTimeout: 600_000, hookTimeout: 300_000,
    sequence: { sequencer: longestFirst('call', 'citizen-journey', 'lawyer-journey', 'console-desk', 'citizen-slow-line', 'console-promise') },
  },
})
