// geofence-monitor: … Both profiles call this and nothing else.
import type { ServiceDefinition, ServicePorts } from '@zhijian/runtime'
import { superviseeAggregate, superviseeCommandDefinitions } from './commands.ts'
import { createQueries } from './queries.ts'
import { supervisees } from './views/supervisees.ts'

export const createGeofenceMonitor = (ports: ServicePorts): ServiceDefinition => ({
  name: 'geofence-monitor',
  aggregates: [superviseeAggregate],
  commands: superviseeCommandDefinitions,
  queries: createQueries(ports),
  reactions: [],
  sends: [],
  views: [supervisees],
})
