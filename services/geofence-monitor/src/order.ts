// All that whoever takes positions has to know of one person, from her stream alone but for the shapes.
import type { PositionOrder, Sealed } from '@zhijian/contracts'
import { epochMs } from '@zhijian/kernel'
import type { Supervision } from './adapters/supervision-terms.ts'
import { leavesOf } from './assessing.ts'
import type { Supervisee } from './state.ts'

/** Names with versions of all zones that the order speaks of. */
export const zonesIn = (state: Supervisee): readonly string[] => [...new Set([...state.bindings.flatMap(({ zones }) => zones), ...leavesOf(state).flatMap(({ zones }) => zones)])]

export const orderOf = (state: Supervisee, zones: Readonly<Record<string, Sealed>>, { assessment, silence }: Pick<Supervision, 'assessment' | 'silence'>): PositionOrder => {
  const { superviseeId, person, region, phase, takings, bindings, devices, tracking, signs, said } = state
  return {
    superviseeId: superviseeId!, person: person!, region: region!, isOver: phase === 'over', windows: [...takings], zones: { ...zones }, rules: assessment, silenceRules: silence, rung: state.silence?.rung ?? 'heard',
    conditions: bindings.map(({ zones: named, schedule, ...rest }) => ({ ...rest, zones: [...named], schedule: schedule === null ? null : [...schedule] })),
    leaves: leavesOf(state).map(({ conditions, zones: named, ...rest }) => ({ ...rest, conditions: [...conditions], zones: [...named] })),
    devices: devices.filter(({ isBound }) => isBound).map(({ deviceId, kind }) => ({ deviceId, kind })), tracked: tracking?.deviceId ?? null,
    signs: signs.map(({ sign, at }) => ({ sign, at: epochMs(at) })),
    said: said.map(({ zones: named, evidence, ...rest }) => ({ ...rest, zones: [...named], evidence: [...evidence] })),
  }
}
