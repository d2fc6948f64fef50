// The pool in a process of its own.
import { runService } from '@zhijian/host'
import { createLawyerPool } from './service.ts'

await runService({ name: 'lawyer-pool', create: (ports, parts) => createLawyerPool(ports, parts) })
