export { delivery } from './delivery.ts'
export type { Addresses, Channel, Contact, Contacts, Message, SendJournal } from './ports.ts'
export { defaultQuota, type QuotaPolicy } from './quota.ts'
export { createNotifier, type NotifierPorts } from './service.ts'
