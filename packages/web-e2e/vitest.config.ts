import { mergeConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import shared from '../../tools/vitest.config.ts'

/** What waits for minutes of talk and for promises to be broken is begun before what is through in a moment. */
const LONGEST = ['call', 'citizen-journey', 'lawyer-journey', 'citizen-slow-line', 'console-promise']
const rank = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.e2e.spec.ts`))
  return place < 0 ? LONGEST.length : place
}
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

// Every file has a platform and a browser of its own, and waits more than it works: as many at once as a small machine bears. A test here
// is a whole way, of many steps with bounds of their own.
export default mergeConfig(shared, { test: { maxWorkers: 3, testTimeout: 600_000, hookTimeout: 300_000, sequence: { sequencer: LongestFirst } } })
