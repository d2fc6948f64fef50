// What people of the world can see: open questions and how far they are, read off the log as a screen would show it.
// It decides nothing and may be behind.
import { consultationEvents, type ConsultationEvent, type TierScope } from '@zhijian/contracts'
import { categoryOf, type StoredEvent } from '@zhijian/event-store'
import type { Instant } from '@zhijian/kernel'

export interface Question {
  readonly id: string
  readonly askerId: string
  readonly channel: 'citizen' | 'enterprise'
  readonly isProbe: boolean
  readonly openedAt: Instant
  phase: 'open' | 'resting' | 'closed'
  isSearching: boolean
  target: number
  readonly scopes: Set<TierScope>
  /** By lawyer: his latest. */
  readonly answers: Map<string, { readonly answerId: string; status: 'given' | 'hidden' | 'withdrawn' }>
  readonly claims: Map<string, Instant>
  /** By lawyer: the follow-up that waits for him. */
  readonly waiting: Map<string, string>
  readonly offered: Set<string>
  readonly recused: Set<string>
}

export interface Sight {
  readonly questions: ReadonlyMap<string, Question>
  /** Newest last. */
  readonly open: readonly Question[]
  /** Looks on from where it last looked. */
  look(log: readonly StoredEvent[]): void
  /** The log was restored: it may look otherwise now. */
  forget(): void
}

export const given = (question: Question): number => [...question.answers.values()].filter((answer) => answer.status === 'given').length
export const isSought = (question: Question): boolean => question.phase === 'open' && question.isSearching && given(question) < question.target

export const createSight = (): Sight => {
  let questions = new Map<string, Question>()
  let open: Question[] = []
  let seen = 0

  const show = (fact: ConsultationEvent): void => {
    if (fact.type === 'ConsultationOpened') {
      const { consultationId: id, askerId, channel, isProbe, openedAt, terms } = fact.data
      const question: Question = {
        id, askerId, channel, isProbe, openedAt, phase: 'open', isSearching: true, target: terms.quorum, scopes: new Set(), answers: new Map(),
        claims: new Map(), waiting: new Map(), offered: new Set(), recused: new Set(),
      }
      questions.set(id, question)
      open.push(question)
      return
    }
    const question = questions.get(fact.data.consultationId)
    if (!question) return
    const status = (lawyerId: string, now: 'given' | 'hidden' | 'withdrawn'): void => {
      const answer = question.answers.get(lawyerId)
      if (answer) answer.status = now
    }
    switch (fact.type) {
      case 'TierOpened': question.scopes.add(fact.data.scope); break
      case 'ClaimTaken':
      case 'ClaimRenewed': question.claims.set(fact.data.lawyerId, fact.data.expiresAt); break
      case 'ClaimReleased':
      case 'ClaimLapsed':
      case 'LawyerUnavailable': question.claims.delete(fact.data.lawyerId); break
      case 'AnswerGiven':
        question.claims.delete(fact.data.lawyerId)
        question.answers.set(fact.data.lawyerId, { answerId: fact.data.answerId, status: 'given' })
        break
      case 'AnswerHidden': status(fact.data.lawyerId, 'hidden'); break
      case 'AnswerRestored': status(fact.data.lawyerId, 'given'); break
      case 'AnswerWithdrawn': status(fact.data.lawyerId, 'withdrawn'); break
      case 'LawyerRecused':
        status(fact.data.lawyerId, 'withdrawn')
        question.recused.add(fact.data.lawyerId)
        break
      case 'FollowUpAsked': question.waiting.set(fact.data.lawyerId, fact.data.followUpId); break
      case 'FollowUpAnswered': question.waiting.delete(fact.data.lawyerId); break
      case 'AnotherLawyerOffered': question.offered.add(fact.data.lawyerId); break
      case 'AnotherLawyerAsked':
        question.offered.delete(fact.data.lawyerId)
        question.target = fact.data.target
        question.isSearching = true
        break
      case 'SearchResumed': question.isSearching = true; break
      case 'ConsultationClosed':
      case 'ConsultationRested':
        question.phase = fact.type === 'ConsultationClosed' ? 'closed' : 'resting'
        question.isSearching = false
        question.claims.clear()
        open = open.filter((each) => each !== question)
        break
      case 'ConsultationReopened':
      case 'ConsultationWoken':
        question.phase = 'open'
        open.push(question)
        break
      default: break
    }
  }

  return {
    get questions() {
      return questions
    },
    get open() {
      return open
    },
    look(log) {
      for (; seen < log.length; seen += 1) {
        const event = log[seen]!
        if (categoryOf(event.stream) !== 'consultation') continue
        const fact = consultationEvents.read(event.type, event.data)
        if (fact) show(fact)
      }
    },
    forget() {
      questions = new Map()
      open = []
      seen = 0
    },
  }
}
