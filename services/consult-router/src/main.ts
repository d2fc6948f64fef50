// The router in a process of its own.
import { runService } from '@zhijian/host'
import { createConsultRouter } from './service.ts'

await runService({ name: 'consult-router', create: (ports, { store, blobs }) => createConsultRouter(ports, { store, blobs }) })
