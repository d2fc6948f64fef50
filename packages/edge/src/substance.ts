// How much of an answer is about the matter. Counted at the edge, carried as data: the decider compares a number.
// I1 Never more than the letters of the answer; the same text twice counts once; a greeting counts nothing.
// I2 Linear in the lengths of answer and question.
import { COURTESIES, INVITATIONS } from './dictionaries/courtesies.ts'

/** Letters in a row that, found in the question too or earlier in the answer, are a quotation and no longer an answer. */
export const QUOTED_RUN = 8

/** Longer clauses are not looked into for invitations; shorter rests before one are not advice. */
const INVITATION_MAX = 40
const ADVICE_MIN = 6

const PAUSE = /[\p{P}\p{S}\s]+/u
/** Links, and digits in numbers of seven or more: an address or a telephone number answers nothing. */
const CONTACT = /https?:\/\/[^\s\u4e00-\u9fff]{1,500}|www\.[^\s\u4e00-\u9fff]{1,500}|\d[\d -]{5,40}\d|[a-z]{25,}/g
const COURTESY = new RegExp(COURTESIES.toSorted((a, b) => b.length - a.length).join('|'), 'g')

/** Letters and digits of a text, lower case, compatibility forms folded, clause by clause. */
const clausesOf = (text: string): string[] =>
  text.normalize('NFKC').toLowerCase().replace(CONTACT, ' ').split(PAUSE)
    .map((clause) => clause.replace(/[^\p{L}\p{N}]/gu, '')).filter((clause) => clause !== '')

const lettersOf = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const runsOf = (letters: string): Set<string> => {
  const runs = new Set<string>()
  for (let i = 0; i + QUOTED_RUN <= letters.length; i += 1) runs.add(letters.slice(i, i + QUOTED_RUN))
  return runs
}

/** What is left when every run of QUOTED_RUN letters that was said before, in the question or above, is struck out. */
const unsaid = (letters: string, said: Set<string>): string => {
  let kept = ''
  let struckUntil = 0
  for (let i = 0; i < letters.length; i += 1) {
    if (i + QUOTED_RUN <= letters.length) {
      const run = letters.slice(i, i + QUOTED_RUN)
      if (said.has(run)) struckUntil = i + QUOTED_RUN
      said.add(run)
    }
    if (i >= struckUntil) kept += letters[i]
  }
  return kept
}

/** The clause up to where it turns to the lawyer's own door; nothing when that is where it began. */
const beforeInvitation = (clause: string): string => {
  if (clause.length > INVITATION_MAX) return clause
  const found = INVITATIONS.map((invitation) => clause.search(invitation)).filter((at) => at >= 0)
  const cut = found.length === 0 ? clause.length : Math.min(...found)
  if (cut === clause.length) return clause
  return cut >= ADVICE_MIN ? clause.slice(0, cut) : ''
}

/**
 * @param answer any text; @param question what was asked, whose words an answer may repeat without saying anything
 * @returns letters and digits (by code point, Han or other) that are left after greetings and closings, invitations to
 *   get in touch, contact data, quotations of the question and repeats are gone; 0 or more
 */
export const substanceOf = (answer: string, question = ''): { readonly chars: number } => {
  const seen = new Set<string>()
  let letters = ''
  for (const clause of clausesOf(answer)) {
    const matter = beforeInvitation(clause).replace(COURTESY, '')
    if (matter === '' || seen.has(matter)) continue
    seen.add(matter)
    letters += matter
  }
  return { chars: [...unsaid(letters, runsOf(lettersOf(question)))].length }
}
