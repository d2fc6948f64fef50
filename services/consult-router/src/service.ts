// The service: who is asked, until when, is the promise kept, who calls back. Both profiles call this and nothing else.
import { recordQueries, type CaseSource } from '@zhijian/audit'
import { aheadQueries, type Aggregate, type ServiceDefinition, type ServicePorts } from '@zhijian/runtime'
import { whatIfBeside } from './adapters/what-if.ts'
import { callAggregate, callbackAggregate, consultationAggregate, dangerAggregate, policyAggregate, reviewAggregate } from './aggregates.ts'
import { createCommands } from './commands.ts'
import { createQueries, whatIfQuery } from './queries.ts'
import { createReactions } from './reactions.ts'
import { calls } from './views/calls.ts'
import { consultations } from './views/consultations.ts'
import { callbacks, dangers, reviews } from './views/desk.ts'
import { figures } from './views/figures.ts'
import { lawyerQuestions } from './views/lawyer-questions.ts'
import { turns } from './views/turns.ts'

const aggregates: readonly Aggregate[] = [consultationAggregate, policyAggregate, callAggregate, callbackAggregate, reviewAggregate, dangerAggregate]

/** @param record of everything that happened, where it may be looked into: then it is said what another policy would have made of it */
export const createConsultRouter = (ports: ServicePorts, record?: CaseSource): ServiceDefinition => ({
  name: 'consult-router',
  aggregates,
  commands: createCommands(ports),
  queries: { ...createQueries(ports), ...aheadQueries(ports), ...recordQueries(ports, aggregates), ...(record === undefined ? {} : whatIfQuery(ports, whatIfBeside(record))) },
  reactions: createReactions(ports),
  sends: [
    ...['request-callback', 'raise-danger', 'open-review', 'hide-answer', 'restore-answer', 'dismiss-agent', 'mark-lawyer-unavailable'].map((name) => `cmd.consult-router.${name}`),
    'qry.directory.attest-mandate', 'qry.directory.misplaced', 'qry.lawyer-pool.attest', 'qry.lawyer-pool.conflicting', 'qry.lawyer-pool.lawyer',
  ],
  views: [consultations, turns, lawyerQuestions, figures, calls, callbacks, reviews, dangers],
})
