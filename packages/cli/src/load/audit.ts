// After a load run: is every acknowledged command in the log, once, and nothing else of ours? And what came of the questions,
// as the log has it. Memory: one small record for each command of the run.
import type { RawLog } from '@zhijian/audit'
import { percentile } from './percentile.ts'
import { commandIdOf, entriesOf } from './ledger.ts'
import { tally } from './latency.ts'

export type Wrong = 'missing' | 'doubled' | 'refusedButRecorded'

export interface LoadAudit {
  readonly acknowledged: number
  /** Acknowledged as recorded, and not in the log. */
  readonly missing: number
  /** Their batch is in the log more than once, or in more than one stream. */
  readonly doubled: number
  /** Refused, and in the log all the same. */
  readonly refusedButRecorded: number
  /** In the log under this run's accounts, and never acknowledged. */
  readonly unacknowledged: number
  /** First ten of what is wrong, for whoever looks into it. */
  readonly examples: readonly { readonly what: Wrong; readonly route: string; readonly stream: string | null }[]
  readonly questions: {
    readonly opened: number
    readonly promise: Readonly<Record<string, number>>
    readonly quorumMet: number
    readonly tiersOpened: Readonly<Record<string, number>>
    readonly closed: number
    /** On the platform's clock. */
    readonly firstAnswerMsP50: number | null
    readonly firstAnswerMsP95: number | null
    readonly quorumMsP95: number | null
  }
  readonly ok: boolean
}

interface Found {
  readonly route: string
  readonly wanted: 'recorded' | 'already' | 'refused'
  batches: number
  stream: string | null
  isSplit: boolean
}
interface Question { readonly openedMs: number; firstMs: number | null; quorumMs: number | null; promise: string; tiers: number; isClosed: boolean }
interface Stored { readonly commandid?: string; readonly command?: object; readonly actorid: string; readonly type: string; readonly time: string }

const PROMISE: Readonly<Record<string, string>> = {
  PromiseKept: 'kept', PromiseBroken: 'broken', PromiseVoided: 'voided', PromiseReopened: 'pending', PromiseRestored: 'kept',
}
const nameOf = (type: string): string => type.slice(0, type.lastIndexOf('.v'))

/** @param isOurs an account of this run that only the run uses */
export const auditLoad = async (ledgerFile: string, log: RawLog, isOurs: (account: string) => boolean, onProgress: (events: number) => void = () => undefined): Promise<LoadAudit> => {
  const commands = new Map<string, Found>()
  for await (const entry of entriesOf(ledgerFile)) {
    const id = commandIdOf(entry)
    // The same command may be acknowledged twice (a repetition): the first word counts, the second must agree with it.
    if (!commands.has(id)) commands.set(id, { route: entry.route, wanted: entry.outcome, batches: 0, stream: null, isSplit: false })
  }
  const questions = new Map<string, Question>()
  const strangers = new Set<string>()
  let events = 0
  for await (const page of log) {
    for (const { stream, text } of page) {
      const event = JSON.parse(text) as Stored
      if (event.commandid !== undefined) {
        const found = commands.get(event.commandid)
        if (found) {
          found.isSplit ||= found.stream !== null && found.stream !== stream
          found.stream = stream
          if (event.command !== undefined) found.batches += 1
        } else if (isOurs(event.actorid)) strangers.add(event.commandid)
      }
      const name = nameOf(event.type)
      if (name === 'ConsultationOpened' && isOurs((JSON.parse(text) as { data: { askerId: string } }).data.askerId)) {
        questions.set(stream, { openedMs: Date.parse(event.time), firstMs: null, quorumMs: null, promise: 'pending', tiers: 0, isClosed: false })
      }
      const question = questions.get(stream)
      if (question) {
        question.promise = PROMISE[name] ?? question.promise
        if (name === 'AnswerGiven') question.firstMs ??= Date.parse(event.time) - question.openedMs
        if (name === 'QuorumMet') question.quorumMs ??= Date.parse(event.time) - question.openedMs
        if (name === 'TierOpened') question.tiers += 1
        if (name === 'ConsultationClosed') {
          question.isClosed = true
          if (question.promise === 'pending') question.promise = 'waived'
        }
        if (name === 'ConsultationReopened') question.isClosed = false
      }
    }
    events += page.length
    onProgress(events)
  }

  const wrong = { missing: 0, doubled: 0, refusedButRecorded: 0 }
  const examples: { what: Wrong; route: string; stream: string | null }[] = []
  const note = (what: Wrong, { route, stream }: Found): void => {
    wrong[what] += 1
    if (examples.length < 10) examples.push({ what, route, stream })
  }
  for (const found of commands.values()) {
    if (found.wanted === 'recorded' && found.batches === 0) note('missing', found)
    if (found.batches > 1 || found.isSplit) note('doubled', found)
    if (found.wanted === 'refused' && found.batches > 0) note('refusedButRecorded', found)
  }
  const all = [...questions.values()]
  const promise = tally()
  const tiersOpened = tally()
  for (const each of all) {
    promise.add(each.promise)
    tiersOpened.add(String(each.tiers))
  }
  const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)
  return {
    acknowledged: commands.size, ...wrong, unacknowledged: strangers.size, examples,
    questions: {
      opened: all.length, promise: promise.all(), quorumMet: all.filter(({ quorumMs }) => quorumMs !== null).length, tiersOpened: tiersOpened.all(),
      closed: all.filter(({ isClosed }) => isClosed).length,
      firstAnswerMsP50: percentile(known(all.map(({ firstMs }) => firstMs)), 50), firstAnswerMsP95: percentile(known(all.map(({ firstMs }) => firstMs)), 95),
      quorumMsP95: percentile(known(all.map(({ quorumMs }) => quorumMs)), 95),
    },
    ok: wrong.missing + wrong.doubled + wrong.refusedButRecorded + strangers.size === 0,
  }
}
