// Loaded before one of our programs: when the command that started it is killed and cannot forward anything any more,
// the program stops in good order instead of living on unseen.
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.channel !== undefined) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
