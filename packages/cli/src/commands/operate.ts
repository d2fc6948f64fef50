// What an operator asks of a running platform, through its doors.
import type { Command } from 'commander'
import { action, type Context } from '../context.ts'
import { deadLettersOf, statusOf, whyOf } from '../doors.ts'
import { call, operator } from '../operator.ts'

export const operate = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('status').description(t('status' as never)).action(action(context, async (run) => {
    const { terminal } = run
    const status = await statusOf(run.paths)
    if (status.ready) terminal.say('status.ready')
    else {
      terminal.say('status.not-ready', { reasons: whyOf(status, run.options.lang) })
      run.found()
    }
    for (const { instance, ready } of status.processes ?? []) terminal.say('status.process', { instance, ready: ready ? '✓' : '…' })
    for (const view of status.views) terminal.say('status.view', { name: view.name, live: view.isLive ? '✓' : '…' })
    for (const { consumer, lag, parkedStreams, heldStreams, heldFor } of status.consumers) {
      terminal.say('status.consumer', { consumer, lag: lag ?? '?', parked: parkedStreams })
      if (heldStreams > 0) terminal.say('status.held', { held: heldStreams, codes: heldFor.join(', ') })
    }
    for (const each of status.upcoming) terminal.say('status.next', { ...each })
    terminal.result(status)
  }))

  const letters = program.command('dead-letters').description(t('dead-letters' as never))
  letters.command('list').argument('[consumer]').description(t('dead-letters.list' as never)).action(action(context, async (run, consumer: string | undefined) => {
    const list = await deadLettersOf(run.paths, consumer)
    if (list.length === 0) run.terminal.say('dead-letters.none')
    else run.found()
    for (const letter of list) run.terminal.say('dead-letters.row', { ...letter })
    run.terminal.result(list)
  }))
  for (const [name, done] of [['replay', 'dead-letters.replayed'], ['discard', 'dead-letters.discarded']] as const) {
    letters.command(name).argument('<consumer>').argument('<eventId>').requiredOption('--reason <text>', t('option.reason' as never))
      .description(t(`dead-letters.${name}` as never))
      .action(action(context, async (run, consumer: string, eventId: string, { reason }: { reason: string }) => {
        await call(run, `dead-letters-${name}`, { consumer, eventId, reason, by: operator(context.env) })
        run.terminal.say(done)
        run.terminal.result({ done: name, consumer, eventId })
      }))
  }
}
