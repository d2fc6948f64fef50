// A synthetic citizen from outside who checks the whole way, again and again. Nobody real is told, asked or counted.
import { randomBytes } from 'node:crypto'
import { wallNow } from '@zhijian/runtime'
import { InvalidArgumentError, type Command } from 'commander'
import { elapsingMs, pause } from '../adapters/patient-timers.ts'
import { action, type Context } from '../context.ts'
import { ask, statusOf, urlOf } from '../doors.ts'
import { percentile } from '../load/percentile.ts'
import { walk, type ProbeSessions, type Step, type Walk } from '../probe/walk.ts'

const positive = (text: string): number => {
  if (!(Number(text) > 0)) throw new InvalidArgumentError('> 0')
  return Number(text)
}
/** Kept for the summary; older ones are forgotten. */
const KEPT = 1440

export const probe = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('probe').description(t('probe' as never))
    .option('--url <url>', t('probe.url' as never))
    .option('--every <seconds>', t('probe.every' as never), positive, 60)
    .option('--count <n>', t('probe.count' as never), positive)
    .option('--patience <seconds>', t('probe.patience' as never), positive, 30)
    .action(action(context, async ({ terminal, paths, found }, options: { url?: string; every: number; count?: number; patience: number }) => {
      const enter = async (): Promise<ProbeSessions> => await ask(paths, 'probe-sessions')
      const { url } = options.url === undefined ? { url: urlOf(await statusOf(paths)) } : { url: options.url }
      let sessions = await enter()
      const run = randomBytes(5).toString('hex')
      const startedAt = elapsingMs()
      const walks: Walk[] = []
      let [done, failed] = [0, 0]
      const count = options.count ?? Infinity
      while (done < count) {
        const due = startedAt + done * options.every * 1000
        if (due > elapsingMs()) await pause(due - elapsingMs())
        let walked = await walk(url, sessions, `${run}-${done}`, options.patience * 1000)
        // Sessions end; an operator's door opens new ones. What the first try did under its keys is not done again.
        if (walked.code === 'session-ended') {
          sessions = await enter()
          walked = await walk(url, sessions, `${run}-${done}`, options.patience * 1000)
        }
        done += 1
        if (!walked.isWell) failed += 1
        walks.push(walked)
        if (walks.length > KEPT) walks.shift()
        const at = wallNow()
        if (walked.isWell) terminal.say('probe.ok', { at, ms: walked.ms, steps: Object.entries(walked.steps).map(([name, ms]) => `${terminal.text(`step.${name as Step}`)} ${ms}`).join(' · ') })
        else terminal.say('probe.failed', { at, step: walked.failedAt === null ? '' : terminal.text(`step.${walked.failedAt}`), code: walked.code ?? '', ms: walked.ms })
      }
      const msP95 = percentile(walks.map(({ ms }) => ms), 95)
      terminal.say('probe.summary', { count: done, failed, msP95: msP95 ?? 0 })
      if (failed > 0) found()
      terminal.result({ count: done, failed, msP50: percentile(walks.map(({ ms }) => ms), 50), msP95, walks })
    }))
}
