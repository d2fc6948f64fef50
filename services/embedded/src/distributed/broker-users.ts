// The users of a broker of our own, each process with a password file of its own: made at the first start, their permissions
// written anew at every one, as the release has them.
import { join } from 'node:path'
import { brokerUsersConfig, hasBrokerUsers, passwordFile, positionDoorFile, updateBrokerUsers, writeBrokerUsers } from '@zhijian/host/broker-users'
import { brokerTable } from '../broker-table.ts'

export interface OwnBrokerUsers {
  /** For the server to include. */
  readonly config: string
  /** @param mayRelay whether the process may publish facts when it holds the lock */
  environmentOf(service: string, mayRelay: boolean): Readonly<Record<string, string>>
}

/** @param keys where keys lie; passwords are kept beside them @param blobs whether files lie in the broker's object store */
export const ownBrokerUsers = (keys: string, groups: number, blobs: boolean): OwnBrokerUsers => {
  const folder = join(keys, 'broker')
  const table = (count: number) => brokerTable({ groups: count, demonstration: true, ...(blobs ? { blobs: 'jetstream' } : {}) })
  if (hasBrokerUsers(folder)) updateBrokerUsers(folder, table, groups)
  else writeBrokerUsers(folder, table, groups)
  return {
    config: brokerUsersConfig(folder),
    environmentOf: (service, mayRelay) => ({
      NATS_USER: service, NATS_PASSWORD_FILE: passwordFile(folder, service),
      ...(service === 'gateway' ? { ZHIJIAN_POSITION_DOOR: positionDoorFile(folder) } : {}),
      ...(mayRelay ? { NATS_RELAY_USER: 'relay', NATS_RELAY_PASSWORD_FILE: passwordFile(folder, 'relay') } : {}),
    }),
  }
}
