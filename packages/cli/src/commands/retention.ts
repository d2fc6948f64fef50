// The duty to look whose data nobody needs any more: one looks, another confirms, and what became of each look is told.
import { Fault, type Json } from '@zhijian/kernel'
import type { Command } from 'commander'
import { action, type Context, type Run } from '../context.ts'
import { call, lines, operator } from '../operator.ts'

interface Look {
  readonly reviewId: string
  readonly phase: 'proposed' | 'confirmed' | 'dropped' | 'nobody'
  readonly endedBefore: string
  readonly persons: readonly string[]
  readonly total: number
  readonly hasMore: boolean
  readonly proposedBy: string
  readonly proposedAt: string
  readonly decidedBy: string | null
  readonly erased: number
  readonly kept: number
  readonly atWork: number
  readonly spared: number
}
interface Duty { readonly nextAt: string | null; readonly unlooked: number; readonly items: readonly Look[] }
interface Asking { readonly as: string; readonly reason: string }

export const retention = (program: Command, context: Context, t: (key: never) => string): void => {
  const group = program.command('retention').description(t('retention' as never))
  const asking = (name: 'propose' | 'confirm' | 'drop'): Command => group.command(name).description(t(`retention.${name}` as never))
    .requiredOption('--as <account>', t('erase.as' as never)).requiredOption('--reason <text>', t('option.reason' as never))
  const ask = async (run: Run, name: string, { as, reason }: Asking, more: object = {}): Promise<{ reviewId: string; outcome: string }> => {
    const code = await lines(context)(run.terminal.text('erase.ask-code', { as }))
    if (!/^\d{6}$/.test(code)) throw new Fault('usage', 'six digits on standard input', { retry: 'never', about: { reason: 'code' } })
    return call(run, `retention-${name}`, { by: operator(context.env), as, reason, code, ...more } as Json)
  }
  const tell = ({ terminal }: Pick<Run, 'terminal'>, look: Look): void => {
    terminal.say(`retention.row.${look.phase}`, { ...look, decidedBy: look.decidedBy ?? '—' } as unknown as Record<string, string>)
    if (look.hasMore) terminal.say('retention.more')
  }

  asking('propose').action(action(context, async (run, options: Asking) => {
    const { reviewId } = await ask(run, 'propose', options)
    const { items } = await call<Duty>(run, 'retention-status')
    const look = items.find((each) => each.reviewId === reviewId)
    if (look) {
      tell(run, look)
      for (const person of look.persons) run.terminal.say('retention.person', { person })
    }
    run.terminal.result({ reviewId, ...look })
  }))
  for (const name of ['confirm', 'drop'] as const) {
    asking(name).argument('<review>').action(action(context, async (run, review: string, options: Asking) => {
      const done = await ask(run, name, options, { review })
      run.terminal.say(done.outcome === 'nothing' ? 'retention.nothing' : `retention.${name}.done`, { reviewId: review })
      run.terminal.result(done)
    }))
  }
  group.command('status').description(t('retention.status' as never)).action(action(context, async (run) => {
    const duty = await call<Duty>(run, 'retention-status')
    run.terminal.say(duty.nextAt === null ? 'retention.never' : 'retention.next', { nextAt: duty.nextAt ?? '—' })
    if (duty.unlooked > 0) {
      run.terminal.say('retention.unlooked', { count: duty.unlooked })
      run.found()
    }
    for (const look of duty.items) tell(run, look)
    run.terminal.result(duty)
  }))
}
