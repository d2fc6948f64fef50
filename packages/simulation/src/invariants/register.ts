// Who may be asked and who may answer, told from the lawyers' own streams: what stood in the register at a place of the log.
// Written without a look at lawyer-pool.
import { lawyerEvents, type LawyerProfile, type TierScope } from '@zhijian/contracts'
import { categoryOf, type StoredEvent } from '@zhijian/event-store'
import type { Instant } from '@zhijian/kernel'

interface Entry {
  readonly position: string
  readonly recordedAt: Instant
  readonly isRegistered: boolean
  readonly isProbe: boolean
  readonly isAvailable: boolean
  readonly profile: LawyerProfile
  readonly persons: readonly string[]
  /** Suspended until; null: without end; undefined: not. */
  readonly suspended: Instant | null | undefined
  /** Checked until (exclusive); null: not. */
  readonly checked: Instant | null
  readonly counsel: readonly { readonly appointmentId: string; readonly county: string; readonly villages: readonly string[]; readonly until: Instant | null }[]
  readonly conflicts: readonly string[]
}

/** What a question is, as far as it decides who may answer. */
export interface Asked {
  readonly countyCode: string
  readonly askerId: string
  readonly isEnterprise: boolean
  readonly isProbe: boolean
  readonly opponents: readonly string[]
  readonly askerParties: readonly string[]
}

export interface Register {
  readonly lawyerIds: readonly string[]
  /** Whether a lawyer might act at a place, under any entry of the `toleranceMs` before it. */
  mightAct(lawyerId: string, asked: Asked, scopes: ReadonlySet<TierScope>, isIn: boolean, at: StoredEvent): boolean
  /** `some`: he may have been counsel when he was looked up; `every`: he surely was. */
  isCounsel(lawyerId: string, county: string, at: StoredEvent, when: 'some' | 'every'): boolean
  /** Whether he was counsel of this village when he was looked up. */
  serves(lawyerId: string, village: string, at: StoredEvent): boolean
  /** Who is to be asked in a tier, as the register stood at a position, read as of an instant. */
  audience(asked: Asked, scope: TierScope, position: string, at: Instant): ReadonlySet<string>
}

const isOver = (until: Instant | null, at: Instant): boolean => until !== null && until <= at
const isCounselOf = (entry: Entry, county: string, at: Instant): boolean => entry.counsel.some((each) => each.county === county && !isOver(each.until, at))
const isFit = (entry: Entry, at: Instant): boolean =>
  entry.isRegistered && (entry.suspended === undefined || isOver(entry.suspended, at)) && entry.checked !== null && at < entry.checked
const suits = (entry: Entry, asked: Asked): boolean =>
  entry.isProbe === asked.isProbe && !entry.persons.includes(asked.askerId) && (!asked.isEnterprise || entry.profile.enterprise)
  && ![...asked.opponents.map((party) => `client ${party}`), ...asked.askerParties.map((party) => `opponent ${party}`)].some((each) => entry.conflicts.includes(each))
const province = (code: string): string => code.slice(0, 2)

