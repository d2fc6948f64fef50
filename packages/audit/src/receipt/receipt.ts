// The receipt of a question: what she asked and was answered, each with the way from it to a signed seal of the log, and what it
// takes to see that the sealed text in the log is this one. It is checked without the platform, by whoever has the key of the seals.
import { consultationEvents, type AnswerId, type ConsultationEvent, type ConsultationId, type Sealed } from '@zhijian/contracts'
import { followSeals, openLogTree, recordOf, type EventStore, type LogRecord } from '@zhijian/event-store'
import { Fault, type Instant } from '@zhijian/kernel'

export interface ProvenEvent {
  readonly position: string
  /** As it was hashed. */
  readonly text: string
  /** Hex. */
  readonly hash: string
  /** Hash of the event before it in its stream. */
  readonly previous: string
  /** Of its leaf, from 0. */
  readonly index: number
  /** Hex, nearest sibling first. */
  readonly path: readonly string[]
}

/** Whoever has the salt and the text can make the commitment that the event holds. */
export interface Opening {
  /** Which of the events. */
  readonly event: number
  /** JSON pointer into the event. */
  readonly at: string
  readonly salt: string
  readonly value: string
}

export interface Receipt {
  readonly format: 'zhijian-receipt/1'
  readonly store: string
  readonly events: readonly ProvenEvent[]
  readonly seal: LogRecord
  readonly rotations: readonly LogRecord[]
  readonly openings: readonly Opening[]
}

export interface ReceiptSources {
  readonly store: Pick<EventStore, 'read' | 'tail' | 'epoch'> & { readonly storeId: string }
  /** Of the tree over the log: openLogTree. */
  readonly treeFolder: string
  readonly sealer: { openWithSalt(sealed: Sealed): Promise<{ readonly text: string; readonly salt: string }> }
}

export interface MadeReceipt {
  readonly receipt: Receipt
  /** Answers that no seal covers yet. */
  readonly waiting: number
  readonly sealedAt: Instant
}

type Data<Type extends ConsultationEvent['type']> = Extract<ConsultationEvent, { type: Type }>['data']
const SHOWN = new Set(['ConsultationOpened', 'AnswerGiven'])

/** Answers that were taken from sight, and not put back. */
const hiddenOf = (events: readonly (ConsultationEvent | null)[]): ReadonlySet<AnswerId> => {
  const hidden = new Set<AnswerId>()
  for (const event of events) {
    if (event?.type === 'AnswerHidden') hidden.add(event.data.answerId)
    if (event?.type === 'AnswerRestored') hidden.delete(event.data.answerId)
  }
  return hidden
}

/**
 * Whoever asks for one may see the question: that is asked elsewhere.
 * @throws Fault `no-such-consultation` (never) · `not-sealed` (later): the question itself is under no seal yet · `person-erased`,
 *   `person-restricted` (never) · `seal-broken` (never): the log is no longer what was sealed
 */
export type MakeReceipt = (consultationId: ConsultationId) => Promise<MadeReceipt>

export const receiptMaker = ({ store, treeFolder, sealer }: ReceiptSources): MakeReceipt => {
  const [tree, newestSeal] = [openLogTree(store, treeFolder), followSeals(store)]
  return async (consultationId) => {
    const stored = await store.read(`consultation-${consultationId}`)
    const read = stored.map(({ type, data }) => consultationEvents.read(type, data))
    const opened = read[0]
    if (opened?.type !== 'ConsultationOpened') throw new Fault('no-such-consultation', 'there is no such question', { retry: 'never' })
    const hidden = hiddenOf(read)
    const shown = stored.filter((_, at) => {
      const event = read[at]
      return event !== null && event !== undefined && SHOWN.has(event.type) && !(event.type === 'AnswerGiven' && hidden.has(event.data.answerId))
    })
    const newest = await newestSeal()
    const covered = shown.filter(({ position }) => newest !== null && position <= newest.seal.position)
    if (newest === null || covered[0]?.version !== 0) throw new Fault('not-sealed', 'no seal covers this question yet', { retry: 'later' })
    const events: ProvenEvent[] = []
    const openings: Opening[] = []
    for (const event of covered) {
      const { text, hash, previous } = recordOf(event, stored[event.version - 1]?.hash)
      const sealed = (event.data as Pick<Data<'AnswerGiven'>, 'text'>).text
      if (sealed !== null) {
        const { text: value, salt } = await sealer.openWithSalt(sealed)
        openings.push({ event: events.length, at: '/data/text', salt, value })
      }
      events.push({ position: event.position, text, hash, previous, ...await tree.inclusion(event.position, newest.seal) })
    }
    return {
      receipt: { format: 'zhijian-receipt/1', store: store.storeId, events, seal: newest.record, rotations: newest.rotations, openings },
      waiting: shown.length - covered.length, sealedAt: newest.time,
    }
  }
}
