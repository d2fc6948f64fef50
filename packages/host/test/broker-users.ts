// The broker's users as an operator makes them: by the built command line.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asBuilt } from '../../../tools/setup/bundled.mjs'

const commandLine = fileURLToPath(new URL('../../cli/dist/src/main.js', import.meta.url))

export interface BrokerUsers {
  /** For the server to include. */
  readonly file: string
  readonly passwordFile: (user: string) => string
  readonly environmentOf: (service: string) => Readonly<Record<string, string>>
  /** For a connection of the test's own. */
  readonly as: (user: string) => { readonly name: string; readonly password: () => string }
  /** @returns what it said */
  readonly change: (...args: readonly string[]) => string
}

export const brokerUsers = (folder: string, groups: number): BrokerUsers => {
  if (!existsSync(commandLine)) throw new Error('the command line is not built: run tsc -b')
  const change = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [commandLine, 'broker', 'users', '--out', folder, ...args], { encoding: 'utf8', env: asBuilt() })
  change('--groups', String(groups), '--demonstration')
  const passwordFile = (user: string): string => join(folder, `nats-${user}.password`)
  return {
    file: join(folder, 'users.conf'), passwordFile, change,
    environmentOf: (service) => ({
      NATS_USER: service, NATS_PASSWORD_FILE: passwordFile(service), NATS_RELAY_USER: 'relay', NATS_RELAY_PASSWORD_FILE: passwordFile('relay'),
    }),
    as: (user) => ({ name: user, password: () => readFileSync(passwordFile(user), 'utf8').trim() }),
  }
}
