import { z } from 'zod'
import { ProblemError } from '../problems.ts'
import { done, route, type AnyRoute } from '../route.ts'
import { turnCredential } from '../turn.ts'

const IceServer = z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() })

export const callRoutes: readonly AnyRoute[] = [
  route({
    id: 'issue-turn-credentials', method: 'POST', path: '/calls/turn-credentials', tag: 'calls', status: 200, idempotency: 'none', rate: 'relay',
    summary: { zh: '取得通话中继的临时凭证', en: 'Short-lived credentials for the relay of calls; what RTCPeerConnection takes as `iceServers`' },
    response: z.object({ iceServers: z.array(IceServer), expiresAt: z.string().describe('From then on no call can be begun with it; ask again') }),
    refusals: ['calls-not-offered'],
    async handle({ gateway, reply }) {
      if (!gateway.turn) throw new ProblemError('calls-not-offered')
      const { username, credential, expiresAtS } = turnCredential(gateway.turn, gateway.nowMs())
      void reply.header('cache-control', 'no-store')
      return done({ iceServers: [{ urls: [...gateway.turn.urls], username, credential }], expiresAt: new Date(expiresAtS * 1000).toISOString() })
    },
  }),
]
