// Which releases decide a case again, for a platform that runs: their builds are unpacked and loaded in a thread of its own, which ends
// with the answer, so that nobody else waits meanwhile.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Bundle } from '../evidence/bundle.ts'
import { releases } from './record.ts'

/** None where no release lies beside the platform, or none decides it so. @throws Fault `release-unreadable` (never) */
export const decidedByReleases = async ({ events, seal }: Pick<Bundle, 'events' | 'seal'>): Promise<Bundle['deciders']> => {
  if (releases().length === 0) return []
  const isSource = import.meta.url.endsWith('.ts')
  const thread = new Worker(new URL(isSource ? './decided-by.thread.ts' : './decided-by.thread.js', import.meta.url), {
    workerData: { events, seal }, ...(isSource ? { execArgv: ['--conditions=source'] } : {}),
  })
  try {
    const [deciders] = await once(thread, 'message') as [Bundle['deciders']]
    return deciders
  } finally {
    await thread.terminate()
  }
}
