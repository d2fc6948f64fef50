// The log read once for tails that lie far behind and keep company: when every view is made anew, each of dozens used to read,
// check and parse all of it for himself.
// C1 One page at a time, of what any of them wants. It is turned when all of them wait for the next: they go at the pace of the slowest.
// C2 The next page begins where the hindmost stands; who is further on waits until it comes to him.
// C3 A fault is nobody's here: each reads on for himself, and fails only on what his own filter lets through.
import { isFault } from '@zhijian/kernel'
import { categoryOf, nameOfType, type StoredEvent } from './envelope.ts'
import type { TailFilter } from './port.ts'
import type { LogPage, LogReader, Reader } from './sqlite-read.ts'
import { fromPosition } from './sqlite-file.ts'

export type SharedPage = Omit<LogPage, 'lengths'>

export interface Member {
  /** What of the log matches behind `after`; null: he reads this page for himself. */
  page(after: number, limit: number): Promise<SharedPage | null>
  /** He goes on by himself, or not at all; asking again brings him back. */
  leave(): void
}

export interface Company {
  join(filter: TailFilter): Member
  /** Nobody waits any more. */
  end(): void
}

interface Kept {
  readonly event: StoredEvent
  readonly position: number
  readonly category: string
  readonly type: string
}

/** Whoever is further from the others than so many events does not wait for them, nor they for him. */
const REACH = 100_000
const PAGE_EVENTS = 500

const union = (lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined => {
  const all = new Set<string>()
  for (const list of lists) {
    if (list === undefined) return undefined
    for (const each of list) all.add(each)
  }
  return [...all].sort()
}
/** Lets through whatever one of them does, and some more. */
const anyOf = (filters: readonly TailFilter[]): TailFilter => {
  const [categories, types] = [union(filters.map((each) => each.categories)), union(filters.map((each) => each.types))]
  return { ...(categories === undefined ? {} : { categories }), ...(types === undefined ? {} : { types }) }
}

/** @param nextTurn calls back at the end of this turn of the event loop, so that all who ask in it are there */
export const createCompany = (reader: Pick<Reader, 'log'>, nextTurn: (look: () => void) => void = setImmediate): Company => {
  interface Traveller {
    readonly filter: TailFilter
    at: number
    /** While he waits for a page. */
    wake: (() => void) | null
  }
  const travellers = new Set<Traveller>()
  let page: { readonly from: number; readonly through: number; readonly head: number; readonly events: readonly Kept[]; readonly readers: ReadonlySet<Traveller> } | null = null
  let log: { readonly reader: LogReader; readonly of: string } | null = null
  let isLooking = false

  const disperse = (): void => {
    page = null
    log = null
    const all = [...travellers]
    travellers.clear()
    for (const { wake } of all) wake?.()
  }

  const turn = (): void => {
    const from = Math.min(...[...travellers].map(({ at }) => at))
    for (const each of [...travellers]) {
      if (each.at - from <= REACH) continue
      travellers.delete(each)
      each.wake?.()
    }
    const filter = anyOf([...travellers].map((each) => each.filter))
    const of = JSON.stringify(filter)
    if (log?.of !== of) log = { reader: reader.log(filter), of }
    try {
      const { events, through, head } = log.reader.page(from, PAGE_EVENTS)
      if (through === from) return disperse()
      page = {
        from, through, head, readers: new Set(travellers),
        events: events.map((event) => ({ event, position: fromPosition(event.position), category: categoryOf(event.stream), type: nameOfType(event.type) })),
      }
    } catch (error) {
      if (!isFault(error)) throw error
      return disperse()
    }
    for (const each of travellers) if (serves(each)) each.wake?.()
  }
  const look = (): void => {
    isLooking = false
    if (travellers.size === 0) page = log = null
    else if ([...travellers].every(({ wake }) => wake !== null)) turn()
  }
  const lookSoon = (): void => {
    if (isLooking) return
    isLooking = true
    nextTurn(look)
  }

  const serves = (traveller: Traveller): boolean => page !== null && page.readers.has(traveller) && traveller.at >= page.from && traveller.at < page.through
  const isFar = (at: number): boolean => page !== null && (at < page.from - REACH || at > page.through + REACH)

  /** Of the page that lies open. */
  const readOn = ({ at, filter: { categories, types } }: Traveller, limit: number): SharedPage => {
    const { events: kept, through, head } = page!
    const events: StoredEvent[] = []
    for (const { event, position, category, type } of kept) {
      if (position <= at || !(categories?.includes(category) ?? true) || !(types?.includes(type) ?? true)) continue
      events.push(event)
      if (events.length === limit) return { events, through: position, head }
    }
    return { events, through, head }
  }

  return {
    join(filter) {
      const traveller: Traveller = { filter, at: 0, wake: null }
      const leave = (): void => {
        if (!travellers.delete(traveller)) return
        traveller.wake?.()
        lookSoon()
      }
      return {
        leave,
        async page(after, limit) {
          if (isFar(after)) {
            leave()
            return null
          }
          traveller.at = after
          travellers.add(traveller)
          if (!serves(traveller)) {
            await new Promise<void>((resolve) => {
              traveller.wake = resolve
              lookSoon()
            })
            traveller.wake = null
            if (!travellers.has(traveller) || !serves(traveller)) return null
          }
          return readOn(traveller, limit)
        },
      }
    },
    end: disperse,
  }
}
