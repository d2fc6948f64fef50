// Passwords are said by files: what stands in an address, a flag or a variable is shown in lists of processes.
import { readFileSync } from 'node:fs'
import { Fault } from '@zhijian/kernel'
import { HOST_OPTIONS, type HostSettings } from './settings.ts'

/** @param setting `nats-password-file`, to be named when it cannot be read */
export const secretIn = (file: string, setting: keyof typeof HOST_OPTIONS): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Fault('usage', `--${setting} (${HOST_OPTIONS[setting].env}) cannot be read`, { retry: 'never', cause: error })
  }
}

/** The user of this process at a server; null where none was named. @throws Fault `usage` (never) */
export const userAt = (settings: HostSettings, server: 'nats' | 'nats-relay' | 'mongodb' | 'kurrentdb'): { readonly name: string; readonly password: string } | null => {
  const [user, passwordFile] = [`${server}-user`, `${server}-password-file`] as const
  const [name, file] = [settings[user], settings[passwordFile]]
  if (name === undefined && file === undefined) return null
  if (name === undefined || file === undefined) {
    const both = [user, passwordFile].map((each) => `--${each} (${HOST_OPTIONS[each].env})`).join(' and ')
    throw new Fault('usage', `${both} are given together`, { retry: 'never' })
  }
  return { name, password: secretIn(file, passwordFile) }
}

/** The files that must be named together with something else. @throws Fault `usage` (never) */
export const filesOf = <K extends keyof HostSettings & keyof typeof HOST_OPTIONS>(settings: HostSettings, why: string, ...names: readonly K[]): Readonly<Record<K, string>> => {
  const missing = names.filter((name) => settings[name] === undefined)
  if (missing.length > 0) throw new Fault('usage', `${missing.map((each) => `--${each} (${HOST_OPTIONS[each].env})`).join(' and ')} must be given ${why}`, { retry: 'never' })
  return Object.fromEntries(names.map((name) => [name, settings[name]])) as unknown as Record<K, string>
}
