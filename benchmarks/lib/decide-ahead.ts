// A thread that decides questions ahead of the one that appends them; it is never more than a few steps ahead.
import { parentPort, workerData } from 'node:worker_threads'
import { decided } from './questions.ts'

const { from, to, beganMs, room } = workerData as { readonly from: number; readonly to: number; readonly beganMs: number; readonly room: Int32Array }
// Its modules are there.
parentPort!.postMessage('')
const untilThereIsRoom = (): void => {
  while (Atomics.load(room, 0) === 0) Atomics.wait(room, 0, 0)
  Atomics.sub(room, 0, 1)
}
for (const batches of decided(from, to, beganMs)) {
  untilThereIsRoom()
  // As text: cheaper to hand over than so many small objects.
  parentPort!.postMessage(JSON.stringify(batches))
}
parentPort!.postMessage(null)
