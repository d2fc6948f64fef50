export { cleanText, MAX_TEXT, type CleanText, type TextRefusal } from './clean.ts'
export { dangerIn } from './danger.ts'
export { flagsOf } from './flags.ts'
export { languageOf } from './language.ts'
export {
  prepareAnswer, prepareFollowUp, prepareQuestion, prepareReply, previewQuestion, questionTopic,
  type AnswerData, type AnswerInput, type FollowUpData, type Prepared, type QuestionData, type QuestionInput, type QuestionPreview,
  type ReplyData,
} from './prepare.ts'
export {
  KINDS, placeNames, PLACEHOLDERS, redact, type Kind, type PlaceNames, type Redacted, type RedactionOptions, type Span,
} from './redaction.ts'
export { citing, statutesIn } from './statutes.ts'
export { QUOTED_RUN, substanceOf } from './substance.ts'
