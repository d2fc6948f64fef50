// Who of a delivery was told, who was not, and why: from the events of its stream and the ranked list it was made for.
import type { DeliveryEvent, Held, PushChannel } from '@zhijian/contracts'

/** Why nothing was planned for somebody: his wave had not begun, was never planned, or reaches nobody of his rank. */
export type NotReached = 'wave-ahead' | 'wave-not-planned' | 'beyond-waves'

export interface Telling {
  readonly recipient: string
  /** From 1; null: not on the list. */
  readonly rank: number | null
  readonly wave: number | null
  readonly at: string | null
  readonly pushes: readonly { readonly channel: PushChannel; readonly outcome: string | null; readonly providerRef?: string; readonly reported?: string }[]
  readonly held: readonly { readonly channel: PushChannel | null; readonly reason: Held }[]
  readonly notReached: NotReached | null
}

export interface Delivered {
  readonly tellings: readonly Telling[]
  /** Why nobody more is told; null: it runs. */
  readonly stopped: string | null
}

type Row = { -readonly [Key in keyof Telling]: Telling[Key] extends readonly (infer Item)[] ? Item[] : Telling[Key] }

/** @param ranked best first */
export const whoWasTold = (events: readonly DeliveryEvent[], ranked: readonly string[]): Delivered => {
  const rows = new Map<string, Row>(ranked.map((recipient, place) =>
    [recipient, { recipient, rank: place + 1, wave: null, at: null, pushes: [], held: [], notReached: null }]))
  const rowOf = (recipient: string): Row => {
    const row = rows.get(recipient) ?? { recipient, rank: null, wave: null, at: null, pushes: [], held: [], notReached: null }
    rows.set(recipient, row)
    return row
  }
  let stopped: string | null = null
  let reach = 0
  let started = 0
  for (const event of events) {
    switch (event.type) {
      case 'DeliveryOpened':
        reach = event.data.waves.at(-1)!.upTo
        break
      case 'WaveStarted':
        started = Math.max(started, event.data.upTo)
        break
      case 'PushesPlanned':
        for (const { recipient, channel } of event.data.pushes) Object.assign(rowOf(recipient), { wave: event.data.wave, at: event.data.plannedAt }).pushes.push({ channel, outcome: null })
        for (const { recipient, channel, reason } of event.data.held) Object.assign(rowOf(recipient), { wave: event.data.wave, at: event.data.plannedAt }).held.push({ channel, reason })
        break
      case 'ReceiptsRecorded':
        for (const { recipient, channel, outcome, providerRef } of event.data.receipts) {
          const row = rowOf(recipient)
          row.pushes = row.pushes.map((push) => (push.channel === channel ? { channel, outcome, ...(providerRef === undefined ? {} : { providerRef }) } : push))
        }
        break
      case 'ReportsRecorded':
        for (const { recipient, channel, outcome, code } of event.data.reports) {
          const row = rowOf(recipient)
          row.pushes = row.pushes.map((push) => (push.channel === channel ? { ...push, reported: code === undefined ? outcome : `${outcome} ${code}` } : push))
        }
        break
      case 'DeliveryStopped':
        stopped = event.data.reason
        break
      case 'DeliveryResumed':
        stopped = null
        break
      default: event satisfies never
    }
  }
  for (const row of rows.values()) {
    if (row.wave === null && row.rank !== null) row.notReached = row.rank > reach ? 'beyond-waves' : row.rank > started ? 'wave-ahead' : 'wave-not-planned'
  }
  return { tellings: [...rows.values()], stopped }
}