const next = (before: Entry | undefined, event: StoredEvent): Entry | undefined => {
  const fact = lawyerEvents.read(event.type, event.data)
  const at = { position: event.position as string, recordedAt: event.meta.recordedat }
  if (fact?.type === 'LawyerRegistered') {
    const { lawyerId, profile, isProbe, checkValidUntil } = fact.data
    return { ...at, isRegistered: true, isProbe, isAvailable: true, profile, persons: [lawyerId], suspended: undefined, checked: checkValidUntil, counsel: [], conflicts: [] }
  }
  if (!before || !fact) return before
  const change = (what: Partial<Entry>): Entry => ({ ...before, ...at, ...what })
  switch (fact.type) {
    case 'LawyerProfileChanged': return change({ profile: fact.data.profile })
    case 'LawyerAccountLinked': return change({ persons: [...before.persons, fact.data.personId] })
    case 'CounselAppointed': return change({ counsel: [...before.counsel, fact.data.counsel] })
    case 'CounselEnded': return change({ counsel: before.counsel.filter((each) => each.appointmentId !== fact.data.appointmentId) })
    case 'AnnualCheckPassed': return change({ checked: fact.data.validUntil })
    case 'AnnualCheckFailed':
    case 'AnnualCheckExpired': return change({ checked: null })
    case 'LawyerSuspended': return change({ suspended: fact.data.until })
    case 'LawyerReinstated': return change({ suspended: undefined })
    case 'AvailabilityChanged': return change({ isAvailable: fact.data.available })
    case 'ConflictDeclared': return change({ conflicts: [...before.conflicts, `${fact.data.kind} ${fact.data.party}`] })
    case 'ConflictWithdrawn': return change({ conflicts: before.conflicts.filter((each) => each !== `${fact.data.kind} ${fact.data.party}`) })
    case 'LawyerDeregistered': return change({ isRegistered: false, counsel: [] })
    default: return change({})
  }
}

/** @param toleranceMs how far clocks of two processes, and a look and a write, may lie apart */
export const registerOf = (log: readonly StoredEvent[], toleranceMs: number): Register => {
  const entries = new Map<string, Entry[]>()
  for (const event of log) {
    if (categoryOf(event.stream) !== 'lawyer') continue
    const id = event.data.lawyerId as string
    const list = entries.get(id) ?? []
    const entry = next(list.at(-1), event)
    if (entry) list.push(entry)
    entries.set(id, list)
  }
  const earlier = (at: Instant): Instant => new Date(Date.parse(at) - toleranceMs).toISOString() as Instant
  /** Entries that may have been looked at for what was written at this place, newest first. */
  const seenFor = (lawyerId: string, event: StoredEvent): Entry[] => {
    const known = (entries.get(lawyerId) ?? []).filter((entry) => entry.position < event.position)
    const since = earlier(event.meta.recordedat)
    const seen: Entry[] = []
    for (const entry of known.reverse()) {
      seen.push(entry)
      if (entry.recordedAt < since) break
    }
    return seen
  }
  return {
    lawyerIds: [...entries.keys()],
    mightAct(lawyerId, asked, scopes, isIn, event) {
      const moments = [event.meta.time, earlier(event.meta.time), earlier(event.meta.recordedat), event.meta.recordedat]
      return seenFor(lawyerId, event).some((entry) => moments.some((at) => isFit(entry, at) && suits(entry, asked) && (
        isIn || isCounselOf(entry, asked.countyCode, at)
        || (scopes.has('region') && province(entry.profile.region) === province(asked.countyCode)) || (scopes.has('nation') && entry.profile.nationwide))))
    },
    isCounsel(lawyerId, county, event, when) {
      const seen = seenFor(lawyerId, event)
        .flatMap((entry) => [event.meta.time, earlier(event.meta.time), event.meta.recordedat].map((at) => isCounselOf(entry, county, at)))
      return seen.length > 0 && (when === 'some' ? seen.includes(true) : !seen.includes(false))
    },
    serves: (lawyerId, village, event) => seenFor(lawyerId, event).some((entry) => [event.meta.time, earlier(event.meta.time)].some((at) =>
      entry.counsel.some((each) => each.villages.includes(village) && !isOver(each.until, at)))),
    audience(asked, scope, position, at) {
      const found = new Set<string>()
      for (const [id, list] of entries) {
        const entry = list.findLast((each) => each.position <= position)
        if (!entry || !entry.isAvailable || !isFit(entry, at) || !suits(entry, asked)) continue
        const counsel = isCounselOf(entry, asked.countyCode, at)
        const isHome = province(entry.profile.region) === province(asked.countyCode)
        if (scope === 'county' ? counsel : !counsel && (scope === 'region' ? isHome : !isHome && entry.profile.nationwide)) found.add(id)
      }
      return found
    },
  }
}
