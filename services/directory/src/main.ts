// The directory in a process of its own.
import { runService } from '@zhijian/host'
import { readForgettingRules } from './adapters/forgetting-rules.ts'
import { createDirectory } from './service.ts'

await runService({ name: 'directory', create: (ports, parts) => createDirectory(ports, { ...parts, forgetting: readForgettingRules(process.env.ZHIJIAN_FORGETTING) }) })
