// One delivery: a ranked audience is told in waves, which stop when nobody more is needed.
// I1 A wave starts at its time, never before; waves whose time passed while the delivery was stopped start together when
//    it resumes.
// I2 What leaves was planned first, and a wave is planned once: a redelivery cannot tell anybody twice.
// I3 Once stopped, nothing more is planned; receipts of what left before are still recorded. A wave that the stop overtook
//    before it was planned starts again with the delivery: it holds the best ranks.
// I4 A report counts of what was taken over under its id, and of nothing else. What reached the person stays so: a failure
//    told before may still turn out delivered, never the other way; so the order in which reports come changes nothing.
// I5 What is true for a while (`trueUntil`, exclusive) is planned within it or not at all: an outage that lasted longer tells nobody. What is true while an alarm
//    stands in one way (`trueWhile`) is stopped by whoever asked its owner: that lies in no state of this stream.
// I6 Stopping and resuming come from two consumers that nothing puts in an order: each says for which turn of its question it is, and an earlier
//    one changes nothing. One that overtook what it takes back is recorded, though nothing changes, so that the other is known for late.
import { deliveryEvents, type DeliveryCommand, type DeliveryEvent, type DeliveryId, type Report, type Wave } from '@zhijian/contracts'
import { accept, nothing, plus, refuse, type Decider, type Decision, type Instant } from '@zhijian/kernel'

export interface Delivery {
  readonly phase: 'absent' | 'running' | 'stopped'
  readonly deliveryId: DeliveryId | null
  readonly subject: { readonly countyCode: string; readonly consultationId: string | null } | null
  readonly waves: readonly Wave[]
  readonly trueUntil: Instant | null
  /** Recipients altogether. */
  readonly count: number
  /** How many waves have started. */
  readonly started: number
  /** `wave` → pushes without receipt yet, as `recipient channel`; a wave that is absent is not planned. */
  readonly planned: Readonly<Record<number, readonly string[]>>
  /** Pushes that a provider took over, as `recipient channel`: under which id, and what it said of them since. */
  readonly taken: Readonly<Record<string, { readonly ref: string; readonly reported: Report['outcome'] | null }>>
  /** The turn of the question that it was stopped or resumed for last. */
  readonly turn: number
}

type Opened = Extract<DeliveryEvent, { type: 'DeliveryOpened' }>['data']
const countOf = (audience: Opened['audience']): number => (audience.kind === 'blob' ? audience.count : audience.recipients.length)
const isOver = (trueUntil: Instant | null | undefined, at: Instant): boolean => trueUntil !== null && trueUntil !== undefined && at >= trueUntil
/** How the state names a push without receipt. */
export const pushKey = (push: { readonly recipient: string; readonly channel: string }): string => `${push.recipient} ${push.channel}`

const start = (deliveryId: Opened['deliveryId'], waves: readonly Wave[], count: number, wave: number, at: Instant): DeliveryEvent => ({
  type: 'WaveStarted',
  data: { deliveryId, wave, from: wave === 0 ? 0 : Math.min(waves[wave - 1]!.upTo, count), upTo: Math.min(waves[wave]!.upTo, count), startedAt: at },
})

/** The waves that begin from `first` on, at this instant. */
const startsFrom = (deliveryId: Opened['deliveryId'], waves: readonly Wave[], count: number, first: number, at: Instant): DeliveryEvent[] => {
  const events: DeliveryEvent[] = []
  for (let wave = first; wave < waves.length && waves[wave]!.dueAt <= at; wave += 1) events.push(start(deliveryId, waves, count, wave, at))
  return events
}

/** Waves that had started and were not planned when the delivery stopped. */
const overtaken = (state: Delivery): number[] =>
  Array.from({ length: state.started }, (_, wave) => wave).filter((wave) => state.planned[wave] === undefined)

/** Waves that reach nobody more are left out, so that no clock runs for them. */
const reaching = (waves: readonly Wave[], count: number): Wave[] =>
  waves.filter((_wave, place) => place === 0 || waves[place - 1]!.upTo < count)

const reported = (taken: Delivery['taken'], report: Report): Delivery['taken'] =>
  ({ ...taken, [pushKey(report)]: { ref: report.providerRef, reported: report.outcome } })

/** Whether it is said of a push of ours, and says something new (I4). */
const tellsAnew = (taken: Delivery['taken'], report: Report): boolean => {
  const push = taken[pushKey(report)]
  return push?.ref === report.providerRef && push.reported !== 'delivered' && push.reported !== report.outcome
}

const evolve = (state: Delivery, event: DeliveryEvent): Delivery => {
  switch (event.type) {
    case 'DeliveryOpened':
      return {
        ...state, phase: 'running', deliveryId: event.data.deliveryId, waves: event.data.waves, count: countOf(event.data.audience), trueUntil: event.data.trueUntil ?? null,
        subject: { countyCode: event.data.countyCode, consultationId: event.data.consultationId ?? null },
      }
    case 'WaveStarted':
      return { ...state, started: Math.max(state.started, event.data.wave + 1) }
    case 'PushesPlanned':
      return { ...state, planned: { ...state.planned, [event.data.wave]: event.data.pushes.map(pushKey) } }
    case 'ReceiptsRecorded': {
      const done = new Set(event.data.receipts.map(pushKey))
      const open = (state.planned[event.data.wave] ?? []).filter((push) => !done.has(push))
      const taken = event.data.receipts.flatMap((receipt) => (receipt.outcome === 'delivered' && receipt.providerRef !== undefined
        ? [[pushKey(receipt), { ref: receipt.providerRef, reported: null }] as const] : []))
      return { ...state, planned: { ...state.planned, [event.data.wave]: open }, taken: { ...state.taken, ...Object.fromEntries(taken) } }
    }
    case 'ReportsRecorded':
      return { ...state, taken: event.data.reports.reduce(reported, state.taken) }
    case 'DeliveryStopped':
      return { ...state, phase: 'stopped', turn: event.data.turn ?? state.turn }
    case 'DeliveryResumed':
      return { ...state, phase: 'running', turn: event.data.turn ?? state.turn }
    default:
      return event satisfies never
  }
}

