// geofence-monitor in a process of its own.
import { runService } from '@zhijian/host'
import { createGeofenceMonitor } from './service.ts'

await runService({ name: 'geofence-monitor', create: (ports) => createGeofenceMonitor(ports) })
