// What may be asked of this service. Personal values are given out sealed; who may open them is the edge's business, but a
// citizen gets nothing here that is not hers.
import { AnswerId, ConsultationId, CountyCode, Instant, LawyerId, PersonId, Policy, RegionCode, statedHours, WaveRules, type Role } from '@zhijian/contracts'
import { days, elapsedMs, instant, plus, type Instant as Time, type Json } from '@zhijian/kernel'
import type { Collection, Page, Query } from '@zhijian/read-store'
import { query, type QueryContext, type QueryDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import type { AskWhatIf } from './adapters/what-if.ts'
import { policyAggregate } from './aggregates.ts'
import { callbackFor, callbackOf, lawyerFacts, liveClaimsElsewhere, policyAt, specialtiesOf, withoutConflicts } from './edge.ts'
import { promiseText } from './i18n/zh-CN.ts'
import { cursorOf, groupsOf, placeOf, specialtyOf, walk } from './inbox.ts'
import { defaultPolicy, termsAt } from './policy.ts'
import { monthlyReport } from './report.ts'
import { calls, isOn, type CallView } from './views/calls.ts'
import { figuresOf, promiseBoard, youngOf } from './promise-board.ts'
import { consultations, countedIn, type ConsultationView } from './views/consultations.ts'
import { callbacks, dangers, reviews, type CallbackView, type DangerView, type ReviewView } from './views/desk.ts'
import { figures, type Figures } from './views/figures.ts'
import { DIMENSIONS, WITHIN_MS, type Dimension, type PromiseSum } from './views/promise-sums.ts'
import { holds, lawyerQuestions, type LawyerQuestion } from './views/lawyer-questions.ts'
import { turns, type Turn } from './views/turns.ts'

const STAFF: readonly Role[] = ['desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'auditor', 'system']
const ASKERS: readonly Role[] = ['citizen', 'enterprise', 'probe']
const EVERYBODY: readonly Role[] = [...ASKERS, 'lawyer', ...STAFF]

const page = { limit: z.int().min(1).max(200).default(50), cursor: z.string().max(500).optional() }
const paged = ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => ({ limit, ...(cursor === undefined ? {} : { cursor }) })
const json = (value: unknown): Json => value as Json

/** What a lawyer's lists say of a question. */
const rowOf = ({ consultationId, countyCode, openedAt, phase, question: { topic, channel } }: ConsultationView) =>
  ({ consultationId, countyCode, openedAt, phase, topic, channel })
const mine = (view: ConsultationView, lawyerId: string, now: Time) => ({
  ...holds(view, lawyerId, now),
  claimUntil: view.claims.find((claim) => claim.lawyerId === lawyerId && claim.expiresAt > now)?.expiresAt ?? null,
  answer: view.answers.findLast((answer) => answer.lawyerId === lawyerId)?.status ?? null,
})

/** Null: it goes on. One that rests is over until she comes back. */
const endedAt = ({ phase, closedAt, restedAt }: ConsultationView): Time | null => (phase === 'open' ? null : closedAt ?? restedAt)

/** Every page of a list, for sums. */
const all = async <D>(read: (cursor: string | undefined) => Promise<Page<D>>): Promise<readonly D[]> => {
  const items: D[] = []
  for (let next: string | null | undefined; next !== null;) {
    const each: Page<D> = await read(next)
    items.push(...each.items)
    next = each.next
  }
  return items
}

/** A day by the county's clock. */
const Day = z.iso.date()
const LONGEST_RANGE_DAYS = 92
const range = { from: Day, until: Day }
const isRange = ({ from, until }: { from: string; until: string }): boolean =>
  from <= until && elapsedMs(instant(`${from}T00:00:00.000Z`), instant(`${until}T00:00:00.000Z`)) < days(LONGEST_RANGE_DAYS)
const NO_RANGE = `from a day up to one that is no earlier, ${LONGEST_RANGE_DAYS} days at most`
const KEY_OF: Readonly<{ [By in Dimension]: (question: Figures) => string }> = {
  all: () => '', township: ({ township }) => township ?? '', channel: ({ channel }) => channel, topic: ({ topic }) => topic,
}

export const createQueries = (ports: ServicePorts): Readonly<Record<string, QueryDefinition>> => {
  const questions = () => ports.view<ConsultationView>(consultations.collection.name)
  const isHers = ({ actor }: QueryContext, view: ConsultationView): boolean =>
    !ASKERS.includes(actor.role) || view.askerId === actor.id || view.agents.some((agent) => agent === actor.id)

  const figuresView = () => ports.view<Figures>(figures.collection.name)
  /** Sums lie in the view of what is summed. */
  const sums = (where: Query['where'] & object) => all((cursor) =>
    (ports.view(figures.collection.name) as unknown as Collection<PromiseSum>).find({ where, sort: [['start', 'asc']], ...paged({ limit: 1000, cursor }) }))
  /** Asked so lately that their ten minutes may still run. */
  const recentOf = (countedCounty: string, now: QueryContext['now']) => all((cursor) =>
    figuresView().find({ where: { countedCounty, openedAt: { gt: plus(now, -WITHIN_MS.within10) } }, ...paged({ limit: 1000, cursor }) }))

  /** A list of one county's desk: what is to be done, soonest first; what is done, newest first. */
  const deskList = (name: string, due: string, begun: string, roles: readonly Role[]) => query({
    schema: z.strictObject({ countyCode: CountyCode, isOpen: z.boolean().default(true), ...page }), roles,
    async run({ countyCode, isOpen, ...rest }) {
      const where = { countyCode, isOpen }
      const [found, total] = await Promise.all([
        ports.view(name).find({ where, sort: [isOpen ? [due, 'asc'] : [begun, 'desc']], ...paged(rest) }), ports.view(name).count(where),
      ])
      return json({ ...found, total })
    },
  })

  return {
    'get-consultation': query({
      schema: z.strictObject({ consultationId: ConsultationId }), roles: EVERYBODY,
      async run({ consultationId }, context) {
        const view = await questions().get(consultationId)
        return json(view !== null && isHers(context, view) ? view : null)
      },
    }),
    /** What was said in its threads, in order of time; of one lawyer's thread, or of all. */
    'list-turns': query({
      schema: z.strictObject({ consultationId: ConsultationId, lawyerId: LawyerId.optional(), ...page }), roles: EVERYBODY,
      async run({ consultationId, lawyerId, ...rest }, context) {
        const view = await questions().get(consultationId)
        if (view === null || !isHers(context, view)) return json({ items: [], next: null })
        return json(await ports.view<Turn>(turns.collection.name).find({
          where: { consultationId, ...(lawyerId === undefined ? {} : { lawyerId }) }, sort: [['at', 'asc']], ...paged(rest),
        }))
      },
    }),
    /** Her own, newest first. Staff and agents name the asker. */
    'list-mine': query({
      schema: z.strictObject({ askerId: PersonId.optional(), ...page }), roles: EVERYBODY,
      run: async ({ askerId, ...rest }, { actor }) => json(await questions().find({
        where: { askerId: ASKERS.includes(actor.role) ? actor.id : askerId ?? actor.id }, sort: [['openedAt', 'desc']], ...paged(rest),
      })),
    }),
    /** Whether every question of hers was over before an instant. */
    'has-ended': query({
      schema: z.strictObject({ askerId: PersonId, endedBefore: Instant }), roles: ['system'],
      run: async ({ askerId, endedBefore }) => (await all((cursor) => questions().find({ where: { askerId }, sort: [['openedAt', 'desc']], ...paged({ limit: 200, cursor }) })))
        .every((view) => endedAt(view) !== null && endedAt(view)! < endedBefore),
    }),
    /** A part of those whose questions were all over before an instant: every question of the county is looked at, a thousand for each answer. */
    'ended-askers': query({
      schema: z.strictObject({ countyCode: CountyCode, endedBefore: Instant, cursor: z.string().max(200).optional() }), roles: ['system'],
      async run({ countyCode, endedBefore, cursor }) {
        const page = await questions().entries(cursor ?? null, 1000)
        const isOver = (view: ConsultationView): boolean => endedAt(view) !== null && endedAt(view)! < endedBefore
        const found = new Set(page.filter(([, view]) => view.countyCode === countyCode && isOver(view)).map(([, { askerId }]) => askerId))
        const askers = []
        for (const askerId of found) {
          const own = await all((next) => questions().find({ where: { askerId }, sort: [['openedAt', 'desc']], ...paged({ limit: 200, cursor: next }) }))
          if (own.every(isOver)) askers.push(askerId)
        }
        return json({ askers, next: page.length < 1000 ? null : page.at(-1)![0] })
      },
    }),
    /** What waits for a lawyer, in the order of inbox.ts, without what only the whole question holds. */
    'list-open': query({
      schema: z.strictObject({ lawyerId: LawyerId, ...page }), roles: ['lawyer', 'probe', 'system'],
      async run({ lawyerId, limit, cursor }, { now }) {
        const by = await lawyerFacts(ports, lawyerId)
        if (by === null || by.status !== 'active') return json({ items: [], next: null })
        const after = cursor === undefined ? null : placeOf(cursor)
        const specialties = await specialtiesOf(ports, lawyerId)
        const groups = groupsOf(by, specialties)
        const found: { readonly group: number; readonly view: ConsultationView }[] = []
        const take = async (group: number, some: readonly ConsultationView[]): Promise<void> => {
          for (const view of await withoutConflicts(ports, lawyerId, some)) found.push({ group, view })
        }
        for (let group = after?.group ?? 0; group < groups.length && found.length <= limit; group += 1) {
          let some: ConsultationView[] = []
          for await (const view of walk(questions(), groups[group]!, by, after?.group === group ? after : null)) {
            some.push(view)
            if (some.length <= limit) continue
            await take(group, some)
            some = []
            if (found.length > limit) break
          }
          await take(group, some)
        }
        const shown = found.slice(0, limit)
        const last = shown.at(-1)
        return json({
          items: shown.map(({ view }) => ({
            consultationId: view.consultationId, countyCode: view.countyCode, regionCode: view.regionCode, topic: view.question.topic,
            channel: view.question.channel, language: view.question.language, redacted: view.question.redacted, openedAt: view.openedAt,
            tiers: view.tiers.map(({ scope, openedAt, closesAt }) => ({ scope, openedAt, closesAt })), isLocal: by.counselOf.includes(view.countyCode),
            specialty: specialtyOf(view, specialties), dueAt: view.isOver ? null : view.dueAt, promise: view.promise,
            missing: Math.max(0, view.target - countedIn(view)), claims: view.claims.filter((claim) => claim.expiresAt > now).length,
            mine: mine(view, lawyerId, now),
          })),
          next: found.length > limit ? cursorOf(last!.group, groups[last!.group]!, last!.view) : null,
        })
      },
    }),
    /** What a lawyer holds now: live claims, threads that wait for him with the clocks of his silence; longest waiting first. */
    'holdings': query({
      schema: z.strictObject({ lawyerId: LawyerId }), roles: ['lawyer', 'probe', ...STAFF],
      async run({ lawyerId }, { now }) {
        const found = await ports.view<LawyerQuestion>(lawyerQuestions.collection.name)
          .find({ where: { lawyerId, isHolding: true }, sort: [['lastAt', 'desc']], limit: 200 })
        const views = await questions().getMany(found.items.map((item) => item.consultationId))
        const held = [...views.values()].map((view) => {
          const thread = view.threads.find((each) => each.lawyerId === lawyerId)
          return {
            ...rowOf(view), ...holds(view, lawyerId, now), claimUntil: mine(view, lawyerId, now).claimUntil,
            waitingSince: thread?.waitingSince ?? null, reminderDue: thread?.reminderDue ?? null, offerDue: thread?.offerDue ?? null,
            isAnotherOffered: thread?.offer === 'open',
          }
        })
        const key = ({ claimUntil, waitingSince }: (typeof held)[number]): string => (claimUntil === null ? `1${waitingSince ?? ''}` : `0${claimUntil}`)
        return json({
          items: held.filter((each) => each.claim || each.waits).sort((a, b) => (key(a) < key(b) ? -1 : 1)),
          liveClaims: await liveClaimsElsewhere(ports, lawyerId, '', now),
        })
      },
    }),
    /** What he answered, last touched first: what became of each answer, and how it was rated. */
    'list-answered': query({
      schema: z.strictObject({ lawyerId: LawyerId, ...page }), roles: ['lawyer', 'probe', ...STAFF],
      async run({ lawyerId, ...rest }) {
        const found = await ports.view<LawyerQuestion>(lawyerQuestions.collection.name)
          .find({ where: { lawyerId, hasAnswered: true }, sort: [['lastAt', 'desc']], ...paged(rest) })
        const views = await questions().getMany(found.items.map((item) => item.consultationId))
        return json({
          next: found.next,
          items: found.items.map((item) => {
            const view = views.get(item.consultationId)
            const answer = view?.answers.findLast((each) => each.lawyerId === lawyerId)
            return {
              ...item, ...(view === undefined ? {} : rowOf(view)),
              ...(answer === undefined ? {} : { givenAt: answer.givenAt, form: answer.form, status: answer.status, stars: answer.stars }),
              turns: view?.threads.find((each) => each.lawyerId === lawyerId)?.turns ?? 0,
            }
          }),
        })
      },
    }),
    /** Questions of a county, without synthetic ones; newest first. `isOverdue`: only those whose quorum was not met in time. */
    'list-county': query({
      schema: z.strictObject({ countyCode: CountyCode, listing: z.enum(['sought', 'listed', 'closed']), isOverdue: z.boolean().default(false), ...page }), roles: STAFF,
      run: async ({ countyCode, listing, isOverdue, ...rest }) => json(await questions().find({
        where: isOverdue ? { countedCounty: countyCode, listing, isOverdue } : { countyCode, listing }, sort: [['openedAt', 'desc']], ...paged(rest),
      })),
    }),
    /** Promises of a county: what is pending, soonest first, and what was not kept, latest first. */
    'promise-board': query({
      schema: z.strictObject({ countyCode: CountyCode, promise: z.enum(['pending', 'broken', 'voided']).default('pending'), ...page }), roles: STAFF,
      run: async ({ countyCode, promise, ...rest }) => json(await questions().find({
        where: { countedCounty: countyCode, promise }, sort: [['promiseDue', promise === 'pending' ? 'asc' : 'desc']], ...paged(rest),
      })),
    }),
    /** Calls about a question, newest first. Which of them a lawyer sees is the edge's business. */
    'list-calls': query({
      schema: z.strictObject({ consultationId: ConsultationId, ...page }), roles: EVERYBODY,
      async run({ consultationId, ...rest }, context) {
        const view = await questions().get(consultationId)
        if (view === null || !isHers(context, view)) return json({ items: [], next: null })
        return json(await ports.view<CallView>(calls.collection.name).find({ where: { consultationId }, sort: [['rungAt', 'desc']], ...paged(rest) }))
      },
    }),
    /** Which calls ring for somebody now, or are talked in: hers, or a lawyer's. */
    'calls-on': query({
      schema: z.strictObject({ lawyerId: LawyerId.optional() }), roles: ['citizen', 'enterprise', 'lawyer'],
      async run({ lawyerId }, { actor, now }) {
        const who: Record<string, string> = actor.role === 'lawyer' ? { lawyerId: lawyerId ?? actor.id } : { askerId: actor.id }
        const { items } = await ports.view<CallView>(calls.collection.name).find({ where: { ...who, isLive: true }, sort: [['rungAt', 'desc']], limit: 20 })
        return json(items.filter((each) => isOn(each, now)))
      },
    }),
    /** Under which id a call-back for this question is requested now: that of the open one, if there is one. */
    'callback-for': query({
      schema: z.strictObject({ consultationId: ConsultationId }), roles: ['citizen', 'enterprise', 'desk', 'duty-officer', 'system'],
      run: async ({ consultationId }, { now }) => json({ callbackId: await callbackFor(ports, consultationId, now) }),
    }),
    /** The newest one for this question, whatever became of it; null: there was none. */
    'callback-of': query({
      schema: z.strictObject({ consultationId: ConsultationId }), roles: ['citizen', 'enterprise', 'desk', 'duty-officer'],
      run: async ({ consultationId }, { actor }) => json(await callbackOf(ports, consultationId, actor)),
    }),
    /** What became of the asker's complaints, by answer: the newest decision on it, or that it still waits for one. */
    'complaints-of': query({
      schema: z.strictObject({ consultationId: ConsultationId, answerIds: z.array(AnswerId).max(100) }), roles: ['citizen', 'enterprise', 'lawyer', 'desk'],
      async run({ consultationId, answerIds }, context) {
        const view = await questions().get(consultationId)
        const isAgent = view?.agents.some((agent) => agent === context.actor.id) ?? false
        if (view === null || (!isAgent && view.askerId !== context.actor.id)) return []
        const found = await ports.view<ReviewView>(reviews.collection.name).getMany(answerIds)
        return json([...found.values()].flatMap(({ answerId, consultationId: of, complaints, isOpen, decideDue, decisions }) => {
          const hers = complaints.filter(({ by }) => by === view.askerId || view.agents.some((agent) => agent === by))
          const last = decisions.at(-1)
          if (of !== consultationId || hers.length === 0) return []
          return [{
            answerId, about: [...new Set(hers.map(({ about }) => about ?? 'answer'))], decideDue,
            outcome: isOpen || last === undefined ? null : last.decision, decidedAt: isOpen ? null : last?.at ?? null,
          }]
        }))
      },
    }),
    'list-callbacks': deskList(callbacks.collection.name, 'dueAt', 'requestedAt', ['desk', 'duty-officer', 'bureau-head', 'auditor', 'system']),
    'list-reviews': deskList(reviews.collection.name, 'decideDue', 'openedAt', ['reviewer', 'bureau-head', 'auditor', 'system']),
    'list-dangers': deskList(dangers.collection.name, 'raisedAt', 'raisedAt', ['duty-officer', 'bureau-head', 'auditor', 'system']),
    /** What is promised to a question asked now (or at an hour), in numbers and in words. Public. */
    'policy-in-force': query({
      schema: z.strictObject({ countyCode: CountyCode, at: Instant.optional() }), roles: EVERYBODY,
      async run({ countyCode, at }, { now }) {
        const hour = at ?? now
        const { policy, policyHash: hash, policyVersion } = await policyAt(ports, countyCode, hour)
        const terms = termsAt(policy, hour)
        const hours = statedHours(policy, hour)
        return json({ countyCode, at: hour, policyVersion, policyHash: hash, policy, terms, hourRule: hours.rule?.name ?? null, hours, text: promiseText(terms) })
      },
    }),
    /** Proposal, confirmed versions and withdrawn ones of a county. */
    'policies': query({
      schema: z.strictObject({ countyCode: CountyCode }), roles: STAFF,
      async run({ countyCode }) {
        const loaded = await ports.state(policyAggregate, countyCode)
        const { proposal, confirmed, withdrawn } = loaded?.state ?? policyAggregate.decider.initial()
        return json({ countyCode, proposal, confirmed, withdrawn, default: defaultPolicy(countyCode) })
      },
    }),
    /** How a county keeps its promise: over days, or over the hours of one; and by township, channel or topic. */
    'promise-figures': query({
      schema: z.strictObject({ countyCode: CountyCode, by: z.enum(DIMENSIONS).exclude(['all']), ...range }).refine(isRange, NO_RANGE), roles: STAFF,
      async run({ countyCode, by, from, until }, { now }) {
        const grain = from === until ? 'hour' : 'day'
        const [series, cells, recent] = await Promise.all([
          sums({ sumOf: countyCode, by: 'all', grain, start: grain === 'hour' ? { gte: `${from}T00`, lte: `${until}T23` } : { gte: from, lte: until } }),
          sums({ sumOf: countyCode, by, grain: 'day', start: { gte: from, lte: until } }),
          recentOf(countyCode, now),
        ])
        const inRange = recent.filter(({ hour }) => hour.slice(0, 10) >= from && hour.slice(0, 10) <= until)
        return json({ countyCode, now, from, until, grain, by, ...promiseBoard({ now, series, cells, recent: inRange, grain, keyOf: KEY_OF[by] }) })
      },
    }),
    /** The same of every county of a region, beside each other. */
    'promise-by-county': query({
      schema: z.strictObject({ region: RegionCode, ...range }).refine(isRange, NO_RANGE), roles: STAFF,
      async run({ region, from, until }, { now }) {
        const found = (await sums({ by: 'all', grain: 'day', start: { gte: from, lte: until } })).filter(({ sumOf }) => sumOf.startsWith(region))
        const counties = await Promise.all([...Map.groupBy(found, ({ sumOf }) => sumOf)].map(async ([countyCode, of]) => {
          const recent = (await recentOf(countyCode, now)).filter(({ hour }) => hour.slice(0, 10) >= from && hour.slice(0, 10) <= until)
          return { countyCode, figures: figuresOf([...of.map(({ sum }) => sum), ...recent.map((question) => youngOf(question, now))]) }
        }))
        return json({ region, now, from, until, counties: counties.sort((a, b) => (a.countyCode < b.countyCode ? -1 : 1)) })
      },
    }),
    'monthly-report': query({
      schema: z.strictObject({ countyCode: CountyCode, month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }), roles: STAFF,
      async run({ countyCode, month }) {
        const of = <D extends CallbackView | ReviewView | DangerView>(name: string) =>
          all<D>((cursor) => ports.view<D>(name).find({ where: { countyCode, month }, ...paged({ limit: 1000, cursor }) }))
        const counted = await all<Figures>((cursor) =>
          ports.view<Figures>(figures.collection.name).find({ where: { countedCounty: countyCode, month }, ...paged({ limit: 1000, cursor }) }))
        return json(monthlyReport(countyCode, month, counted, {
          callbacks: await of<CallbackView>(callbacks.collection.name), reviews: await of<ReviewView>(reviews.collection.name),
          dangers: await of<DangerView>(dangers.collection.name),
        }))
      },
    }),
  }
}

/** So many of a county's questions, the newest, are carried on under other rules. */
const WHAT_IF_CASES = 300
const WHAT_IF_SEEDS = 40
const LISTINGS = ['sought', 'listed', 'closed'] as const

/** How the promise would have fared, and who would have been asked, under a policy that nobody has proposed yet. */
export const whatIfQuery = (ports: ServicePorts, askWhatIf: AskWhatIf): Readonly<Record<'what-if', QueryDefinition>> => ({
  'what-if': query({
    schema: z.strictObject({ countyCode: CountyCode, policy: Policy, waves: WaveRules.nullable(), poolPercent: z.int().min(1).max(1000), from: Instant }),
    roles: ['policy-admin', 'bureau-head'],
    async run({ countyCode, from, ...rules }, { now }) {
      const questions = ports.view<ConsultationView>(consultations.collection.name)
      const pages = await Promise.all(LISTINGS.map(async (listing) => {
        const found: ConsultationView[] = []
        for (let cursor: string | undefined; found.length < WHAT_IF_CASES;) {
          const { items, next } = await questions.find({ where: { countyCode, listing }, sort: [['openedAt', 'desc']], limit: 100, ...(cursor === undefined ? {} : { cursor }) })
          found.push(...items.filter(({ openedAt }) => openedAt >= from))
          if (next === null || items.at(-1)!.openedAt < from) break
          cursor = next
        }
        return found
      }))
      const all = pages.flat().sort((a, b) => (a.openedAt > b.openedAt ? -1 : 1))
      const chosen = all.slice(0, WHAT_IF_CASES)
      const made = await askWhatIf(chosen.map(({ consultationId }) => `consultation-${consultationId}`), now, { ...rules, seeds: WHAT_IF_SEEDS })
      return json({ ...made, turned: made.turned.map(({ was, would }) => ({ was, would })), unlike: made.unlike.length, since: all.length > chosen.length ? chosen.at(-1)!.openedAt : null })
    },
  }),
})
