// The thread that asks the releases beside this platform whether they decide a case as it was decided.
import { parentPort, workerData } from 'node:worker_threads'
import type { Bundle } from '../evidence/bundle.ts'
import { decidedBy } from './deciders.ts'
import { releases } from './record.ts'

parentPort!.postMessage(decidedBy(workerData as Pick<Bundle, 'events' | 'seal'>, releases()))
