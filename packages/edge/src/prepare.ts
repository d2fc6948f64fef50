// From what a person wrote to what a command of the consultation needs: cleaned, measured, redacted, sealed. Every door
// (gateway, command line, simulation) calls these; nothing else makes sealed texts of a consultation.
// I1 A phone number or an ID number never stands in a redacted version, whatever the asker corrected.
// I2 Refusals are values and are found before anything is sealed.
import type {
  AnswerFlag, DangerCode, Language, PersonId, QuestionTopic, Sealed, SecondTopicCode, Statute, Substance, TopicCode,
} from '@zhijian/contracts'
import type { Sealer } from '@zhijian/privacy'
import { suggestTopics, TOPIC_MODEL, type TopicSuggestion } from '@zhijian/topics'
import { cleanText, type TextRefusal } from './clean.ts'
import { dangerIn } from './danger.ts'
import { flagsOf } from './flags.ts'
import { languageOf } from './language.ts'
import { redact, type Kind, type RedactionOptions, type Span } from './redaction.ts'
import { citing } from './statutes.ts'
import { substanceOf } from './substance.ts'

export type Prepared<T> =
  | { readonly kind: 'prepared'; readonly data: T }
  | { readonly kind: 'refused'; readonly code: TextRefusal }
const prepared = <T>(data: T): Prepared<T> => ({ kind: 'prepared', data })

/** What the asker is shown before she sends: nothing of it is stored. */
export interface QuestionPreview {
  readonly text: string
  /** What would leave the county; null: only topic and place would. `spans` are in `text`. */
  readonly redacted: { readonly text: string; readonly spans: readonly Span[] } | null
  readonly dangerCodes: readonly DangerCode[]
  readonly topics: readonly TopicSuggestion[]
  readonly language: Language
}

/** Scripts the rules were made for; elsewhere they would leave names standing. */
const READABLE: ReadonlySet<Language> = new Set<Language>(['zh', 'en'])
/** When more than this share would be taken out, what is left misleads. */
const MOST_REMOVED = 0.5

const redaction = (text: string, language: Language, options: RedactionOptions): QuestionPreview['redacted'] => {
  if (!READABLE.has(language)) return null
  const result = redact(text, options)
  const removed = result.spans.reduce((sum, { start, end }) => sum + end - start, 0)
  return removed > text.length * MOST_REMOVED ? null : result
}

export const previewQuestion = (raw: string, options: RedactionOptions = {}): Prepared<QuestionPreview> => {
  const clean = cleanText(raw)
  if (clean.kind === 'refused') return clean
  const { text } = clean
  const language = languageOf(text)
  return prepared({
    text, language, redacted: redaction(text, language, options), dangerCodes: dangerIn(text), topics: suggestTopics(text),
  })
}

export interface QuestionInput extends RedactionOptions {
  readonly askerId: PersonId
  readonly text: string
  /** The asker's own version of what may leave the county; null: nothing but topic and place; left out: the rules' version. */
  readonly corrected?: string | null
  /** What the asker chose, when she was asked. */
  readonly asked?: TopicCode
  /** Level 2 of it. */
  readonly askedSecond?: SecondTopicCode
  /** What the asker says she writes in; left out: by script. */
  readonly language?: Language
}

/** Fields of OpenConsultation that follow from the text. */
export interface QuestionData {
  readonly text: Sealed
  readonly redacted: Sealed | null
  readonly dangerCodes: readonly DangerCode[]
  readonly topic: QuestionTopic
  readonly language: Language
}

/** Never beyond the county, whoever wrote the version. */
const NEVER: ReadonlySet<Kind> = new Set<Kind>(['phone', 'id-number', 'card', 'account', 'mail'])

/** What travels of the topics: the prediction, its alternative, and what the asker chose. */
export const questionTopic = (
  [first, alternative]: readonly TopicSuggestion[], { asked, askedSecond }: Pick<QuestionInput, 'asked' | 'askedSecond'>,
): QuestionTopic => ({
  code: first!.code, ...(first!.second !== null && { second: first!.second }),
  ...(alternative && { alternative: alternative.code, ...(alternative.second !== null && { alternativeSecond: alternative.second }) }),
  ...(asked && { asked, ...(askedSecond && { askedSecond }) }),
  model: TOPIC_MODEL,
})

