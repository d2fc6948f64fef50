// What follows from positions. Whoever takes them sends evidence when something else follows from it than what was said; it is decided on
// here again, from the evidence alone, and whoever has the log decides again for ever.
// A1 Evidence is looked at only where a basis of this stream held at the instant of every fix in it: with one fix too many, none of it is.
// A2 What was said of those conditions and that time, and does not follow any more, is withdrawn; both stay.
// A3 Silence is reckoned here from what was last heard.
import type { SuperviseeEvent } from '@zhijian/contracts'
import { accept, epochMs, instantAt, nothing } from '@zhijian/kernel'
import { basisAt, revisedFindings, RUNGS, silenceOf, watch, type Finding, type FixReadings, type Leave, type Order } from '@zhijian/positions'
import { lastHeardOf, readReadings, readWatch, rulesOf, silenceRulesOf } from './evidence.ts'
import { no, RECENT_MS, type Asked, type Binding, type Decided, type Said, type Supervisee } from './state.ts'
import { leaveZone } from './zones.ts'

/** Those that were approved, as packages/positions has them: each lets go of all conditions to stay inside. */
export const leavesOf = ({ leaves, bindings }: Pick<Supervisee, 'leaves' | 'bindings'>): readonly Leave[] => {
  const conditions = [...new Set(bindings.filter(({ kind }) => kind === 'stay-inside').map(({ id }) => id))]
  return leaves.filter(({ phase }) => phase !== 'requested' && phase !== 'refused' && phase !== 'withdrawn').map(({ leaveId, from, until, hasArea }) => ({
    id: leaveId, from: epochMs(from), until: epochMs(until), conditions, zones: hasArea ? [leaveZone(leaveId)] : [],
  }))
}

const isOf = ({ from, until }: Binding, { at }: Pick<FixReadings, 'at'>): boolean => from <= at && (until === null || at < until)

const lacking = ({ zones, id, kind }: Binding, leaves: readonly Leave[], fix: FixReadings): string | undefined => {
  const leave = kind === 'stay-inside' ? leaves.find(({ conditions, from, until }) => conditions.includes(id) && from <= fix.at && fix.at < until) : undefined
  return [...zones, ...(leave?.zones ?? [])].find((zone) => fix.distancesM[zone] === undefined)
}

const factOf = ({ since, knownAt, zones, evidence, ...rest }: Said) => ({ ...rest, zones: [...zones], evidence: [...evidence], since: instantAt(since), knownAt: instantAt(knownAt) })
export const saidOf = ({ superviseeId: _, at: __, since, knownAt, ...rest }: Extract<SuperviseeEvent, { type: 'TransitionFound' }>['data']): Said =>
  ({ ...rest, since: epochMs(since), knownAt: epochMs(knownAt) })

export const assessPositions = ({ superviseeId, rules, numbers, anchor, readings, at }: Asked<'AssessPositions'>, state: Supervisee): Decided => {
  if (rules !== numbers.number) return no('rules-differ', { rules: numbers.number })
  const fixes = readings.map(readReadings).sort((a, b) => a.at - b.at || (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0))
    .filter((fix, place, all) => place === 0 || all[place - 1]!.at !== fix.at || all[place - 1]!.digest !== fix.digest)
  const [first, last] = [fixes[0]!, fixes.at(-1)!]
  if (first.at < epochMs(at) - RECENT_MS) return no('evidence-too-old')
  const homeless = fixes.find((fix) => basisAt(state.takings, fix.at) === null)
  if (homeless !== undefined) return no('fix-without-basis', { at: instantAt(homeless.at) })
  const order: Omit<Order, 'conditions'> = { bases: state.takings, leaves: leavesOf(state), rules: rulesOf(numbers) }
  const found: Finding[] = []
  const looked = new Set<string>()
  for (const [name, before] of Object.entries(anchor)) {
    const binding = state.bindings.find(({ id, version }) => `${id}@${version}` === name)
    if (binding === undefined) return no('no-such-condition', { condition: name })
    looked.add(name)
    let now = readWatch(before)
    for (const fix of fixes.filter((each) => isOf(binding, each))) {
      const zone = lacking(binding, order.leaves, fix)
      if (zone !== undefined) return no('reading-lacks-zone', { zone })
      const step = watch(now, binding, fix, { ...order, conditions: [] })
      now = step.now
      if (step.finding !== null) found.push(step.finding)
    }
  }
  const said = state.said.filter(({ condition, version, knownAt }) => looked.has(`${condition}@${version}`) && first.at <= knownAt && knownAt <= last.at)
  const { withdrawn, added } = revisedFindings(said.map(({ transitionId: _, ...finding }) => finding), found)
  if (withdrawn.length + added.length === 0) return nothing
  const gone = said.filter((each) => withdrawn.some(({ condition, version, kind, knownAt }) => each.condition === condition && each.version === version && each.kind === kind && each.knownAt === knownAt))
  const news = added.toSorted((a, b) => a.knownAt - b.knownAt).map((each, place): Said => ({ ...each, transitionId: `t${state.transitions + place + 1}` }))
  return accept(
    { type: 'PositionsAssessed', data: { superviseeId, rules: numbers, anchor, readings, at } },
    ...gone.map((each): SuperviseeEvent => ({ type: 'TransitionWithdrawn', data: { superviseeId, ...factOf(each), at } })),
    ...news.map((each): SuperviseeEvent => ({ type: 'TransitionFound', data: { superviseeId, ...factOf(each), at } })),
  )
}

/** A3: only where a track ought to be heard. */
export const noteSilence = ({ superviseeId, last, numbers, at }: Asked<'NoteSilence'>, { takings, tracking, silence }: Supervisee): Decided => {
  const now = epochMs(at)
  const basis = tracking === null ? null : takings.find(({ id, kind, from, until }) => kind === 'electronic-positioning' && id === tracking.basisId && from <= now && now < until) ?? null
  if (basis === null) return silence === null ? nothing : accept({ type: 'HeardAgain', data: { superviseeId, spell: silence.spell, last, at } })
  const { rung, reason } = silenceOf(lastHeardOf(last), basis, now, silenceRulesOf(numbers))
  if (rung === 'heard') return silence === null ? nothing : accept({ type: 'HeardAgain', data: { superviseeId, spell: silence.spell, last, at } })
  if (silence !== null && RUNGS.indexOf(rung) <= RUNGS.indexOf(silence.rung)) return nothing
  return accept({ type: 'SilenceReached', data: { superviseeId, spell: silence?.spell ?? Math.max(last.fixAt, basis.from), rung, reason: reason!, last, rules: numbers, at } })
}
