// Which county and question an alarm, a call-back or a review belongs to: later events of these streams do not say again.
import type { View } from '@zhijian/runtime'

export type Subject = {
  readonly countyCode: string
  readonly consultationId: string
  readonly isProbe: boolean
}

export const subjects: View<Subject> = {
  collection: { name: 'notifier-subjects', version: 1, indexes: [] },
  on: { categories: ['danger', 'callback', 'review'], types: ['DangerRaised', 'CallbackRequested', 'ReviewOpened'] },
  keys: (event) => [event.stream],
  evolve: (_before, { data }) =>
    ({ countyCode: data.countyCode as string, consultationId: data.consultationId as string, isProbe: data.isProbe === true }),
}
