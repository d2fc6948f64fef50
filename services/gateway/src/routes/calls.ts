// Calls between an asker and a lawyer of her question: ringing, taking, saying that one still hears the other, hanging up, and what the two
// browsers tell each other to connect. The talk itself goes between the browsers, or through the relay, and never through here.
import { CallDevice, CallId, CallMedia, CallSide, CallSignal, ConsultationId, LawyerId } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import { z } from 'zod'
import { Receipt } from '../fields.ts'
import type { Gateway } from '../gateway.ts'
import { createdId } from '../ids.ts'
import { lawyerCards } from '../opening.ts'
import { ProblemError } from '../problems.ts'
import { done, refused, route, type AnyRoute, type Call as Request, type Resource } from '../route.ts'
import { turnCredential } from '../turn.ts'
import { asOf, sideOf, type Call } from '../views/call.ts'
import { outcome } from './outcome.ts'
import { consultationResource } from './resources.ts'

const tag = 'calls'
const ROUTER = 'consult-router'
/** Who says it so often is heard of in time, though one word in three is lost. */
const CONFIRM_EVERY_MS = 15_000

const CallPath = z.strictObject({ call: CallId })
const Done = z.object({ receipt: Receipt })
const IceServer = z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() })
const Instant = z.string()
const end = {
  end: z.enum(['cancelled', 'declined', 'missed', 'not-connected', 'hung-up', 'lost']).nullable(), endedAt: Instant.nullable(),
  connectedMs: z.int().describe('How long both said that they were connected; 0 until it is over'),
}
const CallRow = z.object({
  callId: z.string(), lawyerId: z.string(), by: CallSide, media: CallMedia, rungAt: Instant, takenAt: Instant.nullable(), ...end,
})
const CallView = z.object({
  callId: z.string(), consultationId: z.string(), side: CallSide.describe('Which one the viewer is'), by: CallSide.describe('Who rang'), media: CallMedia,
  lawyer: z.object({ lawyerId: z.string(), name: z.string().nullable(), firm: z.string().nullable() }),
  phase: z.enum(['ringing', 'taken', 'ended']), device: z.string().nullable().describe('In which tab the viewer rang or took it'),
  rungAt: Instant, ringDue: Instant, takenAt: Instant.nullable(), endedBy: CallSide.nullable(), ...end,
  confirmEveryMs: z.int().describe('While connected, say so this often'),
})

type AnyRequest = Request<unknown, unknown, unknown>
const viewerOf = ({ actor, caller }: Pick<AnyRequest, 'actor' | 'caller'>) =>
  ({ role: actor.role, personId: actor.id as string, lawyerId: caller?.account.lawyerId ?? null })

const callOf = async (gateway: Gateway, id: string): Promise<Call | null> => {
  const found = await gateway.facts.calls.load(id)
  return found?.state ? asOf(found.state, gateway.clock.now()) : null
}
const onCall = async ({ gateway, params }: Request<{ call: CallId }, unknown, unknown>): Promise<Resource | null> => {
  const found = await callOf(gateway, params.call)
  return found && { owner: found.askerId, lawyers: (lawyerId) => lawyerId === (found.lawyerId as string) }
}

const shown = async (request: Pick<AnyRequest, 'actor' | 'caller' | 'ask'>, found: Call): Promise<z.input<typeof CallView> | null> => {
  const side = sideOf(found, viewerOf(request))
  if (side === null) return null
  const { lawyerId } = found
  const card = (await lawyerCards(request, [lawyerId])).get(lawyerId)
  const { askerId: _asker, devices, ...rest } = found
  return {
    ...rest, side, device: devices[side] ?? null, lawyer: { lawyerId, name: card?.name ?? null, firm: card?.firm ?? null }, confirmEveryMs: CONFIRM_EVERY_MS,
  }
}

const isOffered = ({ turn, config }: Gateway): boolean => turn !== undefined || config.directCalls

