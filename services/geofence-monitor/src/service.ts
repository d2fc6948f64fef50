// geofence-monitor: on which ground may it be known where somebody is, until when, what follows from it, and who is called.
// Both profiles call this and nothing else.
import type { ServiceDefinition, ServicePorts } from '@zhijian/runtime'
import { USUAL, type Supervision } from './adapters/supervision-terms.ts'
import { alarmAggregate, boundaryAggregate, superviseeAggregate, tallyAggregate } from './aggregates.ts'
import { commandDefinitions } from './commands.ts'
import { createPositionIntake, type PositionParts } from './adapters/position-intake.ts'
import { positionQueries, positionReactions } from './adapters/position-questions.ts'
import { figureQueries } from './adapters/figure-questions.ts'
import { createQueries } from './queries.ts'
import { createReactions } from './reactions.ts'
import { alarms } from './views/alarms.ts'
import { checkIns } from './views/check-ins.ts'
import { decisions } from './views/decisions.ts'
import { devices } from './views/devices.ts'
import { figures } from './views/figures.ts'
import { leaves } from './views/leaves.ts'
import { positionCounts } from './views/position-counts.ts'
import { requests } from './views/requests.ts'
import { supervisees } from './views/supervisees.ts'
import { transitions } from './views/transitions.ts'
import { zoneProposals } from './views/zone-proposals.ts'
import { zones } from './views/zones.ts'

/** @param parts absent: no positions are taken here */
export const createGeofenceMonitor = (ports: ServicePorts, supervision: Supervision = USUAL, parts?: PositionParts): ServiceDefinition => {
  const intake = parts === undefined ? null : createPositionIntake(ports, parts, supervision)
  return {
    name: 'geofence-monitor',
    aggregates: [superviseeAggregate, alarmAggregate, boundaryAggregate, tallyAggregate],
    commands: commandDefinitions(supervision),
    queries: { ...createQueries(ports, supervision), ...figureQueries(ports, intake), ...positionQueries(ports, intake) },
    reactions: [...createReactions(ports), ...positionReactions(intake)],
    sends: ['raise-alarm', 'withdraw-alarm', 'ease-alarm', 'assess-positions', 'note-silence', 'note-hint', 'note-track-destroyed', 'count-positions'].map((name) => `cmd.geofence-monitor.${name}`),
    views: [supervisees, zones, zoneProposals, devices, leaves, checkIns, transitions, alarms, requests, decisions, figures, positionCounts],
  }
}