/** I6 */
const isOld = (turn: number | undefined, state: Delivery): boolean => turn !== undefined && turn < state.turn
const isNewer = (turn: number | undefined, state: Delivery): boolean => turn !== undefined && turn > state.turn
const turnOf = ({ turn }: { readonly turn?: number | undefined }): { readonly turn?: number } => (turn === undefined ? {} : { turn })

const decide = (command: DeliveryCommand, state: Delivery): Decision<DeliveryEvent> => {
  const { at, deliveryId } = command
  if (command.type === 'OpenDelivery') {
    if (state.phase !== 'absent') return nothing
    const { type: _type, at: _at, waves: intervals, stopped, ...facts } = command
    const count = countOf(command.audience)
    const waves = reaching(intervals.map(({ afterMs, upTo }) => ({ dueAt: plus(at, afterMs), upTo })), count)
    const opened: DeliveryEvent = { type: 'DeliveryOpened', data: { ...facts, waves, openedAt: at } }
    const reason = stopped ?? (isOver(command.trueUntil, at) ? 'too-late' : undefined)
    if (reason) return accept<DeliveryEvent>(opened, { type: 'DeliveryStopped', data: { deliveryId, reason, stoppedAt: at } })
    return accept<DeliveryEvent>(opened, ...startsFrom(deliveryId, waves, count, 0, at))
  }
  if (state.phase === 'absent') return refuse('no-such-delivery')
  switch (command.type) {
    case 'PlanPushes': {
      if (state.planned[command.wave] !== undefined) return nothing
      if (command.wave >= state.started) return refuse('wave-not-started')
      if (state.phase === 'stopped') return refuse('delivery-stopped')
      if (isOver(state.trueUntil, at)) return accept({ type: 'DeliveryStopped', data: { deliveryId, reason: 'too-late', stoppedAt: at } })
      const { wave, pushes, held, quotaDay } = command
      return accept({ type: 'PushesPlanned', data: { deliveryId, wave, pushes, held, quotaDay, plannedAt: at } })
    }
    case 'RecordReceipts': {
      const open = state.planned[command.wave]
      if (open === undefined) return refuse('not-planned')
      const awaited = new Set(open)
      const receipts = command.receipts.filter((receipt) => awaited.has(pushKey(receipt)))
      if (receipts.length === 0) return nothing
      return accept({ type: 'ReceiptsRecorded', data: { deliveryId, wave: command.wave, receipts, recordedAt: at } })
    }
    case 'RecordReports': {
      const reports: Report[] = []
      let { taken } = state
      for (const report of command.reports) {
        if (!tellsAnew(taken, report)) continue
        reports.push(report)
        taken = reported(taken, report)
      }
      return reports.length === 0 ? nothing : accept({ type: 'ReportsRecorded', data: { deliveryId, reports, recordedAt: at } })
    }
    case 'StopDelivery':
      if (isOld(command.turn, state) || (state.phase === 'stopped' && !isNewer(command.turn, state))) return nothing
      return accept({ type: 'DeliveryStopped', data: { deliveryId, reason: command.reason, ...turnOf(command), stoppedAt: at } })
    case 'ResumeDelivery':
      if (isOld(command.turn, state) || (state.phase === 'running' && !isNewer(command.turn, state))) return nothing
      if (state.phase === 'running') return accept({ type: 'DeliveryResumed', data: { deliveryId, ...turnOf(command), resumedAt: at } })
      return accept(
        { type: 'DeliveryResumed', data: { deliveryId, ...turnOf(command), resumedAt: at } },
        ...overtaken(state).map((wave) => start(deliveryId, state.waves, state.count, wave, at)),
        ...startsFrom(deliveryId, state.waves, state.count, state.started, at),
      )
    default:
      return command satisfies never
  }
}

export const delivery: { readonly decider: Decider<Delivery, DeliveryCommand, DeliveryEvent>; readonly events: typeof deliveryEvents
  readonly belongs: (state: Delivery) => { readonly place: string | null; readonly consultationId: string | null }
} = {
  events: deliveryEvents,
  belongs: ({ subject }) => ({ place: subject?.countyCode ?? null, consultationId: subject?.consultationId ?? null }),
  decider: {
    category: 'delivery',
    initial: () => ({ phase: 'absent', deliveryId: null, subject: null, waves: [], trueUntil: null, count: 0, started: 0, planned: {}, taken: {}, turn: 0 }),
    evolve,
    decide,
    nextDeadline: (state) => (state.phase === 'running' ? state.waves[state.started]?.dueAt ?? null : null),
    elapse: (state, due) => startsFrom(state.deliveryId!, state.waves, state.count, state.started, due),
  },
}
