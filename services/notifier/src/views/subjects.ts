// Which county and question an alarm, a call-back or a review belongs to: later events of these streams do not say again.
import type { View } from '@zhijian/runtime'

export type Subject = {
  readonly countyCode: string
  readonly consultationId: string
  readonly isProbe: boolean
  /** Of a review: who complained. */
  readonly complainants: readonly string[]
}

export const subjects: View<Subject> = {
  collection: { name: 'notifier-subjects', version: 2, indexes: [] },
  on: { categories: ['danger', 'callback', 'review'], types: ['DangerRaised', 'CallbackRequested', 'ReviewOpened', 'ReviewCauseAdded'] },
  keys: (event) => [event.stream],
  evolve: (before, { type, data }) => {
    const by = (data.complaint as { readonly by: string } | null | undefined)?.by
    const complainants = [...new Set([...before?.complainants ?? [], ...(by === undefined ? [] : [by])])]
    if (type.startsWith('ReviewCauseAdded.')) return before && { ...before, complainants }
    return { countyCode: data.countyCode as string, consultationId: data.consultationId as string, isProbe: data.isProbe === true, complainants }
  },
}
