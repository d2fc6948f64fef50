import type { Command } from 'commander'
import { wallNow } from '@zhijian/runtime'
import { action, type Context } from '../context.ts'
import { runbookOf, type Look } from '../looks/look.ts'
import { lookAt } from '../looks.ts'
import type { Terminal } from '../terminal.ts'
import { duration } from '../text.ts'

const says = ({ key, values }: Look, terminal: Terminal): string => terminal.text(key, {
  ...values, ...Object.fromEntries(Object.entries(values).filter(([name]) => name.endsWith('Ms')).map(([name, ms]) => [name.slice(0, -2), duration(Number(ms), terminal)])),
})

export const doctor = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('doctor').description(t('doctor' as never)).action(action(context, async ({ terminal, paths, options, found }) => {
    const looks = await lookAt({ paths, lang: options.lang, now: wallNow(), port: Number(context.env.PORT ?? 8080), env: context.env })
    for (const look of looks) {
      const isTrouble = look.state === 'warn' || look.state === 'wrong'
      terminal.line(`${terminal.text(`doctor.state.${look.state}`)} ${says(look, terminal)}${isTrouble ? terminal.text('doctor.see', { runbook: runbookOf(look.key) }) : ''}`)
    }
    const count = (state: string): number => looks.filter((look) => look.state === state).length
    const [wrong, warn] = [count('wrong'), count('warn')]
    if (wrong + warn === 0) terminal.say('doctor.all-well')
    else terminal.say('doctor.found', { wrong, warn })
    if (wrong > 0) found()
    terminal.result({ wrong, warn, looks: looks.map((look) => ({ ...look, says: says(look, terminal), runbook: runbookOf(look.key) })) })
  }))
}
