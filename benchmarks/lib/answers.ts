// Events as the log mostly holds them: an answer of some 1,300 bytes, in one of a thousand streams.
import { eventId, type NewEvent } from '@zhijian/event-store'
import { instantAt } from '@zhijian/kernel'

export const STREAMS = 1000
export const streamOf = (n: number): string => `consultation-${n % STREAMS}`
export const versionOf = (n: number): number => Math.floor(n / STREAMS)

export const eventOf = (n: number): NewEvent => {
  const time = instantAt(1_790_000_000_000 + n)
  const answerId = `a_${String(n).padStart(22, '0')}`
  return {
    id: eventId(time, `command-${n}`, 0), type: 'AnswerGiven.v1',
    data: {
      answerId, lawyerId: `lawyer-${n % 997}`, answeredAt: time, isLocal: true, isCounsel: false, substance: 214, clip: null, flags: [],
      statutes: ['劳动合同法 第三十条', '劳动合同法 第八十二条'], text: { box: 'kJ8s'.repeat(110), commitment: 'b7'.repeat(32), person: `person-${n % 911}` },
    },
    meta: {
      source: '/consult-router', time, recordedat: time, cause: 'command:GiveAnswer', actorid: `lawyer-${n % 997}`, actorrole: 'lawyer', correlationid: `case-${n % STREAMS}`,
      commandid: `command-${String(n).padStart(36, '0')}`, hashalg: 'sha256', command: { type: 'GiveAnswer', answerId, substance: 214, text: { $event: [0, 'text'] } }, due: null,
    },
  }
}
