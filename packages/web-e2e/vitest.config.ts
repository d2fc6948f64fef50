import { mergeConfig } from 'vitest/config'
import shared from '../../tools/vitest.config.ts'

// Every file has a platform and a browser of its own: as many at once as a small machine bears.
export default mergeConfig(shared, { test: { maxWorkers: 2, hookTimeout: 300_000 } })
