// Who was told, told from the record: each in the ranks that were due, nobody twice, nothing after the stop, and everybody in
// the ranks is accounted for.
import { deliveryEvents } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import type { Checker } from './checker.ts'

/** @param rankedOf ids of a public audience, best first */
export const checkDelivery = (stored: readonly StoredEvent[], rankedOf: (digest: string) => readonly string[] | null, checker: Checker): void => {
  const told = new Set<string>()
  const waves = new Map<number, { readonly slice: readonly string[]; isPlanned: boolean }>()
  const planned = new Map<number, Set<string>>()
  let opened: Extract<ReturnType<typeof deliveryEvents.read>, { type: 'DeliveryOpened' }> | null = null
  let ranked: readonly string[] = []
  let isStopped = false
  let upTo = 0
  let wasResumed = false
  for (const event of stored) {
    const fact = deliveryEvents.read(event.type, event.data)
    const must = (rule: string, holds: boolean, says: () => string): void => checker.check(rule, holds, event, says)
    switch (fact?.type) {
      case 'DeliveryOpened': {
        must('opened-once', opened === null, () => 'opened again')
        opened = fact
        const { audience } = fact.data
        ranked = audience.kind === 'list' ? audience.recipients : rankedOf(audience.ref.digest) ?? []
        if (fact.data.notice === 'question-waits') must('probes-reach-nobody', !fact.data.isProbe, () => 'a synthetic question goes out')
        break
      }
      case 'WaveStarted': {
        const { wave, from, startedAt } = fact.data
        const due = opened?.data.waves[wave]
        must('no-wave-after-the-stop', !isStopped, () => `wave ${wave}`)
        // A wave that a stop overtook starts again when the delivery does.
        const isAgain = wasResumed && waves.get(wave)?.isPlanned === false
        must('waves-in-order', isAgain || (wave === waves.size && from === upTo && due !== undefined), () => `wave ${wave} from ${from} after ${upTo}`)
        if (due) must('waves-on-time', startedAt >= due.dueAt && (wasResumed || startedAt === due.dueAt), () => `at ${startedAt}, due ${due.dueAt}`)
        if (!isAgain) upTo = fact.data.upTo
        waves.set(wave, { slice: ranked.slice(from, fact.data.upTo), isPlanned: false })
        break
      }
      case 'PushesPlanned': {
        const { wave, pushes, held } = fact.data
        const started = waves.get(wave)
        must('nothing-planned-after-the-stop', !isStopped, () => `wave ${wave}`)
        must('planned-once-and-when-started', started !== undefined && !started.isPlanned, () => `wave ${wave}`)
        const slice = new Set(started?.slice)
        for (const push of pushes) {
          const key = `${push.recipient} ${push.channel}`
          must('told-once', !told.has(key), () => `${key} again`)
          must('told-within-the-ranks', slice.has(push.recipient), () => `${push.recipient} is not in wave ${wave}`)
          told.add(key)
        }
        if (opened?.data.isProbe) must('probes-reach-nobody', pushes.length === 0, () => `${pushes.length} told`)
        const accounted = new Set<string>([...pushes, ...held].map((each) => each.recipient))
        for (const recipient of slice) must('everybody-is-accounted-for', accounted.has(recipient), () => `${recipient} neither told nor held back`)
        planned.set(wave, new Set(pushes.map((push) => `${push.recipient} ${push.channel}`)))
        if (started) started.isPlanned = true
        break
      }
      case 'ReceiptsRecorded':
        for (const receipt of fact.data.receipts) {
          const key = `${receipt.recipient} ${receipt.channel}`
          must('one-receipt-a-push', planned.get(fact.data.wave)?.delete(key) === true, () => key)
        }
        break
      case 'ReportsRecorded':
        for (const { recipient, channel } of fact.data.reports) must('reports-of-what-was-told', told.has(`${recipient} ${channel}`), () => `${recipient} ${channel}`)
        break
      case 'DeliveryStopped': isStopped = true; break
      case 'DeliveryResumed':
        isStopped = false
        wasResumed = true
        break
      default: break
    }
  }
  const last = stored.at(-1)!
  if (!isStopped) for (const [wave, { isPlanned }] of waves) checker.check('every-started-wave-is-planned', isPlanned, last, () => `wave ${wave}`)
  for (const [wave, open] of planned) checker.check('every-push-has-a-receipt', open.size === 0, last, () => `wave ${wave}: ${[...open].slice(0, 3).join(', ')}`)
}
