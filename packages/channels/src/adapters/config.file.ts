// The bureau's configuration of channels, as a file.
import { readFileSync } from 'node:fs'
import { Fault } from '@zhijian/kernel'
import { notifierConfig, type NotifierConfig } from '../config.ts'

/** @throws Fault `config-unreadable` · `config-invalid` (never), naming file and fields, not what stands there */
export const readNotifierConfig = (file: string): NotifierConfig => {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    // The parser's message quotes the file.
    const code = (error as NodeJS.ErrnoException).code
    throw new Fault('config-unreadable', `${file}: ${code ?? 'is not JSON'}`, { retry: 'never', about: { reason: code === undefined ? 'no-json' : 'unreadable', file } })
  }
  return notifierConfig(value)
}
