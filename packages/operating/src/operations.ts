// What an operator may ask of a running platform through its control socket. What only looks is answered; what changes
// something is recorded with who asked and why (recorded.ts).
import { receiptPage } from '@zhijian/audit'
import { AccountId, ConsultationId } from '@zhijian/contracts'
import type { Operations } from '@zhijian/host'
import { Fault, type Json } from '@zhijian/kernel'
import { z } from 'zod'
import { erasingOperations } from './erasing.ts'
import { monthlyReport } from './month.ts'
import type { Operated } from './ports.ts'
import { probeSessions } from './probe.ts'
import { Asked, checked, recorded } from './recorded.ts'

const Letter = Asked.extend({ consumer: z.string().max(100), eventId: z.string().max(64) })

export const operationsOf = (operated: Operated): Operations => {
  const { deadLetters, accounts } = operated
  return {
    async 'dead-letters-replay'(input) {
      const { consumer, eventId, ...asked } = checked(Letter, input)
      return recorded(operated, { operation: 'dead-letters-replay', target: `${consumer}/${eventId}`, ...asked }, async () => {
        await deadLetters.replay(consumer, eventId)
        return null
      })
    },
    async 'dead-letters-discard'(input) {
      const { consumer, eventId, ...asked } = checked(Letter, input)
      return recorded(operated, { operation: 'dead-letters-discard', target: `${consumer}/${eventId}`, ...asked }, async () => {
        await deadLetters.discard(consumer, eventId)
        return null
      })
    },
    async 'admin-link'(input) {
      const { account, ...asked } = checked(Asked.extend({ account: AccountId }), input)
      return recorded(operated, { operation: 'admin-link', target: account, ...asked }, async () => {
        const phase = await accounts.phaseOf(account)
        if (phase !== 'active') throw new Fault(phase === null ? 'no-such-account' : 'account-suspended', 'a link is for an account that is open', { retry: 'never' })
        return { link: `${operated.url}/enrol#${await accounts.administratorLink(account)}` }
      })
    },
    seal: async (input) => recorded(operated, { operation: 'seal', target: 'log', ...checked(Asked, input) }, async () => {
      await operated.sealLog()
      return null
    }),
    'seal-key': async (input) => recorded(operated, { operation: 'seal-key', target: 'log', ...checked(Asked, input) }, async () => ({ keyId: await operated.rotateSealKey() })),
    /** Whoever makes one reads what she wrote: that is on record like any look. */
    async receipt(input) {
      const { consultation, ...asked } = checked(Asked.extend({ consultation: ConsultationId }), input)
      return recorded(operated, { operation: 'receipt', target: consultation, ...asked }, async () => {
        const made = await operated.receipt(consultation)
        return { receipt: made.receipt as unknown as Json, page: receiptPage(made), waiting: made.waiting }
      })
    },
    ...erasingOperations(operated),
    'monthly-report': monthlyReport(operated) as (input: Json) => Promise<Json>,
    'probe-sessions': probeSessions(operated),
  }
}
