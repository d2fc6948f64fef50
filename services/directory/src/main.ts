// The directory in a process of its own.
import { runService } from '@zhijian/host'
import { createDirectory } from './service.ts'

await runService({ name: 'directory', create: (ports, parts) => createDirectory(ports, parts) })
