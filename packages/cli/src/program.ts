import { Command, Option } from 'commander'
import { admin } from './commands/admin.ts'
import { broker } from './commands/broker.ts'
import { doctor } from './commands/doctor.ts'
import { erase } from './commands/erase.ts'
import { keys } from './commands/keys.ts'
import { retention } from './commands/retention.ts'
import { load } from './commands/load.ts'
import { operate } from './commands/operate.ts'
import { probe } from './commands/probe.ts'
import { replay } from './commands/replay.ts'
import { report } from './commands/report.ts'
import { seals } from './commands/seals.ts'
import { crowd } from './commands/crowd.ts'
import { simulation } from './commands/simulate.ts'
import { store } from './commands/store.ts'
import { tortured } from './commands/torture.ts'
import { upgrade } from './commands/upgrade.ts'
import { EXIT, LANGUAGES, type LanguageName, type Streams } from './terminal.ts'
import { inLanguage } from './usage.ts'

/**
 * Runs one command line.
 * @returns the exit code: 0 all well · 1 what was looked at is not · 2 wrong use · 3 the work could not be done
 */
export const runProgram = async (args: readonly string[], streams: Streams, env: Readonly<Record<string, string | undefined>>): Promise<number> => {
  let code: number = EXIT.ok
  // Help is written before options are parsed, so the language is looked for first.
  const asked = (args.includes('--lang') ? args[args.indexOf('--lang') + 1] : undefined) ?? env.ZHIJIAN_LANG
  const lang: LanguageName = asked !== undefined && asked in LANGUAGES ? asked as LanguageName : 'zh-CN'
  const t = (key: never): string => LANGUAGES[lang][key]
  const context = {
    streams, env,
    exit: (next: number) => {
      code = Math.max(code, next)
    },
  }
  const program = new Command('zhijian').description(t('program' as never))
    .option('--json', t('option.json' as never), false)
    .option('--data <folder>', t('option.data' as never), env.ZHIJIAN_DATA ?? 'var')
    .addOption(new Option('--lang <language>', t('option.lang' as never)).choices(Object.keys(LANGUAGES)).default(lang))
    .configureOutput({ writeOut: (text) => void streams.out.write(text), writeErr: (text) => void streams.err.write(text) })
    .exitOverride()
    .showHelpAfterError()
  inLanguage(program, lang)
  for (const register of [replay, store, seals, keys, operate, admin, erase, retention, broker, doctor, load, probe, report, simulation, crowd, tortured, upgrade]) register(program, context, t)
  for (const command of program.commands) command.exitOverride()
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    const { exitCode } = error as { exitCode?: number }
    if (exitCode === undefined) throw error
    return exitCode === 0 ? EXIT.ok : EXIT.usage
  }
  return code
}
