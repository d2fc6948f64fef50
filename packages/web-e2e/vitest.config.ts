import { mergeConfig } from 'vitest/config'
import { longestFirst, together } from '../../tools/vitest.config.ts'

// Every file has a platform and a browser of its own, and waits half of the time.
export default mergeConfig(together, {
  test: {
    maxWorkers: 2,
    sequence: { sequencer: longestFirst('refusals-console', 'correction', 'lawyer-journey', 'console-menu', 'citizen-journey', 'call', 'console-bureau', 'citizen-care', 'refusals') },
  },
})
