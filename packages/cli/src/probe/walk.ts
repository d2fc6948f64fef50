// One walk of the whole way, as a citizen and a lawyer who do not exist: promise, question, update, answer, follow-up, reply,
// closing. Each step is timed; the first that fails ends the walk, and the question is closed as far as that is possible.
import { createClient } from '@zhijian/client'
import { isFault } from '@zhijian/kernel'
import { liveUpdates } from '../adapters/live-updates.ts'
import { elapsingMs, patiently, pause, type Answered } from '../adapters/patient-timers.ts'

export interface ProbeSessions {
  readonly county: string
  readonly lawyerId: string
  readonly citizen: string
  readonly lawyer: string
}

export type Step = 'promise' | 'live' | 'ask' | 'found-by-lawyer' | 'answer' | 'told' | 'read' | 'follow-up' | 'reply' | 'close'

export interface Walk {
  readonly isWell: boolean
  readonly ms: number
  /** Milliseconds of each step that was done, in order. */
  readonly steps: Readonly<Partial<Record<Step, number>>>
  readonly failedAt: Step | null
  readonly code: string | null
  /** How long after it was acknowledged the asker was told of the answer. */
  readonly toldAfterMs: number | null
}

export const QUESTION = '【系统探测】这是平台自检问题，不涉及任何真实个人，请忽略。邻里相邻通行如何协商解决？'
export const ANSWER = '【系统探测】自检答复：相邻各方应当按照有利生产、方便生活的原则处理通行，可以先请村（居）调解委员会调解。'

class Failed extends Error {
  readonly step: Step
  readonly code: string
  constructor(step: Step, code: string) {
    super(`${step}: ${code}`)
    this.step = step
    this.code = code
  }
}

/** @param name draws the walk's keys; the same name repeats the same walk */
export const walk = async (url: string, sessions: ProbeSessions, name: string, patienceMs: number): Promise<Walk> => {
  const from = elapsingMs()
  const steps: Partial<Record<Step, number>> = {}
  const citizen = createClient({ baseUrl: url, token: () => sessions.citizen, role: () => 'probe' })
  const lawyer = createClient({ baseUrl: url, token: () => sessions.lawyer, role: () => 'lawyer' })
  const key = (what: string) => ({ 'Idempotency-Key': `probe-${name}-${what}` })

  const step = async <T>(what: Step, send: () => Promise<Answered<T>>): Promise<T> => {
    const stepFrom = elapsingMs()
    const { data, code } = await patiently(send, patienceMs).catch((error: unknown) => {
      throw isFault(error) ? new Failed(what, error.code) : error
    })
    if (code !== null || data === null) throw new Failed(what, code ?? 'no-body')
    steps[what] = Math.round(elapsingMs() - stepFrom)
    return data
  }

  const told = new Map<string, () => void>()
  let live: { close(): Promise<void> } | null = null
  let id: string | null = null
  const path = () => ({ params: { path: { consultation: id! } } })
  const close = () => citizen.POST('/api/v1/consultations/{consultation}/closing', { ...path(), headers: key('close'), body: {} } as never) as Promise<Answered<object>>
  try {
    await step('promise', () => citizen.GET('/api/v1/counties/{county}/promise', { params: { path: { county: sessions.county } } }))
    live = await Promise.race([
      liveUpdates({
        url, token: sessions.citizen, role: 'probe', onReset: () => undefined,
        onUpdate: ({ event, data }) => told.get(`${event} ${data.consultationId ?? ''}`)?.(),
      }),
      pause(patienceMs).then(() => { throw new Failed('live', 'not-ready') }),
    ])
    const asked = await step('ask', () => citizen.POST('/api/v1/consultations', {
      headers: key('ask'), body: { text: QUESTION, countyCode: sessions.county },
    } as never) as Promise<Answered<{ consultationId: string }>>)
    id = asked.consultationId
    await step('found-by-lawyer', () => lawyer.GET('/api/v1/consultations/{consultation}', path()))
    const answerTold = new Promise<number>((resolve) => { told.set(`answer-given ${id}`, () => resolve(elapsingMs())) })
    await step('answer', () => lawyer.POST('/api/v1/consultations/{consultation}/answers', { ...path(), headers: key('answer'), body: { text: ANSWER } } as never))
    const answeredAt = elapsingMs()
    const toldAt = await Promise.race([answerTold, pause(patienceMs).then(() => { throw new Failed('told', 'no-update') })])
    const seen = await step('read', () => citizen.GET('/api/v1/consultations/{consultation}', path()))
    if (!seen.answers.some(({ text }) => text === ANSWER)) throw new Failed('read', 'answer-not-there')
    if (seen.promise !== 'kept') throw new Failed('read', `promise-${seen.promise}`)
    await step('follow-up', () => citizen.POST('/api/v1/consultations/{consultation}/follow-ups', {
      ...path(), headers: key('follow-up'), body: { lawyerId: sessions.lawyerId, text: '【系统探测】自检追问。' },
    } as never))
    await step('reply', () => lawyer.POST('/api/v1/consultations/{consultation}/replies', { ...path(), headers: key('reply'), body: { text: '【系统探测】自检回复。' } } as never))
    await step('close', close)
    return { isWell: true, ms: Math.round(elapsingMs() - from), steps, failedAt: null, code: null, toldAfterMs: Math.max(0, Math.round(toldAt - answeredAt)) }
  } catch (error) {
    if (!(error instanceof Failed)) throw error
    if (id !== null) await close().catch(() => undefined)
    return { isWell: false, ms: Math.round(elapsingMs() - from), steps, failedAt: error.step, code: error.code, toldAfterMs: null }
  } finally {
    await live?.close()
  }
}
