import { accountEvents } from '@zhijian/contracts'
import type { Aggregate } from '@zhijian/runtime'
import { account, type Account } from './account.ts'

export const accountAggregate: Aggregate<Account> = { decider: account, events: accountEvents }
