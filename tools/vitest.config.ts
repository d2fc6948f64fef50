import { defineConfig, mergeConfig, type ViteUserConfig } from 'vitest/config'
import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node'
import { FailureReporter } from './failure-reporter.ts'

// One configuration for every package: sources are run as they are (export condition `source`), decorators as Nest
// wants them, and a report that tools/report.mjs adds up at the end of `npm test`.
const shared = defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  resolve: { conditions: ['source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'], externalConditions: ['source', 'node'] } },
  test: {
    include: ['src/**/*.spec.ts', 'test/**/*.spec.ts'],
    passWithNoTests: true,
    // Bounds that only something that hangs meets: machines that run tests are shared, and a test or a hook may start half a dozen processes.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 180_000 } },
    reporters: ['default', 'json', new FailureReporter()],
    outputFile: { json: '.report/vitest.json' },
  },
})
export default shared

/**
 * Files of a package in one process after another, and not in a process each: most of what a short file cost was loading the
 * platform. For packages whose files leave nothing of theirs in the process.
 */
export const together: ViteUserConfig = mergeConfig(shared, { test: { isolate: false } })

/** What waits for minutes is begun before what is through in a moment. @param names of files, without `.spec.ts` and what stands before it */
export const longestFirst = (...names: readonly string[]): TestSequencerConstructor => {
  const rank = ({ moduleId }: TestSpecification): number => {
    const place = names.findIndex((name) => moduleId.includes(`/${name}.`))
    return place < 0 ? names.length : place
  }
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
    }
  }
}
