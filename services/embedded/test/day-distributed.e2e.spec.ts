// A day of the bureau on a process per service over a real nats-server, as `npm run start:distributed` runs them.
import { describe } from 'vitest'
import { natsServerBinary } from '../../../tools/servers/nats.mjs'
import { day } from './e2e/day.ts'
import { door } from './e2e/door.ts'
import { distributedProcesses } from './e2e/platform-process.ts'

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'
if (missing === null) describe('a process per service', () => day(distributedProcesses, door))
else describe.skip(`NOT RUN (${missing}): a process per service`, () => day(distributedProcesses, door))
