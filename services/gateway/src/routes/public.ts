// What anybody may know before signing in: what can be asked, and what is promised at this hour.
import { CountyCode, SecondTopicCode, StatedHours, TopicCode } from '@zhijian/contracts'
import { TOPICS } from '@zhijian/topics'
import { z } from 'zod'
import { hardshipIn } from '../hardship.ts'
import { EDGE } from '../ids.ts'
import { done, refused, route, type AnyRoute } from '../route.ts'

const tag = 'public'
const names = { name: z.string().describe('zh-CN'), nameEn: z.string() }
const list = { tag, method: 'GET', status: 200, idempotency: 'none', rate: 'read' } as const

export const publicRoutes: readonly AnyRoute[] = [
  route({
    ...list, id: 'show-clock', path: '/clock', summary: { zh: '平台时间', en: 'The time of the platform, for whoever counts down to it' },
    response: z.object({ now: z.string(), speed: z.number().describe('How many times faster than the wall; 1 on every live platform') }), refusals: [],
    async handle({ gateway }) {
      return done({ now: gateway.clock.now(), speed: gateway.clock.speed ?? 1 })
    },
  }),
  route({
    ...list, id: 'list-topics', path: '/topics', summary: { zh: '咨询类别（两级）', en: 'The topics a question can have, at two levels' },
    response: z.object({ items: z.array(z.object({ code: TopicCode, ...names,
      seconds: z.array(z.object({ code: SecondTopicCode, ...names })) })) }), refusals: [],
    async handle() {
      return done({ items: TOPICS.map(({ seconds, ...topic }) => ({ ...topic, seconds: [...seconds] })) },
        { headers: { 'cache-control': 'public, max-age=3600' } })
    },
  }),
  route({
    ...list, id: 'show-promise', path: '/counties/:county/promise', params: z.strictObject({ county: CountyCode }),
    summary: { zh: '此刻提问的服务承诺', en: 'What is promised to a question asked now, in numbers and in words' },
    response: z.object({
      countyCode: z.string(), at: z.string(), hourRule: z.string().nullable(), hours: StatedHours.describe('of which hours this promise is'), text: z.string(),
      terms: z.object({ quorum: z.int(), promiseMs: z.int(), quorumMs: z.int(),
        tiers: z.array(z.object({ scope: z.string(), windowMs: z.int().nullable() })) }),
    }),
    refusals: ['no-such-thing'],
    async handle({ gateway, params }) {
      // What is promised where nobody asks would be no promise.
      if (await gateway.ask('directory', 'misplaced', { codes: [params.county], within: 'served' }, EDGE) !== null) return refused('no-such-thing')
      return done(await gateway.ask('consult-router', 'policy-in-force', { countyCode: params.county }, EDGE) as never)
    },
  }),
  route({
    ...list, id: 'show-hardship', path: '/counties/:county/hardship', params: z.strictObject({ county: CountyCode }),
    summary: { zh: '经济困难标准（仅供参考）', en: 'What counts as economic hardship there, for orientation: the legal-aid centre decides. Null: this platform was told nothing' },
    response: z.object({
      standard: z.object({
        timesSubsistenceLine: z.number().optional().describe('Income per head of the household, a month, up to so many times the subsistence line'),
        incomeFenPerMonth: z.int().optional().describe('Or up to this, in fen of yuan'), source: z.string(), since: z.string().describe('The day from which that text says so'),
        verified: z.object({ by: z.string(), on: z.string() }).optional().describe('Who compared it with what is in force; absent: nobody'),
      }).nullable(),
    }),
    refusals: [],
    handle: async ({ gateway, params }) => done({ standard: hardshipIn(gateway.hardship ?? {}, params.county) }),
  }),
]
