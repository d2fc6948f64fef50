// How a register goes in: read once into a plan of commands that a person can look at (dry run), then sent one by one
// under that person's own name. Whoever plans knows the register; whoever sends knows nothing but this.
// I1 Every command's id follows from what is imported and what stood there, so a run that broke off is simply run again.
import { createHash } from 'node:crypto'
import { canonical, type JsonObject } from '@zhijian/kernel'
import type { CellError } from './table.ts'

export interface PlannedCommand {
  readonly service: string
  readonly command: string
  readonly data: JsonObject
  readonly commandId: string
}

export interface PlannedRow {
  readonly line: number
  /** What the row is about: a licence, a code; public. */
  readonly subject: string
  readonly outcome: 'new' | 'changed' | 'unchanged'
  readonly commands: readonly PlannedCommand[]
}

/** One page of a plan. Errors and the total are those of the whole file, and the same on every page. */
export type ImportPlan =
  | { readonly kind: 'refused'; readonly code: string; readonly detail: Readonly<Record<string, string | number>>; readonly message: string }
  | {
    readonly kind: 'plan'
    readonly total: number
    readonly rows: readonly PlannedRow[]
    readonly errors: readonly (CellError & { readonly message: string })[]
    /** Where the next page begins; null on the last. */
    readonly next: number | null
  }

/** @param basis what the command would change and what stood there before; never a sealed value, which differs each time */
export const importCommandId = (command: string, basis: unknown): string =>
  createHash('sha256').update(`import/${command}/${canonical(basis)}`).digest('base64url')

export interface ImportReport {
  readonly total: number
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  /** Rows of which a command was refused, with the refusal's code. */
  readonly refused: readonly { readonly line: number; readonly command: string; readonly code: string }[]
  readonly errors: readonly (CellError & { readonly message: string })[]
}

/**
 * @param plan asks for the page from a row on (0 first)
 * @param send gives the refusal's code, or null when the command took effect or was not needed; null instead of a function: dry run
 */
export const runImport = async (
  plan: (from: number) => Promise<ImportPlan>, send: ((command: PlannedCommand) => Promise<string | null>) | null,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ImportReport | Extract<ImportPlan, { kind: 'refused' }>> => {
  const counts = { new: 0, changed: 0, unchanged: 0 }
  const refused: { line: number; command: string; code: string }[] = []
  for (let from = 0, done = 0; ;) {
    const page = await plan(from)
    if (page.kind === 'refused') return page
    for (const row of page.rows) {
      counts[row.outcome] += 1
      done += 1
      for (const command of send ? row.commands : []) {
        const code = await send!(command)
        if (code === null) continue
        refused.push({ line: row.line, command: command.command, code })
        break
      }
    }
    onProgress(done, page.total)
    if (page.next === null) return { total: page.total, ...counts, refused, errors: page.errors }
    from = page.next
  }
}
