// A load run: real questions asked by citizens over HTTP at a rate, answered by lawyers over HTTP, followed up and closed,
// through breaks of the connection and kills of the platform.
// L1 Every write has an Idempotency-Key of its own and keeps it until it was answered; what was answered is in the ledger.
// L2 Memory does not grow with the number of questions: so many are in hand at once, latencies are in buckets.
import { createClient, type ZhijianClient } from '@zhijian/client'
import type { Ledger } from './ledger.ts'
import { latency, tally, type Latency } from './latency.ts'
import { draw, planOf } from './plan.ts'
import { liveUpdates } from '../adapters/live-updates.ts'
import { elapsingMs, overdue, patiently, pause, type Answered } from '../adapters/patient-timers.ts'

export interface Account { readonly account: string; readonly token: string }
export interface Lawyer extends Account { readonly lawyerId: string }
export interface LoadSessions {
  readonly citizens: readonly Account[]
  readonly counsel: readonly Lawyer[]
  readonly region: readonly Lawyer[]
  readonly nation: readonly Lawyer[]
  readonly head: Account
}

export interface LoadOptions {
  readonly url: string
  readonly county: string
  readonly run: string
  readonly seed: number
  /** Questions begun per second. */
  readonly perSecond: number
  /** Questions in hand at once; above it the next waits. */
  readonly atOnce: number
  readonly patienceMs: number
  readonly sessions: LoadSessions
  readonly ledger: Ledger
  readonly answers: readonly string[]
  /** How the asker of a question wants to be told of answers; default: in-app. @param n from 0 */
  readonly wake?: (n: number) => readonly string[]
  readonly onProgress: (asked: number, finished: number) => void
  /** Gives up at once; what is in hand counts as unanswered. */
  readonly signal?: AbortSignal
}

/** Who answers in each tier. */
const POOLS = ['counsel', 'region', 'nation'] as const
type Pool = (typeof POOLS)[number]

export interface LoadFigures {
  readonly asked: number
  readonly elapsedMs: number
  readonly questionsPerSecond: number
  /** By route; of the answered try alone, the platform's downtime is not in it. */
  readonly latency: Readonly<Record<string, ReturnType<Latency['summary']>>>
  readonly outcomes: Readonly<Record<string, number>>
  /** `route code`: refusals and problems. */
  readonly refused: Readonly<Record<string, number>>
  readonly retries: { readonly broken: number; readonly later: number }
  /** Times the next question had to wait because as many as allowed were in hand. */
  readonly heldBack: number
}

type Receipt = { readonly receipt: { readonly effect: 'recorded' | 'already' } }

