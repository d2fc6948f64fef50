// A county's month in numbers: the sum of its questions' figures. Pure; the caller reads the documents.
import type { CallbackView, DangerView, ReviewView } from './views/desk.ts'
import type { Figures } from './views/figures.ts'

/** Nearest rank: the smallest value that at least `percent` of all do not exceed; null of nothing. */
export const percentile = (values: readonly number[], percent: number): number | null => {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!
}

const countBy = <T>(items: readonly T[], key: (item: T) => string): Record<string, number> => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)
/** Parts per thousand, so that no float is ever stored or compared; null when nothing was due. */
const permille = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part * 1000) / whole))

/** The whole month so far: questions by the month of their opening, desk cases by theirs. */
export const monthlyReport = (
  countyCode: string, month: string, questions: readonly Figures[],
  desk: { readonly callbacks: readonly CallbackView[]; readonly reviews: readonly ReviewView[]; readonly dangers: readonly DangerView[] },
) => {
  const promise = countBy(questions, (each) => each.promise)
  const [kept = 0, missed] = [promise.kept, (promise.broken ?? 0) + (promise.voided ?? 0)]
  const firstAnswers = known(questions.map((each) => each.firstAnswerMs))
  const quorums = known(questions.map((each) => each.quorumMs))
  const stars = questions.flatMap((each) => each.ratings.map((rating) => rating.stars))
  return {
    countyCode, month,
    questions: questions.length,
    byTopic: countBy(questions, (each) => each.topic),
    byChannel: countBy(questions, (each) => each.channel),
    byVia: countBy(questions, (each) => each.via),
    promise,
    /** Of those that were not waived and are not pending. */
    promiseKeptPermille: permille(kept, kept + missed),
    answered: firstAnswers.length,
    firstAnswerMsP50: percentile(firstAnswers, 50),
    firstAnswerMsP95: percentile(firstAnswers, 95),
    quorumMet: quorums.length,
    quorumMsP50: percentile(quorums, 50),
    quorumMsP95: percentile(quorums, 95),
    quorumOverdue: questions.filter((each) => each.isOverdue).length,
    exhausted: questions.filter((each) => each.isExhausted).length,
    byTiersOpened: countBy(questions, (each) => String(each.tiersOpened)),
    answers: {
      county: sum(questions.map((each) => each.answersByTier[0])),
      region: sum(questions.map((each) => each.answersByTier[1])),
      nation: sum(questions.map((each) => each.answersByTier[2])),
      local: sum(questions.map((each) => each.answersLocal)),
      hidden: sum(questions.map((each) => each.hidden)),
    },
    claimsLapsed: sum(questions.map((each) => each.claimsLapsed)),
    followUps: sum(questions.map((each) => each.followUps)),
    replies: sum(questions.map((each) => each.replies)),
    anotherLawyerOffered: sum(questions.map((each) => each.offers)),
    closed: questions.filter((each) => each.isClosed).length,
    ratings: stars.length,
    /** Hundredths of a star. */
    ratingCentiStars: stars.length === 0 ? null : Math.round((sum(stars) * 100) / stars.length),
    callbacks: countBy(desk.callbacks, (each) => each.phase),
    callbacksUntaken: desk.callbacks.filter((each) => each.isUntaken).length,
    reviews: desk.reviews.length,
    reviewsOverdue: desk.reviews.filter((each) => each.isOverdue).length,
    dangers: countBy(desk.dangers, (each) => each.phase),
    dangerWaitMsP95: percentile(known(desk.dangers.map((each) => each.waitMs)), 95),
  }
}
export type MonthlyReport = ReturnType<typeof monthlyReport>
