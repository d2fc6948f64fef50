import type { Command } from 'commander'
import { wallNow } from '@zhijian/runtime'
import { action, type Context } from '../context.ts'
import { lookAt } from '../looks.ts'

export const doctor = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('doctor').description(t('doctor' as never)).action(action(context, async ({ terminal, paths, found }) => {
    const looks = await lookAt({ paths, now: wallNow(), port: Number(context.env.PORT ?? 8080) })
    for (const { key, state, values } of looks) terminal.line(`${terminal.text(`doctor.state.${state}`)} ${terminal.text(key, values)}`)
    const count = (state: string): number => looks.filter((look) => look.state === state).length
    const [wrong, warn] = [count('wrong'), count('warn')]
    if (wrong + warn === 0) terminal.say('doctor.all-well')
    else terminal.say('doctor.found', { wrong, warn })
    if (wrong > 0) found()
    terminal.result({ wrong, warn, looks: looks.map((look) => ({ ...look, says: terminal.text(look.key, look.values) })) })
  }))
}
