// How an alarm stands: asked of its owner, whose log is ahead of every message that is still on its way.
import { isFault } from '@zhijian/kernel'
import type { ServicePorts } from '@zhijian/runtime'
import type { NotifierPorts } from '../service.ts'

export const alarmOver = (ports: ServicePorts): NotifierPorts['alarm'] => async (alarmId) => {
  try {
    return await ports.ask('geofence-monitor', 'alarm-now', { alarmId }) as Awaited<ReturnType<NotifierPorts['alarm']>>
  } catch (error) {
    if (isFault(error) && error.retry !== 'never') return null
    throw error
  }
}
