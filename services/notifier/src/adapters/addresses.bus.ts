// Where people are reached, as the services that hold it say: sealed until here, opened for one message, kept nowhere.
// A lawyer is asked for as himself; a member of staff as the directory knows him; a person as the account she signs in with.
import { Sealed, type PushChannel } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import type { Sealer } from '@zhijian/privacy'
import type { ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import type { Addresses } from '../ports.ts'

const OfAccount = z.object({ phone: Sealed.nullable(), openid: Sealed.nullable() })
const OfStaff = z.object({ phone: Sealed.nullable() })

/** Mail addresses are not held by any service yet: `email` is always null. */
export const addressesOver = (ports: Pick<ServicePorts, 'ask'>, sealer: Pick<Sealer, 'openOrNull'>): Addresses => {
  const ask = async <S extends z.ZodType>(service: string, query: string, data: JsonObject, schema: S): Promise<z.infer<S> | null> =>
    schema.nullable().parse(await ports.ask(service, query, data))

  const phoneOf = async (recipient: string): Promise<Sealed | null> =>
    // Where a number changes comes first: an account keeps the one it was opened with.
    (await ask('lawyer-pool', 'phone', { lawyerId: recipient }, Sealed))
    ?? (await ask('directory', 'person', { personId: recipient }, OfStaff))?.phone
    ?? (await ask('gateway', 'addresses', { personId: recipient }, OfAccount))?.phone
    ?? null

  const sealedOf = async (recipient: string, channel: PushChannel): Promise<Sealed | null> => {
    switch (channel) {
      case 'wechat': return (await ask('gateway', 'addresses', { personId: recipient }, OfAccount))?.openid ?? null
      case 'sms':
      case 'wecom': return phoneOf(recipient)
      case 'email':
      case 'in-app': return null
      default: return channel satisfies never
    }
  }
  return {
    async of(recipient, channel) {
      const sealed = await sealedOf(recipient, channel)
      return sealed && sealer.openOrNull(sealed)
    },
  }
}
