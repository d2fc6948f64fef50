// What every failed test said, and where, for the summary at the end of `npm test`: vitest's json has the stack and not the difference,
// and nothing of what failed in a hook or outside of every test.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestModule, Vitest } from 'vitest/node'

const FILE = '.report/failures.json'
/** What was expected stands first; what a process said last, and often why it ended, stands last. */
const [FIRST_LINES, LAST_LINES] = [16, 12]
const LONGEST_LINE = 300

/** @public what tools/report.mjs reads */
export interface Failure {
  /** the spec file; null: outside of every file */
  readonly file: string | null
  /** with what it stands in, by ` > `; null: the file itself or one of its hooks */
  readonly test: string | null
  /** `test/a.spec.ts:12:3: the error`, then its first lines and its last */
  readonly lines: readonly string[]
}
interface Thrown {
  readonly name?: string | undefined
  readonly message: string
  readonly diff?: string | undefined
  readonly stack?: string | undefined
  readonly stacks?: ReadonlyArray<{ readonly file: string; readonly line: number; readonly column: number }> | undefined
}

export class FailureReporter implements Reporter {
  private root = ''

  onInit(vitest: Vitest): void {
    this.root = vitest.config.root
    rmSync(join(this.root, FILE), { force: true })
  }

  onTestRunEnd(modules: readonly TestModule[], outside: readonly Thrown[]): void {
    const said = (file: string | null, test: string | null, errors: readonly Thrown[]): Failure[] =>
      errors.map((error) => ({ file, test, lines: this.lines(error) }))
    const failures = [
      ...modules.flatMap((module) => [
        ...said(module.moduleId, null, [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())]),
        ...[...module.children.allTests('failed')].flatMap((test) => said(module.moduleId, test.fullName, test.result().errors ?? [])),
      ]),
      ...said(null, null, outside),
    ]
    if (failures.length === 0) return
    mkdirSync(dirname(join(this.root, FILE)), { recursive: true })
    writeFileSync(join(this.root, FILE), JSON.stringify(failures))
  }

  private lines({ name, message, diff, stack = '', stacks = [] }: Thrown): string[] {
    const at = stacks.find(({ file }) => /\.spec\.tsx?$/.test(file)) ?? stacks[0]
    // What was thrown outside of every test has its stack as text alone.
    const place = at === undefined ? /\/[^\s()]+\.spec\.tsx?:\d+:\d+/.exec(stack)?.[0] : `${at.file}:${at.line}:${at.column}`
    const text = `${place === undefined ? '' : `${relative(this.root, place)}: `}${name ?? 'Error'}: ${message}${diff === undefined ? '' : `\n${diff}`}`
    const lines = stripVTControlCharacters(text).split('\n').filter((line) => line.trim() !== '').map((line) => line.slice(0, LONGEST_LINE))
    const left = lines.length - FIRST_LINES - LAST_LINES
    return left <= 1 ? lines : [...lines.slice(0, FIRST_LINES), `… ${left} more lines`, ...lines.slice(-LAST_LINES)]
  }
}
