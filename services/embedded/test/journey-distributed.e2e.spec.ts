// The journey on a process per service over a real nats-server, as `npm run start:distributed` runs them.
import { describe } from 'vitest'
import { natsServerBinary } from '../../../tools/servers/nats.mjs'
import { distributedProcesses } from './e2e/platform-process.ts'
import { journey } from './e2e/journey.ts'

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'
if (missing === null) describe('a process per service', () => journey(distributedProcesses))
else describe.skip(`NOT RUN (${missing}): a process per service`, () => journey(distributedProcesses))
