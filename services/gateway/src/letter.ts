// 接受手机定位监管承诺书 in its words, made anew from what stands in the file: what she is shown is what she signs. It is a notice and an
// undertaking for checks now and then; a track is no part of it, and no signature makes it one (社区矫正法 第二十六条, 第二十九条).
import { createHash } from 'node:crypto'
import { say } from './i18n/letter.zh-CN.ts'

export interface LetterFacts {
  readonly name: string
  /** Local date. */
  readonly from: string
  readonly until: string
  readonly checksPerDay: number
  readonly checkMinutes: number
}
export const letterText = (facts: LetterFacts): string => say(facts)
/** Of the words alone; kept nowhere, because they name somebody. */
export const letterHash = (text: string): string => createHash('sha256').update(text).digest('hex')
