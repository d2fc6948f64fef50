// geofence-monitor: on which ground may it be known where somebody is, and until when. Both profiles call this and nothing else.
import type { SupervisionTerms } from '@zhijian/contracts'
import type { ServiceDefinition, ServicePorts } from '@zhijian/runtime'
import { USUAL_TERMS } from './adapters/supervision-terms.ts'
import { superviseeAggregate, superviseeCommandDefinitions } from './commands.ts'
import { createQueries } from './queries.ts'
import { supervisees } from './views/supervisees.ts'

export const createGeofenceMonitor = (ports: ServicePorts, terms: SupervisionTerms = USUAL_TERMS): ServiceDefinition => ({
  name: 'geofence-monitor',
  aggregates: [superviseeAggregate],
  commands: superviseeCommandDefinitions(terms),
  queries: createQueries(ports),
  reactions: [],
  sends: [],
  views: [supervisees],
})
