import { accountAggregate, type Account } from '@zhijian/gateway'
import type { EventStore } from '@zhijian/event-store'
import { fold } from '@zhijian/kernel'

/** An account as the log has it now, or null. */
export const accountState = async (store: Pick<EventStore, 'read'>, id: string): Promise<Account | null> => {
  const { events, decider } = accountAggregate
  const stored = await store.read(`account-${id}`)
  return stored.length === 0 ? null : fold(decider, stored.flatMap(({ type, data }) => events.read(type, data) ?? []) as never[])
}
