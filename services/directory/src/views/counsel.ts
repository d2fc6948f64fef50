// Appointed counsel by county, from the pool's events: whom a village has. And which lawyer a person is.
import { lawyerEvents, type Counsel } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { Collection } from '@zhijian/read-store'
import type { View } from '@zhijian/runtime'

export type CounselDocument = Counsel & { readonly lawyerId: string }

export const counsel: View<CounselDocument> = {
  collection: { name: 'directory-counsel', version: 1, indexes: [['county']] },
  on: { categories: ['lawyer'], types: ['CounselAppointed', 'CounselEnded'] },
  keys: (event) => [`${event.data.lawyerId as string}/${(event.data.appointmentId ?? (event.data.counsel as Counsel).appointmentId) as string}`],
  evolve(document, event) {
    const happened = lawyerEvents.read(event.type, event.data)
    if (happened?.type === 'CounselAppointed') return { ...happened.data.counsel, lawyerId: happened.data.lawyerId }
    return happened?.type === 'CounselEnded' ? null : document
  },
}

/** Appointments that hold for a village at an instant. */
export const counselServing = async (documents: Collection<CounselDocument>, village: string, at: Instant): Promise<readonly CounselDocument[]> => {
  const page = await documents.find({ where: { county: village.slice(0, 6) }, limit: 1000 })
  return page.items.filter((each) => each.villages.includes(village) && (each.until === null || at < each.until))
}

export type LawyerPersonDocument = { readonly lawyerId: string }

export const lawyerPersons: View<LawyerPersonDocument> = {
  collection: { name: 'directory-lawyer-persons', version: 1, indexes: [] },
  on: { categories: ['lawyer'], types: ['LawyerAccountLinked'] },
  keys: (event) => [event.data.personId as string],
  evolve: (_document, event) => ({ lawyerId: event.data.lawyerId as string }),
}
