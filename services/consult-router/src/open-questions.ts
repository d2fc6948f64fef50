// Which questions wait for a lawyer, newest first, over all the doors that are open to him: counties that appointed him, his
// province, the nation. Pure merging; the caller reads the pages.
// I1 Every door is read in the same order (openedAt down, then id down), so a cursor means the same at each of them, and a
//    question that is seen through several doors is listed once, on whatever page.
import { Fault, isInstant, type Instant } from '@zhijian/kernel'
import type { AttestedByPool } from '@zhijian/contracts'
import type { Condition } from '@zhijian/read-store'
import type { ConsultationView } from './views/consultations.ts'

export type Door = Readonly<Record<string, Condition>>

/** Counsel see all open questions of their county, also answered ones; others those that still want answers. */
export const doorsOf = (by: AttestedByPool): readonly Door[] => {
  if (by.isProbe) return [{ openTo: { in: ['county', 'region', 'nation'] }, listing: 'probe' }]
  return [
    ...(by.counselOf.length === 0 ? [] : [{ countyCode: { in: [...by.counselOf] }, listing: { in: ['sought', 'listed'] } }]),
    { regionCode: by.regionCode.slice(0, 2), openTo: { in: ['region', 'nation'] }, listing: 'sought' },
    ...(by.nationwide ? [{ openTo: 'nation', listing: 'sought' }] : []),
  ]
}

export interface Place {
  readonly openedAt: Instant
  readonly id: string
}
export const cursorOf = ({ openedAt, consultationId }: ConsultationView): string =>
  Buffer.from(`${openedAt}|${consultationId}`).toString('base64url')
/** @throws Fault `bad-cursor` (never) */
export const placeOf = (cursor: string): Place => {
  const [openedAt, id] = Buffer.from(cursor, 'base64url').toString().split('|')
  if (!isInstant(openedAt) || !id) throw new Fault('bad-cursor', 'this cursor is not one of this list', { retry: 'never' })
  return { openedAt, id }
}

const isBefore = (a: ConsultationView, b: ConsultationView): boolean =>
  a.openedAt > b.openedAt || (a.openedAt === b.openedAt && a.consultationId > b.consultationId)

/** May he look at it at all? What conflicts say of it the pool is asked afterwards. */
const isFor = (by: AttestedByPool) => ({ question, recused, askerId }: ConsultationView): boolean =>
  (question.channel !== 'enterprise' || by.enterprise) && !recused.includes(by.lawyerId)
  && askerId !== by.personId && askerId !== String(by.lawyerId)

/** @param pages what each door gave from the cursor's instant on, in its order, the cursor's own neighbours included */
export const mergeOpen = (
  by: AttestedByPool, pages: readonly (readonly ConsultationView[])[], after: Place | null,
): readonly ConsultationView[] => {
  const found = new Map(pages.flat().map((view) => [view.consultationId, view]))
  return [...found.values()].filter(isFor(by))
    .filter((view) => after === null || view.openedAt < after.openedAt
      || (view.openedAt === after.openedAt && view.consultationId < after.id))
    .sort((a, b) => (isBefore(a, b) ? -1 : 1))
}
