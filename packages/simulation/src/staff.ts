// The bureau's people: the duty line hears alarms (or does not), the desk calls back, reviewers hide and restore, the
// register changes under way, and once in a while a policy.
import type { Actor, Policy } from '@zhijian/contracts'
import { hours, minutes, plus, seconds, type Json, type JsonObject } from '@zhijian/kernel'
import { actorOf, idOf } from './acting.ts'
import { STAFF } from './county.ts'
import type { People } from './world.ts'

const itemsOf = (page: Json | undefined): readonly JsonObject[] => ((page as JsonObject | null)?.items ?? []) as readonly JsonObject[]

export const createStaff = (world: People) => {
  const { random, county } = world
  let acts = 0
  const send = (actor: Actor, command: string, data: JsonObject, ...purpose: readonly (string | number)[]) =>
    world.send(actor, 'consult-router', command, data, idOf(actor.id, command, ...purpose))
  const list = async (actor: Actor, query: string): Promise<readonly JsonObject[]> =>
    itemsOf(await world.ask(actor, 'consult-router', query, { countyCode: county.code, isOpen: true }))
  const busy = new Set<string>()
  /** One round of work at a time for each person. */
  const alone = (who: string, work: () => Promise<void>): void => {
    if (busy.has(who)) return
    busy.add(who)
    world.begin(work().finally(() => busy.delete(who)))
  }

  const hear = (actor: Actor): void => alone(actor.id, async () => {
    await world.wait(random.logNormal(seconds(50), 0.8))
    for (const { dangerId, phase } of await list(actor, 'list-dangers')) {
      if (world.isOver() || random.chance(0.2)) continue
      if (phase !== 'acknowledged') await send(actor, 'acknowledge-danger', { dangerId: dangerId as string }, dangerId as string)
      await world.wait(random.exponential(minutes(5)))
      await send(actor, 'resolve-danger', { dangerId: dangerId as string, outcome: random.pick(['safe', 'handed-over', 'false-alarm']) }, dangerId as string)
    }
  })

  const callBack = (actor: Actor): void => alone(actor.id, async () => {
    await world.wait(random.logNormal(minutes(3), 0.9))
    for (const { callbackId, phase } of await list(actor, 'list-callbacks')) {
      const call = { callbackId: callbackId as string }
      if (phase !== 'waiting' || world.isOver() || random.chance(0.3)) continue
      const taken = await send(actor, 'take-callback', call, call.callbackId, acts += 1)
      if (taken.outcome === 'refused' || taken.outcome === 'fault') continue
      for (let attempt = 1; attempt <= 3 && !world.isOver(); attempt += 1) {
        await world.wait(random.exponential(minutes(4)))
        if (random.chance(0.05)) {
          await send(actor, 'release-callback', call, call.callbackId, acts += 1)
          break
        }
        if (random.chance(0.6)) {
          await send(actor, 'report-reached', { ...call, connectedMs: random.int(30, 900) * 1000 }, call.callbackId)
          break
        }
        await send(actor, 'report-failed-attempt', { ...call, attempt, failure: random.pick(['no-reply', 'busy', 'switched-off']) }, call.callbackId, attempt)
      }
    }
  })

  const review = (actor: Actor): void => alone(actor.id, async () => {
    await world.wait(random.logNormal(minutes(5), 0.9))
    for (const { reviewId, complaints } of await list(actor, 'list-reviews')) {
      const about = { reviewId: reviewId as string }
      if (world.isOver() || random.chance(0.15)) continue
      if (random.chance(0.8)) {
        const taken = await send(actor, 'take-review', about, about.reviewId, acts += 1)
        if (taken.outcome === 'refused') continue
      }
      await world.wait(random.exponential(minutes(3)))
      // Who objects to a hiding is often right.
      const isObjected = ((complaints ?? []) as readonly { by: string }[]).some((each) => each.by.includes('-0'))
      const hides = random.chance(isObjected ? 0.2 : 0.6)
      const reason = hides ? random.pick(['contact', 'fee', 'wrong-in-law']) : null
      await send(actor, 'decide-review', { ...about, decision: hides ? 'hide' : 'keep', reason }, about.reviewId, acts += 1)
    }
  })

  /** Suspensions, failed and renewed checks, appointments: what makes yesterday's list of lawyers wrong. */
  const register = async (): Promise<void> => {
    const registrar = actorOf(STAFF.desk[0], 'desk')
    for (;;) {
      await world.wait(random.exponential(minutes(20)))
      if (world.isOver()) return
      const { lawyerId, kind } = random.pick(county.personas)
      if (kind === 'probe') continue
      const put = (command: string, data: JsonObject) =>
        world.send(registrar, 'lawyer-pool', command, { lawyerId, ...data }, idOf('register', acts += 1))
      const until = plus(world.now(), random.int(2, 40) * 60_000)
      const what = random.next()
      if (what < 0.5) {
        await put('suspend-lawyer', { until: random.chance(0.7) ? until : null, reason: 'complaint' })
        if (random.chance(0.4)) world.begin(world.wait(random.exponential(minutes(10))).then(async () => void await put('reinstate-lawyer', {})))
      } else if (what < 0.7) {
        await put('fail-annual-check', { reason: 'not-submitted' })
        if (random.chance(0.6)) await put('pass-annual-check', { validUntil: plus(world.now(), hours(random.int(1, 4000))) })
      } else if (what < 0.85) await put('end-counsel', { appointmentId: `appointed-${Number(lawyerId.slice(-5))}` })
      else await put('appoint-counsel', { counsel: { appointmentId: `late-${acts}`, county: county.code, villages: [], until: random.chance(0.5) ? until : null } })
    }
  }

  /** Other windows, another quorum, other hours: for questions that are opened from then on. */
  const change = async (): Promise<void> => {
    const [first, second] = STAFF.policyAdmins.map((id) => actorOf(id, 'policy-admin'))
    for (let n = 1; ; n += 1) {
      await world.wait(random.exponential(hours(2)))
      if (world.isOver()) return
      const found = await world.ask(first!, 'consult-router', 'policy-in-force', { countyCode: county.code }) as { readonly policy: Policy } | undefined
      if (!found) continue
      const { policy } = found
      const windowMs = random.pick([60_000, 120_000, 180_000, 300_000])
      const terms = { ...policy.terms, quorum: random.int(1, 4), tiers: policy.terms.tiers.map((tier) => ({ ...tier, windowMs: tier.windowMs === null ? null : windowMs })) }
      const next: Policy = {
        ...policy, terms, claimLeaseMs: random.pick([60_000, 90_000, 120_000]), claimsPerMissing: random.int(1, 3),
        hours: random.chance(0.5) ? [] : [{
          name: 'other', isoWeekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 1200, toMinute: 480,
          terms: { ...terms, quorum: 2, promiseMs: 1_800_000, quorumMs: 3_600_000 },
        }],
      }
      await send(first!, 'propose-policy', { countyCode: county.code, policy: next as unknown as JsonObject }, n)
      const waiting = await world.ask(second!, 'consult-router', 'policies', { countyCode: county.code }) as
        { readonly proposal: { version: number; policyHash: string } | null } | undefined
      if (!waiting?.proposal) continue
      const { version, policyHash } = waiting.proposal
      if (random.chance(0.9)) await send(second!, 'confirm-policy', { countyCode: county.code, version, policyHash }, n)
      else await send(second!, 'withdraw-policy', { countyCode: county.code, version }, n)
    }
  }

  const officers = [actorOf(STAFF.officer, 'duty-officer'), actorOf(STAFF.deputy, 'duty-officer'), actorOf(STAFF.head, 'bureau-head')]
  const desk = STAFF.desk.map((id) => actorOf(id, 'desk'))
  const reviewers = STAFF.reviewer.map((id) => actorOf(id, 'reviewer'))
  const works: readonly (readonly [readonly Actor[], (actor: Actor) => void])[] = [[officers, hear], [desk, callBack], [reviewers, review]]

  /** Nobody waits for a push alone: the lists are looked at now and then. */
  const rounds = async (): Promise<void> => {
    for (;;) {
      await world.wait(random.exponential(minutes(25)))
      if (world.isOver()) return
      for (const [people, work] of works) work(random.pick(people))
    }
  }

  return {
    begin(): void {
      for (const work of [register, change, rounds]) world.begin(work())
    },
    tell(recipient: string): boolean {
      for (const [people, work] of works) {
        const me = people.find((each) => each.id === recipient)
        if (me && random.chance(0.85)) work(me)
        if (me) return true
      }
      return false
    },
  }
}
