// What every command is given: where the data lies, how to speak, and how to end.
import type { Command } from 'commander'
import { dataPaths } from '@zhijian/host'
import { isFault } from '@zhijian/kernel'
import { elapsingMs } from './adapters/patient-timers.ts'
import { createTerminal, EXIT, explain, type LanguageName, type Streams, type Terminal } from './terminal.ts'

export interface GlobalOptions {
  readonly json: boolean
  readonly data: string
  readonly lang: LanguageName
}

export interface Context {
  readonly streams: Streams
  readonly env: Readonly<Record<string, string | undefined>>
  /** Set by commands that found something; the process ends with it. */
  exit(code: number): void
}

export interface Run {
  readonly terminal: Terminal
  readonly paths: ReturnType<typeof dataPaths>
  readonly options: GlobalOptions
  /** What was looked at is not as it should be. */
  found(): void
}

/** Wraps a command's work: options in, exit code out, faults in the reader's language. */
export const action = <Args extends unknown[]>(context: Context, work: (run: Run, ...args: Args) => Promise<void>) =>
  async (...args: [...Args, object, Command]): Promise<void> => {
    const command = args.at(-1) as Command
    const options = command.optsWithGlobals<GlobalOptions>()
    const terminal = createTerminal(context.streams, options, elapsingMs)
    const { env } = context
    const paths = dataPaths(options.data, {
      ...(env.ZHIJIAN_SEALS === undefined ? {} : { seals: env.ZHIJIAN_SEALS }),
      ...(env.ZHIJIAN_KEYS === undefined ? {} : { keys: env.ZHIJIAN_KEYS }),
      ...(env.ZHIJIAN_BACKUPS === undefined ? {} : { backups: env.ZHIJIAN_BACKUPS }),
    })
    try {
      await work({ terminal, paths, options, found: () => context.exit(EXIT.found) }, ...(args.slice(0, -1) as unknown as Args))
    } catch (error) {
      if (options.json) terminal.result({ fault: isFault(error) ? { code: error.code, message: error.message } : { code: (error as NodeJS.ErrnoException)?.syscall === undefined ? 'bug' : (error as NodeJS.ErrnoException).code } })
      context.streams.err.write(`${explain(terminal, error)}\n`)
      context.exit(isFault(error, 'usage') ? EXIT.usage : EXIT.fault)
    }
  }
