import { defineConfig } from 'vitest/config'

// One configuration for every package: sources are run as they are (export condition `source`), decorators as Nest
// wants them, and a report that tools/report.mjs adds up at the end of `npm test`.
export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  resolve: { conditions: ['source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'], externalConditions: ['source', 'node'] } },
  test: {
    include: ['src/**/*.spec.ts', 'test/**/*.spec.ts'],
    passWithNoTests: true,
    // Bounds that only something broken meets: machines that run tests are shared, and a hook may start a platform.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    reporters: ['default', 'json'],
    outputFile: { json: '.report/vitest.json' },
  },
})
