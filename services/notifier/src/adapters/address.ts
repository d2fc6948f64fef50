import type { PushChannel } from '@zhijian/contracts'
import { Fault, isFault } from '@zhijian/kernel'
import type { Addresses } from '../ports.ts'

/**
 * The address, at the last moment: the caller lets go of it when the message has left.
 * @throws Fault `address-unavailable` (later): whatever went wrong, nothing has left; what was asked is not repeated in it
 */
export const addressOf = async (addresses: Addresses, recipient: string, channel: PushChannel): Promise<string | null> => {
  try {
    return await addresses.of(recipient, channel)
  } catch (error) {
    throw new Fault('address-unavailable', `the address could not be had${isFault(error) ? `: ${error.code}` : ''}`, { retry: 'later' })
  }
}