export const runLoad = async (texts: AsyncIterable<string>, options: LoadOptions): Promise<LoadFigures> => {
  const { url, sessions, ledger, seed, run, patienceMs } = options
  const startedAt = elapsingMs()
  const latencies = new Map<string, Latency>()
  const [outcomes, refused] = [tally(), tally()]
  const retries = { broken: 0, later: 0 }
  let [asked, finished, heldBack] = [0, 0, 0]

  const clients = new Map<string, ZhijianClient>()
  const clientOf = ({ account, token }: Account, role: string): ZhijianClient => {
    const known = clients.get(account)
    if (known) return known
    const made = createClient({ baseUrl: url, token: () => token, role: () => role })
    clients.set(account, made)
    return made
  }
  const timed = async <T>(route: string, send: () => Promise<Answered<T>>) => {
    const called = await patiently(send, patienceMs, options.signal)
    let of = latencies.get(route)
    if (!of) latencies.set(route, of = latency())
    of.add(called.ms)
    retries.broken += called.retries.broken
    retries.later += called.retries.later
    if (called.code !== null) refused.add(`${route} ${called.code}`)
    return called
  }
  /** L1. @returns null when it was refused */
  const write = async <T extends Receipt>(route: string, who: Account, name: string, question: string | null, send: (headers: { 'Idempotency-Key': string }) => Promise<Answered<T>>): Promise<T | null> => {
    const key = `load-${run}-${name}`
    const { data, code, status } = await timed(route, () => send({ 'Idempotency-Key': key }))
    // A fault of the platform says nothing of what became of the command: that is looked at in the log, not taken as a refusal.
    if (code === null || status < 500) ledger.add({ route, account: who.account, key, outcome: data === null ? 'refused' : data.receipt.effect, question })
    return data
  }

  // Questions whose next tier somebody waits for. An update says that a tier opened, not which: the question is looked at.
  const waiting = new Map<string, () => void>()
  const live = await liveUpdates({
    url, token: sessions.head.token, role: 'bureau-head',
    onUpdate: ({ event, data }) => void (event === 'tier-opened' && waiting.get(data.consultationId ?? '')?.()),
    onReset: () => waiting.forEach((wake) => wake()),
  })
  options.signal?.addEventListener('abort', () => waiting.forEach((wake) => wake()))
  const SURE_MS = 20_000
  /** Looked up now and then without having been told as well, so that a lost update holds nobody for ever. */
  const tierOpened = async (id: string, asker: Account, tier: number): Promise<boolean> => {
    const end = elapsingMs() + patienceMs
    const path = { params: { path: { consultation: id } } }
    while (elapsingMs() < end && !options.signal?.aborted) {
      const told = new Promise<void>((resolve) => { waiting.set(id, resolve) })
      const { data } = await timed('show-question', () => clientOf(asker, 'citizen').GET('/api/v1/consultations/{consultation}', path))
      if (data && data.tiers.length > tier) return true
      // Others answer too where lawyers are simulated: nobody further is asked then.
      if (data && (data.isQuorumMet || data.phase !== 'open')) return false
      await Promise.race([told, overdue(SURE_MS)])
    }
    return false
  }

  const give = async (id: string, n: number, from: Pool, index: number): Promise<Lawyer | null> => {
    const pool = sessions[from]
    // Another one when the first has no free hands.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const lawyer = pool[(Math.floor(draw(seed, n, from) * pool.length) + index + attempt * 7) % pool.length]!
      const client = clientOf(lawyer, 'lawyer')
      const path = { params: { path: { consultation: id } } }
      const name = `${n}-${from}-${index}-${attempt}`
      if (from !== 'counsel') {
        const claimed = await write('claim-answer', lawyer, `${name}-claim`, id, (headers) => client.POST('/api/v1/consultations/{consultation}/claim', { ...path, headers } as never))
        if (claimed === null) continue
      }
      const text = options.answers[Math.floor(draw(seed, n, from, index, 'text') * options.answers.length)]!
      const given = await write('give-answer', lawyer, `${name}-answer`, id, (headers) => client.POST('/api/v1/consultations/{consultation}/answers', { ...path, headers, body: { text } } as never))
      if (given !== null) return lawyer
    }
    return null
  }

  const walk = async (n: number, text: string): Promise<void> => {
    const plan = planOf(seed, n)
    const asker = sessions.citizens[n % sessions.citizens.length]!
    const client = clientOf(asker, 'citizen')
    const question = await write('ask-question', asker, `${n}-ask`, null, (headers) =>
      client.POST('/api/v1/consultations', { headers, body: { text, countyCode: options.county, consentBeyondCounty: n % 2 === 0, ...(options.wake ? { wake: options.wake(n) } : {}) } } as never) as Promise<Answered<Receipt & { consultationId: string }>>)
    if (question === null) return outcomes.add('not-accepted')
    const id = question.consultationId
    const path = { params: { path: { consultation: id } } }
    const answered: Lawyer[] = []
    for (const [tier, count] of plan.answers.entries()) {
      if (count === 0) continue
      if (tier > 0 && !await tierOpened(id, asker, tier)) {
        outcomes.add('tier-not-seen')
        break
      }
      const given = await Promise.all(Array.from({ length: count }, (_, index) => give(id, n, POOLS[tier]!, index)))
      answered.push(...given.filter((lawyer) => lawyer !== null))
    }
    waiting.delete(id)
    outcomes.add(`answers-${answered.length}`)
    const [first] = answered
    const followUp = async (name: string): Promise<void> => {
      if (!first) return
      const done = await write('ask-follow-up', asker, `${n}-${name}`, id, (headers) =>
        client.POST('/api/v1/consultations/{consultation}/follow-ups', { ...path, headers, body: { lawyerId: first.lawyerId, text: '谢谢律师。请问需要准备哪些材料，大概多长时间？' } } as never))
      if (done === null || !plan.isReplied) return
      await write('reply-follow-up', first, `${n}-${name}-reply`, id, (headers) =>
        clientOf(first, 'lawyer').POST('/api/v1/consultations/{consultation}/replies', { ...path, headers, body: { text: '准备好身份证、合同和往来记录即可，一般需要两到三个月。' } } as never))
    }
    if (plan.followUps > 0) await followUp('follow')
    if (plan.isClosed) {
      const ratings = answered.map(({ lawyerId }) => ({ lawyerId, stars: 3 + Math.floor(draw(seed, n, lawyerId) * 3) }))
      await write('close-question', asker, `${n}-close`, id, (headers) => client.POST('/api/v1/consultations/{consultation}/closing', { ...path, headers, body: { ratings } } as never))
    }
    if (plan.isReopened) await followUp('reopen')
    outcomes.add(plan.isClosed && !plan.isReopened ? 'closed' : 'left-open')
  }

  const inHand = new Set<Promise<void>>()
  let failure: unknown = null
  for await (const text of texts) {
    if (failure !== null) break
    const due = startedAt + (asked / options.perSecond) * 1000
    if (due > elapsingMs()) await pause(due - elapsingMs())
    if (inHand.size >= options.atOnce) {
      heldBack += 1
      await Promise.race(inHand)
    }
    const work: Promise<void> = walk(asked, text).catch((error: unknown) => { failure ??= error }).finally(() => {
      inHand.delete(work)
      finished += 1
      options.onProgress(asked, finished)
    })
    inHand.add(work)
    asked += 1
  }
  await Promise.all(inHand)
  await live.close()
  if (failure !== null) throw failure
  const elapsedMs = Math.round(elapsingMs() - startedAt)
  return {
    asked, elapsedMs, questionsPerSecond: Number((asked / (elapsedMs / 1000)).toFixed(2)),
    latency: Object.fromEntries([...latencies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([route, of]) => [route, of.summary()])),
    outcomes: outcomes.all(), refused: refused.all(), retries, heldBack,
  }
}
