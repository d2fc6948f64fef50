// How commands speak: results on stdout (text, or one JSON value with --json), progress on stderr.
import { Fault, instantAt, isFault, isInstant, type Instant } from '@zhijian/kernel'
import { en } from './i18n/en.ts'
import { zhCN, type MessageKey } from './i18n/zh-CN.ts'

export interface Terminal {
  readonly isJson: boolean
  say(key: MessageKey, values?: Readonly<Record<string, string | number>>): void
  /** Lines as they are, in text mode. */
  line(text: string): void
  /** The command's result, in JSON mode. */
  result(value: unknown): void
  /** Overwrites itself on a terminal; elsewhere, in a log or a pipe, a line at times when it takes long. */
  progress(key: MessageKey, values: Readonly<Record<string, string | number>>): void
  text(key: MessageKey, values?: Readonly<Record<string, string | number>>): string
}

export interface Streams {
  readonly out: { write(text: string): unknown }
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean }
  /** Standard input, for what must not be an argument. */
  readonly in?: AsyncIterable<string | Uint8Array>
}

/** 0 all well · 1 something is wrong with what was looked at · 2 wrong use · 3 the command could not do its work */
export const EXIT = { ok: 0, found: 1, usage: 2, fault: 3 } as const

export const LANGUAGES = { 'zh-CN': zhCN, en } as const
export type LanguageName = keyof typeof LANGUAGES

/** Where lines stay, one says how far it is this often. */
const PROGRESS_EVERY_MS = 10_000

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(zhCN, key)

/** @param nowMs for progress alone */
export const createTerminal = (streams: Streams, options: { readonly json: boolean; readonly lang: LanguageName }, nowMs: () => number): Terminal => {
  const catalogue: Readonly<Record<MessageKey, string>> = LANGUAGES[options.lang]
  let hasProgress = false
  let progressAt = nowMs()
  const text: Terminal['text'] = (key, values = {}) => catalogue[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  const clear = (): void => {
    if (hasProgress) streams.err.write('\r\u001b[K')
    hasProgress = false
  }
  const line = (what: string): void => {
    clear()
    if (!options.json) streams.out.write(`${what}\n`)
  }
  return {
    isJson: options.json,
    text,
    line,
    say: (key, values) => line(text(key, values)),
    result(value) {
      clear()
      if (options.json) streams.out.write(`${JSON.stringify(value, null, 2)}\n`)
    },
    progress(key, values) {
      if (!streams.err.isTTY) {
        if (nowMs() - progressAt < PROGRESS_EVERY_MS) return
        progressAt = nowMs()
        streams.err.write(`${text(key, values)}\n`)
        return
      }
      streams.err.write(`\r\u001b[K${text(key, values)}`)
      hasProgress = true
    },
  }
}

/** What the system says of files, as the code of a sentence. */
const SYSTEM: Readonly<Record<string, MessageKey>> = {
  ENOSPC: 'fault.disk-full', EDQUOT: 'fault.disk-full', EACCES: 'fault.no-right', EPERM: 'fault.no-right', EROFS: 'fault.no-right',
  ENOENT: 'fault.no-such-file', ENOTDIR: 'fault.no-such-file',
}

const SAID = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/

/** An instant as people write one: with its zone, so that nobody guesses whose nine o'clock it was. @throws Fault `usage` (never) */
export const instantSaid = (text: string, option: string): Instant => {
  const [, day] = SAID.exec(text) ?? []
  const ms = Date.parse(text)
  if (!isInstant(`${day}T00:00:00.000Z`) || Number.isNaN(ms)) {
    throw new Fault('usage', `${option} takes an instant with its zone: 2026-03-01T09:03:00.000Z`, { retry: 'never', about: { reason: 'instant', option } })
  }
  return instantAt(ms)
}

/** What went wrong, in the reader's language, without what was put in. */
export const explain = (terminal: Terminal, error: unknown): string => {
  const system = error as NodeJS.ErrnoException
  if (!isFault(error) && system?.syscall !== undefined && system.code !== undefined) {
    return terminal.text(SYSTEM[system.code] ?? 'fault.system', { code: system.code, path: system.path ?? system.syscall })
  }
  if (!isFault(error)) return terminal.text('fault.other', { code: 'bug', message: error instanceof Error ? error.name : typeof error })
  const values = { code: error.code, message: error.message, ...error.about }
  const key = [`fault.${error.code}.${error.about.reason}`, `fault.${error.code}`].find(isMessageKey)
  return terminal.text(key ?? 'fault.other', values)
}
