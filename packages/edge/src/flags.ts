// What a reviewer should look at in an answer: contact data, links, talk of a fee. An answer that is flagged counts until
// a reviewer hides it; so these rules prefer to flag.
import { ANSWER_FLAGS, type AnswerFlag } from '@zhijian/contracts'
import { ACCOUNT_TALK, APPROACH, FEE, QQ, WECHAT } from './dictionaries/contacts.ts'
import { fold, INVISIBLE } from './fold.ts'
import { accountSpans, linkSpans, mailSpans } from './redaction/accounts.ts'
import { numberSpans } from './redaction/numbers.ts'

const NAMED_ACCOUNT = new RegExp(`(${WECHAT}|${QQ})[^\\p{L}\\p{N}]{0,3}[号码:是]{0,3}[^\\p{L}\\p{N}]{0,3}[a-z0-9_-]{5,20}`, 'u')

/** @returns codes without repeats, in the order of ANSWER_FLAGS. Linear in the text. */
export const flagsOf = (answer: string): readonly AnswerFlag[] => {
  const folded = fold(answer)
  const dense = folded.replace(INVISIBLE, '').replace(/[ \t\u3000*·._~-]/g, '')
  const numbers = numberSpans(folded).filter((span) => span.kind === 'phone')
  const found = new Set<AnswerFlag>()
  if (numbers.length > 0 || accountSpans(folded).length > 0 || mailSpans(folded).length > 0) found.add('contact')
  if (ACCOUNT_TALK.test(dense) || APPROACH.test(dense)) found.add('contact')
  if (NAMED_ACCOUNT.test(folded) || NAMED_ACCOUNT.test(dense)) found.add('contact')
  if (linkSpans(folded).length > 0) found.add('link')
  if (FEE.test(dense)) found.add('fee')
  return ANSWER_FLAGS.filter((flag) => found.has(flag))
}