/** @throws Fault of the sealer: `person-erased`, `person-restricted` */
export const prepareQuestion = async (sealer: Sealer, input: QuestionInput): Promise<Prepared<QuestionData>> => {
  const preview = previewQuestion(input.text, input)
  if (preview.kind === 'refused') return preview
  const { text, redacted, dangerCodes, topics, language } = preview.data
  let leaving = redacted?.text ?? null
  if (input.corrected === null) leaving = null
  if (typeof input.corrected === 'string') {
    const corrected = cleanText(input.corrected)
    if (corrected.kind === 'refused' && corrected.code !== 'text-empty') return corrected
    leaving = corrected.kind === 'refused' ? null : redact(corrected.text, { only: NEVER }).text
  }
  return prepared({
    text: await sealer.seal(input.askerId, text),
    // Placeholders can make a long text longer than a sealed text may be.
    redacted: leaving === null || cleanText(leaving).kind === 'refused' ? null : await sealer.seal(input.askerId, leaving),
    dangerCodes, topic: questionTopic(topics, input), language: input.language ?? language,
  })
}

export interface AnswerInput {
  /** Whose key seals it: the asker's. */
  readonly askerId: PersonId
  /** The text, a call's summary, or nothing beside a clip. */
  readonly text: string | null
  /** What was asked, opened for this: its words do not count as an answer. */
  readonly question: string
  readonly clipMs?: number
  readonly callMs?: number
  /** Named by hand, beside those that stand in the text. */
  readonly cited?: readonly Statute[]
}

/** Fields of GiveAnswer that follow from what was said. */
export interface AnswerData {
  readonly text: Sealed | null
  readonly substance: Substance
  readonly statutes: readonly Statute[]
  readonly flags: readonly AnswerFlag[]
}

/** An answer without substance is no refusal here: the decider compares with the policy. */
export const prepareAnswer = async (sealer: Sealer, input: AnswerInput): Promise<Prepared<AnswerData>> => {
  const measured = { clipMs: input.clipMs ?? 0, callMs: input.callMs ?? 0 }
  const cited = input.cited ?? []
  if (input.text === null) return prepared({ text: null, substance: { textChars: 0, ...measured }, statutes: citing('', cited), flags: [] })
  const clean = cleanText(input.text)
  if (clean.kind === 'refused') return clean
  return prepared({
    text: await sealer.seal(input.askerId, clean.text),
    substance: { textChars: substanceOf(clean.text, input.question).chars, ...measured },
    statutes: citing(clean.text, cited), flags: flagsOf(clean.text),
  })
}

/** Fields of AskFollowUp that follow from the text. */
export interface FollowUpData { readonly text: Sealed; readonly dangerCodes: readonly DangerCode[] }

export const prepareFollowUp = async (
  sealer: Sealer, input: { readonly askerId: PersonId; readonly text: string },
): Promise<Prepared<FollowUpData>> => {
  const clean = cleanText(input.text)
  if (clean.kind === 'refused') return clean
  return prepared({ text: await sealer.seal(input.askerId, clean.text), dangerCodes: dangerIn(clean.text) })
}

/** Fields of ReplyFollowUp that follow from the text. */
export interface ReplyData {
  readonly text: Sealed | null
  readonly statutes: readonly Statute[]
  readonly flags: readonly AnswerFlag[]
}

export const prepareReply = async (
  sealer: Sealer, input: Pick<AnswerInput, 'askerId' | 'text' | 'cited'>,
): Promise<Prepared<ReplyData>> => {
  const cited = input.cited ?? []
  if (input.text === null) return prepared({ text: null, statutes: citing('', cited), flags: [] })
  const clean = cleanText(input.text)
  if (clean.kind === 'refused') return clean
  return prepared({
    text: await sealer.seal(input.askerId, clean.text), statutes: citing(clean.text, cited), flags: flagsOf(clean.text),
  })
}
