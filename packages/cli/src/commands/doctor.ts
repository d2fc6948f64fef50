import type { Command } from 'commander'
import { wallNow } from '@zhijian/runtime'
import { action, type Context } from '../context.ts'
import { lookAt, type Look } from '../looks.ts'
import type { Terminal } from '../terminal.ts'
import { duration } from '../text.ts'

const says = ({ key, values }: Look, terminal: Terminal): string => terminal.text(key, {
  ...values, ...Object.fromEntries(Object.entries(values).filter(([name]) => name.endsWith('Ms')).map(([name, ms]) => [name.slice(0, -2), duration(Number(ms), terminal)])),
})

export const doctor = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('doctor').description(t('doctor' as never)).action(action(context, async ({ terminal, paths, found }) => {
    const looks = await lookAt({ paths, now: wallNow(), port: Number(context.env.PORT ?? 8080), env: context.env,
      ...(context.env.ZHIJIAN_CHANNELS ? { channels: context.env.ZHIJIAN_CHANNELS } : {}),
    })
    for (const look of looks) terminal.line(`${terminal.text(`doctor.state.${look.state}`)} ${says(look, terminal)}`)
    const count = (state: string): number => looks.filter((look) => look.state === state).length
    const [wrong, warn] = [count('wrong'), count('warn')]
    if (wrong + warn === 0) terminal.say('doctor.all-well')
    else terminal.say('doctor.found', { wrong, warn })
    if (wrong > 0) found()
    terminal.result({ wrong, warn, looks: looks.map((look) => ({ ...look, says: says(look, terminal) })) })
  }))
}
