// What the pool does when something happened: answers an opened tier with its audience, learns a lawyer's account, bars who
// did not show up, frees the licence of who has left.
import { accountEvents, consultationEvents, dutyEvents, lawyerEvents } from '@zhijian/contracts'
import { assert, type JsonObject } from '@zhijian/kernel'
import type { Lookup } from '@zhijian/privacy'
import type { Outgoing, Reaction, ServicePorts } from '@zhijian/runtime'
import type { Audiences } from './audiences.ts'
import { lawyerAggregate } from './aggregates.ts'
import { questions, type QuestionDocument } from './views/questions.ts'

const tell = (service: string, command: string, data: object): Outgoing => ({ service, command, data: data as JsonObject })

export const poolReactions = (ports: ServicePorts, own: { readonly audiences: Audiences; readonly lookup: Lookup }): readonly Reaction[] => [
  {
    name: 'resolve-audience',
    otherwise: () => ({ code: 'nobody-is-asked' }),
    on: { categories: ['consultation'], types: ['TierOpened'] },
    async run(event) {
      const opened = consultationEvents.read(event.type, event.data)
      // Nobody waits for an audience: a synthetic question, which nobody is told of.
      if (opened?.type !== 'TierOpened' || opened.data.audienceDue === null) return []
      const { consultationId, tier, scope, openedAt } = opened.data
      const question = await ports.view<QuestionDocument>(questions.collection.name).get(consultationId)
      assert(question, 'a tier opened of a question that never was')
      return [tell('consult-router', 'record-audience', { consultationId, tier, ...await own.audiences.resolve(question.facts, scope, openedAt) })]
    },
  },
  {
    name: 'link-account',
    otherwise: () => ({ code: 'account-without-lawyer' }),
    on: { categories: ['account'], types: ['LawyerLinked'] },
    run(event) {
      const linked = accountEvents.read(event.type, event.data)
      if (linked?.type !== 'LawyerLinked') return []
      // An account has its person's id.
      return [tell('lawyer-pool', 'link-lawyer-account', { lawyerId: linked.data.lawyerId, personId: linked.data.accountId as string })]
    },
  },
  {
    name: 'bar-after-no-show',
    otherwise: () => ({ code: 'no-show-without-effect' }),
    on: { categories: ['duty'], types: ['NoShowRecorded'] },
    run(event) {
      const missed = dutyEvents.read(event.type, event.data)
      if (missed?.type !== 'NoShowRecorded' || missed.data.barredUntil === null) return []
      return [tell('lawyer-pool', 'bar-from-duty', { lawyerId: missed.data.lawyerId, until: missed.data.barredUntil })]
    },
  },
  {
    name: 'free-licence',
    otherwise: () => ({ code: 'licence-stays-taken' }),
    on: { categories: ['lawyer'], types: ['LawyerDeregistered'] },
    async run(event) {
      const left = lawyerEvents.read(event.type, event.data)
      if (left?.type !== 'LawyerDeregistered') return []
      const now = await ports.state(lawyerAggregate, left.data.lawyerId)
      // Registered anew meanwhile: the licence is in use.
      if (now?.state.phase === 'deregistered') {
        await own.lookup.release('licence', own.lookup.hmac('licence', now.state.licence), left.data.lawyerId)
      }
      return []
    },
  },
]
