// From a row of the register to the commands that make it so, given how the lawyer stands now. Pure.
// I1 A row that changes nothing gives no command.
import type { Counsel, LawyerId, LawyerProfile, Sealed } from '@zhijian/contracts'
import { canonical, type Instant, type JsonObject } from '@zhijian/kernel'
import { endOfDay, importCommandId, type PlannedCommand, type PlannedRow } from '@zhijian/tabular'
import { createHash } from 'node:crypto'
import type { Misplaced } from '../places.ts'
import type { LawyerDocument } from '../views/lawyers.ts'
import type { LawyerRow } from './columns.ts'

/** One licence, one stream: whoever imports it, and however often. */
export const lawyerIdOf = (licence: string): LawyerId =>
  `lw-${createHash('sha256').update(`licence:${licence}`).digest('base64url').slice(0, 22)}` as LawyerId

interface Bad { readonly column: keyof LawyerRow; readonly code: string }

/** Why a row that reads well still cannot be taken: column key and code. */
export const whyRowIsBad = async (row: LawyerRow, now: Instant, misplaced: Misplaced): Promise<Bad | null> => {
  if (row.counselCounty === null && (row.counselVillages.length > 0 || row.counselTo !== null)) return { column: 'counselCounty', code: 'counsel-without-county' }
  if (row.counselVillages.some((village) => !village.startsWith(row.counselCounty!))) return { column: 'counselVillages', code: 'village-outside-county' }
  if (row.counselTo !== null && endOfDay(row.counselTo) <= now) return { column: 'counselTo', code: 'term-over' }
  return whereRowIsNowhere(row, misplaced)
}

const given = (code: string | null): readonly string[] => (code === null ? [] : [code])

/** Cell by cell as the commands of the row are checked: a lawyer comes from anywhere, and is counsel where there is a map. */
const whereRowIsNowhere = async (row: LawyerRow, misplaced: Misplaced): Promise<Bad | null> => {
  const cells = [
    ['region', [row.region], 'anywhere'], ['county', given(row.county), 'anywhere'],
    ['counselCounty', given(row.counselCounty), 'served'], ['counselVillages', row.counselVillages, 'served'],
  ] as const
  for (const [column, codes, within] of cells) {
    const code = await misplaced(codes, within)
    if (code !== null) return { column, code }
  }
  return null
}

const profileOf = (row: LawyerRow): LawyerProfile => ({
  name: row.name, firm: row.firm, kind: row.kind, region: row.region, county: row.county, specialties: row.specialties.toSorted(),
  enterprise: row.enterprise, languages: row.languages.toSorted(), nationwide: row.nationwide,
})

/** @param stood where the lawyer stood before: an appointment that ended does not come back under its old id */
const counselOf = (row: LawyerRow, stood: string): Counsel | null => {
  if (row.counselCounty === null) return null
  const terms = { county: row.counselCounty, villages: row.counselVillages.toSorted(), until: row.counselTo === null ? null : endOfDay(row.counselTo) }
  return { appointmentId: `im-${importCommandId('appoint', { ...terms, licence: row.licence, stood }).slice(0, 22)}`, ...terms }
}

const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

/**
 * @param known the lawyer as he stands, null when there is none
 * @param phone the row's phone sealed anew; null when the row has none or the one on record is the same
 */
export const planRow = (line: number, row: LawyerRow, known: LawyerDocument | null, phone: Sealed | null, now: Instant): PlannedRow => {
  const lawyerId = (known?.lawyerId ?? lawyerIdOf(row.licence)) as LawyerId
  const commands: PlannedCommand[] = []
  // What stood there is part of the id: the same change asked for after a further change is another command.
  const stood = known?.position ?? ''
  const plan = (command: string, data: JsonObject, basis: unknown = data): void => void commands.push({
    service: 'lawyer-pool', command, data: { lawyerId, ...data }, commandId: importCommandId(command, { lawyerId, stood, basis }),
  })
  const isThere = known?.phase === 'registered'
  const profile = profileOf(row)
  const checkValidUntil = row.checkedTo === null ? null : endOfDay(row.checkedTo)

  if (!isThere) {
    plan('register-lawyer', { licence: row.licence, profile, phone, checkValidUntil } as unknown as JsonObject, { licence: row.licence, profile, checkValidUntil })
  } else {
    if (!same(known.profile, profile)) plan('change-lawyer-profile', { profile } as unknown as JsonObject)
    if (phone !== null) plan('change-lawyer-phone', { phone } as unknown as JsonObject, 'phone')
    const checked = known.check.kind === 'valid' ? known.check.until : null
    if (checkValidUntil !== null && checkValidUntil !== checked && checkValidUntil > now) plan('pass-annual-check', { validUntil: checkValidUntil })
  }
  const counsel = counselOf(row, stood)
  const held = isThere ? known.counsel.find((each) => each.county === counsel?.county) : undefined
  if (counsel && !(held && held.until === counsel.until && same(held.villages.toSorted(), counsel.villages))) {
    if (held) plan('end-counsel', { appointmentId: held.appointmentId })
    plan('appoint-counsel', { counsel } as unknown as JsonObject)
  }
  return { line, subject: row.licence, outcome: !isThere ? 'new' : commands.length > 0 ? 'changed' : 'unchanged', commands }
}
