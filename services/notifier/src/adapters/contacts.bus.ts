// How the notifier learns whom it can reach: lawyers as the pool knows them, staff as the directory does.
import type { Json } from '@zhijian/kernel'
import type { ServicePorts } from '@zhijian/runtime'
import type { Contact, Contacts } from '../ports.ts'
import type { NotifierPorts } from '../service.ts'

interface LawyerContact {
  readonly lawyerId: string
  readonly isOnDuty: boolean
  readonly quietHours: Contact['quietHours']
}

/**
 * In order, of those channels that a bureau has connected: lawyers by SMS, then WeChat, as only citizens can bind a WeChat account;
 * staff through WeCom, then SMS.
 */
export const contactsOver = (ports: ServicePorts): Contacts => ({
  async of(recipients) {
    const known = new Map<string, Contact>()
    const lawyers = await ports.ask('lawyer-pool', 'contacts', { lawyerIds: recipients as readonly string[] as Json as never }) as unknown as readonly LawyerContact[]
    for (const { lawyerId, isOnDuty, quietHours } of lawyers) known.set(lawyerId, { channels: ['sms', 'wechat'], isOnDuty, quietHours })
    const others = recipients.filter((recipient) => !known.has(recipient))
    if (others.length > 0) {
      const persons = await ports.ask('directory', 'known', { personIds: others as Json as never }) as unknown as readonly string[]
      for (const id of persons) known.set(id, { channels: ['wecom', 'sms'], isOnDuty: true, quietHours: null })
    }
    return known
  },
})

export const staffOver = (ports: ServicePorts): NotifierPorts['staff'] => async (countyCode, recipient, at) => {
  if (recipient.kind === 'duty') {
    const line = await ports.ask('directory', 'duty-officer', { countyCode, at }) as Readonly<Record<'officer' | 'deputy' | 'head', string | null>>
    const id = recipient.rank === 'duty-officer' ? line.officer : line[recipient.rank]
    return id === null ? [] : [id]
  }
  return await ports.ask('directory', 'holders', { role: recipient.role, countyCode, at }) as unknown as readonly string[]
}
