// The directory in a process of its own.
import { FORGETTING, runService } from '@zhijian/host'
import { readForgettingRules } from './adapters/forgetting-rules.ts'
import { createDirectory } from './service.ts'

await runService({
  name: 'directory',
  options: { forgetting: FORGETTING },
  create: (ports, parts, settings) => createDirectory(ports, { ...parts, forgetting: readForgettingRules(settings.forgetting) }),
})