export const callRoutes: readonly AnyRoute[] = [
  route({
    id: 'issue-turn-credentials', method: 'POST', path: '/calls/turn-credentials', tag, status: 200, idempotency: 'none', rate: 'relay',
    summary: {
      zh: '取得通话的连接方式和中继临时凭证',
      en: 'How a call connects: what RTCPeerConnection takes as `iceServers` and `iceTransportPolicy`. `relay`: neither side learns the other\'s address',
    },
    response: z.object({
      iceServers: z.array(IceServer), iceTransportPolicy: z.enum(['relay', 'all']), expiresAt: z.string().describe('From then on no call can be begun with it; ask again'),
    }),
    refusals: ['calls-not-offered'],
    async handle({ gateway, reply }) {
      const { turn, config } = gateway
      if (!isOffered(gateway)) throw new ProblemError('calls-not-offered')
      void reply.header('cache-control', 'no-store')
      const iceTransportPolicy = config.directCalls ? 'all' as const : 'relay' as const
      if (!turn) return done({ iceServers: [], iceTransportPolicy, expiresAt: new Date(gateway.nowMs() + 600_000).toISOString() })
      const { username, credential, expiresAtS } = turnCredential(turn, gateway.nowMs())
      return done({ iceServers: [{ urls: [...turn.urls], username, credential }], iceTransportPolicy, expiresAt: new Date(expiresAtS * 1000).toISOString() })
    },
  }),
  route({
    id: 'list-calls-on', method: 'GET', path: '/calls', tag, status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '正在呼叫或通话中的', en: 'Whether calls are offered here, and which ring for the viewer or are talked in now' },
    response: z.object({ isOffered: z.boolean(), items: z.array(CallView) }), refusals: ['lawyer-not-linked'],
    async handle(request) {
      const { gateway, actor, caller, ask } = request
      const lawyerId = caller?.account.lawyerId ?? null
      if (actor.role === 'lawyer' && lawyerId === null) throw new ProblemError('lawyer-not-linked')
      const on = z.array(z.object({ callId: CallId })).parse(await ask(ROUTER, 'calls-on', actor.role === 'lawyer' ? { lawyerId } : {}))
      const found = await Promise.all(on.map(async ({ callId }) => {
        const each = await callOf(gateway, callId)
        return each === null || each.phase === 'ended' ? null : shown(request, each)
      }))
      return done({ isOffered: isOffered(gateway), items: found.filter((each) => each !== null) })
    },
  }),
  route({
    id: 'list-calls', method: 'GET', path: '/consultations/:consultation/calls', tag, status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '一个咨询的通话记录', en: 'Calls about a question, newest first, missed ones too; to a lawyer his own' },
    params: z.strictObject({ consultation: ConsultationId }), response: z.object({ items: z.array(CallRow) }), refusals: ['lawyer-not-linked'],
    resource: (request) => consultationResource(request, request.params.consultation),
    async handle(request) {
      const { ask, params } = request
      const { items } = z.object({ items: z.array(CallRow.extend({ askerId: z.string() })) }).parse(await ask(ROUTER, 'list-calls', { consultationId: params.consultation, limit: 200 }))
      const who = viewerOf(request)
      return done({ items: items.filter((each) => sideOf(each as never, who) !== null) })
    },
  }),
  route({
    id: 'ring-call', method: 'POST', path: '/consultations/:consultation/calls', tag, status: 201, idempotency: 'key', rate: 'ring',
    summary: { zh: '拨打通话', en: 'Ring: the asker one of those who answered, a lawyer who answers or has answered the asker. It rings for 45 seconds' },
    params: z.strictObject({ consultation: ConsultationId }),
    body: z.strictObject({
      lawyerId: LawyerId.optional().describe('Whom she rings; a lawyer rings the asker and names nobody'),
      device: CallDevice.describe('Of this tab, drawn at random and kept over a reload'), media: CallMedia.default('video'),
    }),
    response: z.object({ callId: CallId, receipt: Receipt }),
    refusals: ['calls-not-offered', 'lawyer-not-linked', 'no-such-lawyer', 'not-asker', 'not-this-lawyer', 'no-such-consultation', 'consultation-closed', 'lawyer-inactive', 'own-question',
      'recused', 'enterprise-only', 'not-eligible', 'no-such-thread', 'answer-hidden', 'quorum-met', 'no-claim', 'in-another-call', 'line-busy'],
    resource: (request) => consultationResource(request, request.params.consultation),
    async handle(request) {
      const { gateway, actor, caller, params, body, commandId, send } = request
      if (!isOffered(gateway)) throw new ProblemError('calls-not-offered')
      const lawyerId = actor.role === 'lawyer' ? caller?.account.lawyerId ?? null : body.lawyerId ?? null
      if (lawyerId === null) throw new ProblemError(actor.role === 'lawyer' ? 'lawyer-not-linked' : 'no-such-lawyer')
      const callId = createdId(commandId, 'k') as CallId
      const { device, media } = body
      return outcome(await send(ROUTER, 'ring-call', { callId, consultationId: params.consultation, lawyerId, device, media }), { callId })
    },
  }),
  route({
    id: 'show-call', method: 'GET', path: '/calls/:call', tag, status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '查看一次通话', en: 'One call, for the two who are in it' },
    params: CallPath, response: CallView, refusals: ['no-such-thing'], resource: onCall,
    async handle(request) {
      const found = await callOf(request.gateway, request.params.call)
      const view = found && await shown(request, found)
      return view === null ? refused('no-such-thing') : done(view)
    },
  }),
  ...(['take-call', 'confirm-call'] as const).map((id) => route({
    id, method: 'PUT', path: `/calls/:call/${id === 'take-call' ? 'acceptance' : 'confirmation'}`, tag, status: 200, idempotency: 'key', rate: 'write',
    summary: id === 'take-call' ? { zh: '接听', en: 'Take a call that rings; in this tab and no other' }
      : { zh: '确认通话仍在继续', en: 'This side sees and hears the other. Only while both say so is time counted; not said for a minute: the call is lost' },
    params: CallPath, body: z.strictObject({ device: CallDevice }), response: Done, resource: onCall,
    refusals: ['no-such-call', 'not-in-call', 'not-this-lawyer', 'call-over', 'taken-elsewhere', ...id === 'take-call' ? ['not-rung', 'in-another-call'] : ['not-taken-yet']],
    handle: async ({ params, body, send }) => outcome(await send(ROUTER, id, { callId: params.call, ...body } as JsonObject), {}),
  })),
  route({
    id: 'end-call', method: 'DELETE', path: '/calls/:call', tag, status: 200, idempotency: 'key', rate: 'write',
    summary: { zh: '挂断、拒接或取消', en: 'Hang up; while it rings: decline, or cancel what one rang oneself' },
    params: CallPath, response: Done, resource: onCall, refusals: ['no-such-call', 'not-in-call', 'not-this-lawyer'],
    handle: async ({ params, send }) => outcome(await send(ROUTER, 'end-call', { callId: params.call }), {}),
  }),
  route({
    id: 'send-call-signal', method: 'POST', path: '/calls/:call/signals', tag, status: 202, idempotency: 'none', rate: 'signal',
    summary: { zh: '通话信令', en: 'To the other side of a call that was taken, over its live stream (`call-signal`). Kept nowhere; may be lost: say again what is not answered' },
    params: CallPath, body: z.strictObject({ device: CallDevice, signal: CallSignal }), response: z.object({}), resource: onCall,
    refusals: ['no-such-call', 'call-over', 'not-taken-yet', 'taken-elsewhere', 'person-erased', 'person-restricted'],
    async handle(request) {
      const { gateway, params, body } = request
      const found = await callOf(gateway, params.call)
      const side = found && sideOf(found, viewerOf(request))
      if (found === null || side === null) return refused('no-such-call')
      if (found.phase !== 'taken') return refused(found.phase === 'ended' ? 'call-over' : 'not-taken-yet')
      if (found.devices[side] !== body.device) return refused('taken-elsewhere')
      await gateway.callSignals.send(found, side === 'asker' ? 'lawyer' : 'asker', body.signal)
      return done({})
    },
  }),
]
