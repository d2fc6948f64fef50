// The clocks of the desk, told from the record: dangers that climb the line, call-backs that are taken or not, reviews that
// are decided or late.
import { callbackEvents, DANGER_LINE, dangerEvents, reviewEvents } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import { elapsedMs, plus, type Instant } from '@zhijian/kernel'
import type { Checker } from './checker.ts'

export const checkDanger = (stored: readonly StoredEvent[], until: Instant, checker: Checker): void => {
  let rank = -1
  let due: Instant | null = null
  let acknowledgeMs = 0
  let isHeard = false
  for (const event of stored) {
    const fact = dangerEvents.read(event.type, event.data)
    const must = (rule: string, holds: boolean, says: () => string): void => checker.check(rule, holds, event, says)
    switch (fact?.type) {
      case 'DangerRaised':
      case 'DangerEscalated':
        if (fact.type === 'DangerRaised') ({ acknowledgeMs } = fact.data)
        else must('danger-climbs-on-the-instant', fact.data.at === due, () => `at ${fact.data.at}, due ${due}`)
        must('danger-climbs-the-line', fact.data.rank === DANGER_LINE[rank + 1] && !isHeard, () => `${fact.data.rank} after ${DANGER_LINE[rank]}`)
        must('each-has-the-same-time', elapsedMs(fact.data.at, fact.data.acknowledgeDue) === acknowledgeMs, () => `until ${fact.data.acknowledgeDue}`)
        rank += 1
        due = fact.data.acknowledgeDue
        break
      case 'DangerUnheard':
        must('danger-climbs-on-the-instant', fact.data.at === due && rank === DANGER_LINE.length - 1, () => `at ${fact.data.at}, due ${due}`)
        due = null
        break
      case 'DangerAcknowledged':
        must('heard-once', !isHeard, () => 'acknowledged again')
        must('heard-before-the-next-is-called', due === null || fact.data.at < due, () => `at ${fact.data.at}, due ${due}`)
        isHeard = true
        due = null
        break
      case 'DangerResolved': must('resolved-when-heard', isHeard, () => 'nobody had acknowledged it'); break
      default: break
    }
  }
  checker.check('danger-goes-on-calling', due === null || due > until, stored.at(-1)!, () => `nobody was called after ${due}`)
}

export const checkCallback = (stored: readonly StoredEvent[], until: Instant, checker: Checker): void => {
  let takeDue: Instant | null = null
  let endsAt: Instant | null = null
  let agent: string | null = null
  let attempts = 0
  let tries = 0
  for (const event of stored) {
    const fact = callbackEvents.read(event.type, event.data)
    const must = (rule: string, holds: boolean, says: () => string): void => checker.check(rule, holds, event, says)
    if (!fact) continue
    if (fact.type === 'CallbackRequested') {
      const { at, takeMs, withinMs } = fact.data
      must('requested-once', endsAt === null && event.version === 0, () => 'requested again')
      must('call-backs-have-the-policy’s-time', fact.data.takeDue === plus(at, takeMs) && fact.data.endsAt === plus(at, withinMs), () => `${fact.data.takeDue}`)
      ;({ takeDue, endsAt, tries } = fact.data)
      continue
    }
    must('over-is-over', endsAt !== null, () => fact.type)
    switch (fact.type) {
      case 'CallbackUntaken':
        must('untaken-on-time', fact.data.at === takeDue && agent === null, () => `at ${fact.data.at}, due ${takeDue}`)
        takeDue = null
        break
      case 'CallbackTaken':
        must('one-agent-at-a-time', agent === null, () => `${fact.data.agentId} while ${agent} has it`)
        agent = fact.data.agentId
        takeDue = null
        break
      case 'CallbackReleased':
        must('only-its-agent-reports', agent === fact.data.agentId, () => fact.data.agentId)
        agent = null
        ;({ takeDue } = fact.data)
        break
      case 'CallAttemptFailed':
      case 'CallbackReached':
        must('only-its-agent-reports', agent === fact.data.agentId, () => fact.data.agentId)
        must('attempts-count-up', fact.data.attempt === attempts + 1 && fact.data.attempt <= tries, () => `${fact.data.attempt} after ${attempts}`)
        if (fact.type === 'CallAttemptFailed') attempts += 1
        else endsAt = null
        break
      case 'CallbackFailed':
        must('failed-for-a-reason', fact.data.end === 'tries' ? attempts === tries : fact.data.at === endsAt, () => `${fact.data.end} after ${attempts}`)
        endsAt = null
        break
      case 'CallbackCancelled': endsAt = null; break
      default: fact satisfies never
    }
    if (endsAt === null) takeDue = null
  }
  const last = stored.at(-1)!
  checker.check('untaken-is-said', takeDue === null || takeDue > until, last, () => `waiting since ${takeDue}`)
  checker.check('call-backs-end', endsAt === null || endsAt > until, last, () => `open after ${endsAt}`)
}

export const checkReview = (stored: readonly StoredEvent[], until: Instant, checker: Checker): void => {
  let due: Instant | null = null
  let isOpen = false
  for (const event of stored) {
    const fact = reviewEvents.read(event.type, event.data)
    const must = (rule: string, holds: boolean, says: () => string): void => checker.check(rule, holds, event, says)
    switch (fact?.type) {
      case 'ReviewOpened':
        must('one-review-at-a-time', !isOpen, () => 'opened while open')
        isOpen = true
        due = fact.data.decideDue
        break
      case 'ReviewOverdue':
        must('overdue-on-time', fact.data.at === due, () => `at ${fact.data.at}, due ${due}`)
        due = null
        break
      case 'ReviewDecided':
        must('decided-once', isOpen, () => 'decided again')
        isOpen = false
        due = null
        break
      default: break
    }
  }
  checker.check('late-reviews-are-said', due === null || due > until, stored.at(-1)!, () => `open after ${due}`)
}
