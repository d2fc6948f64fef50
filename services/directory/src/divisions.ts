// The map of one county in editions: each is whole, and replaces the one before.
import type { DivisionEvent, PlaceRefusal, Town, Village } from '@zhijian/contracts'
import { accept, canonical, nothing, refuse, type Decider, type Decision, type TimedCommand } from '@zhijian/kernel'

/** Plain JSON: the read model keeps it as its document. */
export type Divisions = {
  /** 0 before the first. */
  readonly edition: number
  readonly county: string
  readonly name: string
  readonly cityName: string
  readonly provinceName: string
  readonly towns: readonly Town[]
  readonly villages: readonly Village[]
  readonly source: string
}

/** `misplaced`: why there is no such county, as the edge found it. */
export type DivisionsCommand = TimedCommand & { readonly type: 'ImportDivisions'; readonly misplaced?: PlaceRefusal } & Omit<Divisions, 'edition'>

const absent: Divisions = { edition: 0, county: '', name: '', cityName: '', provinceName: '', towns: [], villages: [], source: '' }

const decide = (command: DivisionsCommand, state: Divisions): Decision<DivisionEvent> => {
  const { at, county, name, cityName, provinceName, towns, villages, source } = command
  const map = { county, name, cityName, provinceName, towns: [...towns], villages: [...villages], source }
  if (canonical({ ...state, ...map }) === canonical(state)) return nothing
  if (command.misplaced) return refuse(command.misplaced)
  const codes = [...towns, ...villages].map((each) => each.code)
  if (codes.some((code) => !code.startsWith(county))) return refuse('code-outside-county')
  if (new Set(codes).size < codes.length) return refuse('code-twice')
  const known = new Set(towns.map((town) => town.code))
  if (villages.some((village) => !known.has(village.code.slice(0, 9)))) return refuse('village-without-town')
  return accept({ type: 'DivisionsImported', data: { edition: state.edition + 1, ...map, at } })
}

export const divisions: Decider<Divisions, DivisionsCommand, DivisionEvent> = {
  category: 'division',
  initial: () => absent,
  evolve: (_state, { data: { at: _at, ...map } }) => map,
  decide,
  nextDeadline: () => null,
  elapse: () => [],
}
