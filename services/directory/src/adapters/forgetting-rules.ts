// What an installation says of forgetting, in a file of its own: how long somebody waits for an answer, how long copies live, which rule
// keeps the file of every consultation, and when what nobody needs any more comes up by itself.
import { line } from '@zhijian/contracts'
import { readSettingsFile } from '@zhijian/host/settings-file'
import { days } from '@zhijian/kernel'
import { ANSWER_WITHIN_MS } from '@zhijian/privacy'
import { z } from 'zod'

export interface ForgettingRules {
  /** How long somebody waits at most for an answer to her own request. */
  readonly answerWithinMs: number
  /** How long copies of keys and log are kept that the platform makes by itself. */
  readonly copiesKeptMs: number
  /** From its end, for so long a law keeps a consultation's file; null: none is named, and whoever looks into the file names it. */
  readonly keptFile: { readonly rule: string; readonly forMs: number } | null
  /** Every so often it is looked at whose matters ended longer ago than `afterMs`; null: nobody does. */
  readonly review: { readonly everyMs: number; readonly afterMs: number } | null
}
export const USUAL_RULES: ForgettingRules = { answerWithinMs: ANSWER_WITHIN_MS, copiesKeptMs: days(30), keptFile: null, review: null }

const Days = z.int().min(1).max(36_500)
const File = z.strictObject({
  answerDays: Days.optional(), copyDays: Days.optional(), keptFile: z.strictObject({ rule: line(200), days: Days }).optional(),
  review: z.strictObject({ everyDays: Days, afterDays: Days }).optional(),
})

/** @param file JSON; absent: the usual rules. @throws Fault `config-invalid` (never), naming the fields, not their values */
export const readForgettingRules = (file: string | undefined): ForgettingRules => {
  if (file === undefined) return USUAL_RULES
  const { answerDays, copyDays, keptFile, review } = readSettingsFile('rules of forgetting', File, file)
  return {
    answerWithinMs: answerDays === undefined ? USUAL_RULES.answerWithinMs : days(answerDays),
    copiesKeptMs: copyDays === undefined ? USUAL_RULES.copiesKeptMs : days(copyDays),
    keptFile: keptFile === undefined ? null : { rule: keptFile.rule, forMs: days(keptFile.days) },
    review: review === undefined ? null : { everyMs: days(review.everyDays), afterMs: days(review.afterDays) },
  }
}
