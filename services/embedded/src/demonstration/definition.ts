// The demonstration as the bus sees it: it answers nobody, and speaks for everybody in its county.
import type { ServiceDefinition } from '@zhijian/runtime'

export const demonstrationService: ServiceDefinition = {
  name: 'demonstration', aggregates: [], commands: {}, queries: {}, reactions: [], views: [], sends: ['cmd.*.*', 'qry.*.*'],
}
