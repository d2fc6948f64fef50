// The register in memory, for whoever types: a few fields of every lawyer, in the orders in which lists are shown, changed one
// lawyer at a time. An index of a store finds the beginning of one field; a clerk types a part of a name and of a firm.
// S1 It says who is found, in which order and how many; what is shown of them comes from the read model.
// S2 A page goes on behind the last one shown, whoever was added or renamed meanwhile; nobody is shown twice under one order.
import { Fault, type Instant } from '@zhijian/kernel'
import { z } from 'zod'
import { whyInactive } from './eligibility.ts'
import type { LawyerDocument } from './views/lawyers.ts'

export const SORTS = ['name', 'firm', 'licence', 'region'] as const
export type SortBy = (typeof SORTS)[number]
/** How somebody stands in the register; `active`: may be asked. */
export const STANDINGS = ['active', 'suspended', 'check-missing', 'check-failed', 'check-expired', 'deregistered'] as const
export type Standing = (typeof STANDINGS)[number]

export interface Wanted {
  /** Words that must all occur: in name, firm or id anywhere, or at the beginning of the licence. */
  readonly words?: string | undefined
  /** Beginnings. */
  readonly name?: string | undefined
  readonly firm?: string | undefined
  readonly licence?: string | undefined
  readonly region?: string | undefined
  readonly specialty?: string | undefined
  /** Counsel of this county. */
  readonly county?: string | undefined
  /** Without: whoever is on the register. */
  readonly standing?: Standing | undefined
}

export interface Found {
  /** In order, at most as many as asked for. */
  readonly ids: readonly string[]
  readonly total: number
  readonly next: string | null
}

export interface RegisterSearch {
  readonly size: number
  put(lawyer: LawyerDocument): void
  clear(): void
  /** @throws Fault `bad-cursor` (never) */
  find(wanted: Wanted, by: SortBy, now: Instant, page: { readonly limit: number; readonly cursor?: string | undefined }): Found
}

interface Entry extends Readonly<Record<SortBy, string>> {
  readonly id: string
  /** Lower case, one width: what words are looked for in. */
  readonly text: string
  readonly specialties: readonly string[]
  readonly lawyer: Pick<LawyerDocument, 'phase' | 'check' | 'suspended' | 'counsel'>
}

/** Names in the order of their sounds, numbers by their digits. */
const chinese = new Intl.Collator('zh-CN-u-co-pinyin')
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const ORDER: Readonly<Record<SortBy, (a: string, b: string) => number>> = {
  name: chinese.compare, firm: chinese.compare, licence: byText, region: byText,
}
type Key = readonly [value: string, id: string]
const compare = (by: SortBy) => ([one, oneId]: Key, [other, otherId]: Key): number => ORDER[by](one, other) || byText(one, other) || byText(oneId, otherId)
const keyOf = (by: SortBy, entry: Entry): Key => [entry[by], entry.id]

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

const entryOf = ({ lawyerId, licence, profile, phase, check, suspended, counsel }: LawyerDocument): Entry => {
  const { name, firm, region, specialties } = profile!
  return { id: lawyerId, name, firm, region, licence, specialties, text: fold(`${name}\n${firm}\n${lawyerId}`), lawyer: { phase, check, suspended, counsel } }
}

const Cursor = z.tuple([z.enum(SORTS), z.string(), z.string()])
const cursorOf = (by: SortBy, entry: Entry): string => Buffer.from(JSON.stringify([by, ...keyOf(by, entry)])).toString('base64url')
const badCursor = (): Fault => new Fault('bad-cursor', 'a cursor of another list', { retry: 'never' })
const placeOf = (by: SortBy, cursor: string): Key => {
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw badCursor()
  }
  const parsed = Cursor.safeParse(read)
  if (!parsed.success || parsed.data[0] !== by) throw badCursor()
  return [parsed.data[1], parsed.data[2]]
}

/** Where the first entry behind a key stands, or would. */
const firstBehind = (order: readonly Entry[], by: SortBy, key: Key): number => {
  let [from, to] = [0, order.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (compare(by)(keyOf(by, order[middle]!), key) > 0) to = middle
    else from = middle + 1
  }
  return from
}

const test = ({ words, name, firm, licence, region, specialty, county, standing }: Wanted, now: Instant): ((entry: Entry) => boolean) => {
  const parts = fold(words ?? '').split(/\s+/).filter((part) => part !== '')
  const stands = standing === undefined ? ({ phase }: Entry['lawyer']) => phase === 'registered'
    : (lawyer: Entry['lawyer']) => (whyInactive(lawyer as LawyerDocument, now) ?? 'active') === standing
  return (entry) => parts.every((part) => entry.text.includes(part) || entry.licence.startsWith(part))
    && (name === undefined || entry.name.startsWith(name)) && (firm === undefined || entry.firm.startsWith(firm))
    && (licence === undefined || entry.licence.startsWith(licence)) && (region === undefined || entry.region.startsWith(region))
    && (specialty === undefined || entry.specialties.includes(specialty))
    && (county === undefined || entry.lawyer.counsel.some((each) => each.county === county && (each.until === null || now < each.until)))
    && stands(entry.lawyer)
}

/** As many changes are put in their places one by one; more are sorted together. */
const FEW = 200

export const createRegisterSearch = (): RegisterSearch => {
  const entries = new Map<string, Entry>()
  /** Made when somebody first asks for it; entries behind it wait in `changed`. */
  const orders = new Map<SortBy, { readonly sorted: Entry[]; readonly changed: Map<string, Entry | null> }>()

  const orderOf = (by: SortBy): readonly Entry[] => {
    const known = orders.get(by)
    if (known !== undefined && known.changed.size <= FEW) {
      const { sorted, changed } = known
      for (const [id, before] of changed) {
        if (before !== null) sorted.splice(firstBehind(sorted, by, keyOf(by, before)) - 1, 1)
        const now = entries.get(id)
        if (now !== undefined) sorted.splice(firstBehind(sorted, by, keyOf(by, now)), 0, now)
      }
      changed.clear()
      return sorted
    }
    const sorted = [...entries.values()].sort((a, b) => compare(by)(keyOf(by, a), keyOf(by, b)))
    orders.set(by, { sorted, changed: new Map() })
    return sorted
  }

  return {
    get size() { return entries.size },
    put(lawyer) {
      // Probes are in no list.
      if (lawyer.profile === null || lawyer.isProbe) return
      const before = entries.get(lawyer.lawyerId) ?? null
      entries.set(lawyer.lawyerId, entryOf(lawyer))
      for (const { changed } of orders.values()) if (!changed.has(lawyer.lawyerId)) changed.set(lawyer.lawyerId, before)
    },
    clear() {
      entries.clear()
      orders.clear()
    },
    find(wanted, by, now, { limit, cursor }) {
      const order = orderOf(by)
      const from = cursor === undefined ? 0 : firstBehind(order, by, placeOf(by, cursor))
      const isWanted = test(wanted, now)
      const shown: Entry[] = []
      let total = 0
      let isMore = false
      for (let place = 0; place < order.length; place += 1) {
        const entry = order[place]!
        if (!isWanted(entry)) continue
        total += 1
        if (place < from) continue
        if (shown.length < limit) shown.push(entry)
        else isMore = true
      }
      return { ids: shown.map(({ id }) => id), total, next: isMore ? cursorOf(by, shown.at(-1)!) : null }
    },
  }
}
