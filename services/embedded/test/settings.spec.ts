// docs/settings.md lists what processes may be told, by what they declare. Write the list anew: npx vitest run test/settings.spec.ts -u
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { GATEWAY_OPTIONS } from '@zhijian/gateway'
import { CHANNELS, FORGETTING, HOST_OPTIONS, SUPERVISION, type Options } from '@zhijian/host'
import { TELEMETRY_VARIABLES } from '@zhijian/telemetry'
import { expect, it } from 'vitest'
import { DEMONSTRATION_OPTIONS } from '../src/demonstration/settings.ts'
import { startOptions } from '../src/options.ts'
import { SETUP_OPTIONS } from '../src/setup/settings.ts'
import { START_SETTINGS, startHelp, type StartSetting } from '../src/start-settings.ts'

const DOCUMENT = '../../../docs/settings.md'
const LIST = '<!-- From here on written by services/embedded/test/settings.spec.ts -->\n'
const repository = fileURLToPath(new URL('../../..', import.meta.url))

const cell = (text: string): string => text.replaceAll('|', '\\|')
const table = (title: string, options: Options): string => [
  `## ${title}\n`, '| variable | flag | takes | default | for |', '|---|---|---|---|---|',
  ...Object.entries(options).map(([flag, { env, schema, takes, help }]) => {
    const byDefault = schema.safeParse(undefined)
    const value = byDefault.success && byDefault.data !== undefined ? `\`${String(byDefault.data)}\`` : byDefault.success ? '' : 'needed'
    return `| \`${env}\` | \`--${flag}\` | ${cell(takes)} | ${value} | ${cell(help)} |`
  }),
].join('\n')

const ofStart = (): string => ['## Of npm start\n', 'As its `--help` says it.\n', '| flag | variable | for |', '|---|---|---|',
  ...Object.entries<StartSetting>(START_SETTINGS).map(([flag, { value, env, help }]) => `| \`--${flag}${value === undefined ? '' : ` ${cell(value)}`}\` | ${env === undefined ? '' : `\`${env}\``} | ${cell(help)} |`)].join('\n')

const listed = (): string => [
  ofStart(),
  table('Of every service in a process of its own', HOST_OPTIONS),
  table('Of the gateway besides', GATEWAY_OPTIONS),
  table('Of the directory besides', { forgetting: FORGETTING }),
  table('Of geofence-monitor besides', { supervision: SUPERVISION }),
  table('Of the notifier besides', { channels: CHANNELS }),
  table('Of the demonstration’s own process besides', DEMONSTRATION_OPTIONS),
  table('Of setting up the servers', SETUP_OPTIONS),
  ['## Of telemetry, for every process\n', '| variable | takes | default |', '|---|---|---|',
    ...Object.entries(TELEMETRY_VARIABLES).map(([name, [schema, takes]]) => {
      const value = schema.safeParse(undefined).data
      return `| \`${name}\` | ${cell(takes)} | ${value === undefined ? '' : `\`${String(value)}\``} |`
    })].join('\n'),
].join('\n\n')

it('are the ones in docs', async () => {
  const [written] = readFileSync(new URL(DOCUMENT, import.meta.url), 'utf8').split(LIST)
  await expect(`${written}${LIST}\n${listed()}\n`).toMatchFileSnapshot(DOCUMENT)
})

it('of npm start that it reads are those that it lists: no variable more, none less, and every flag on its help', () => {
  const asked = new Set<string>()
  const env = new Proxy<Record<string, string | undefined>>({}, { get: (_, name) => void asked.add(String(name)) })
  startOptions([], env)
  startOptions(['--live'], env)
  const listedVariables = Object.values<StartSetting>(START_SETTINGS).flatMap(({ env: name }) => (name === undefined ? [] : [name.split('=')[0]!]))
  // The minutes of a relay are asked for where there is one.
  expect([...asked, 'TURN_MINUTES'].toSorted()).toEqual(listedVariables.toSorted())
  const help = startHelp()
  for (const [flag, { env: name }] of Object.entries<StartSetting>(START_SETTINGS)) expect(help).toMatch(new RegExp(`^  --${flag}( |$).*${name === undefined ? '' : `\\(${name}\\)`}`, 'm'))
  expect(help).toContain('(ZHIJIAN_CONNECTIONS_PER_ADDRESS)')
})

it('that npm start shares with a gateway or a host of its own have the same variables there', () => {
  const others = { ...HOST_OPTIONS, ...GATEWAY_OPTIONS } as Options
  for (const [flag, { env: name }] of Object.entries<StartSetting>(START_SETTINGS)) {
    const other = others[flag]
    if (name !== undefined && other !== undefined) expect([flag, name.split('=')[0]]).toEqual([flag, other.env])
  }
})

it('of all that runs are in there, whoever reads them', async () => {
  const known = new Set([...readFileSync(new URL(DOCUMENT, import.meta.url), 'utf8').matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name))
  const read = new Set<string>()
  for await (const file of glob('{packages,services}/*/src/**/*.ts', { cwd: repository, exclude: ['**/*.spec.ts', '**/doubles/**'] })) {
    const text = readFileSync(`${repository}/${file}`, 'utf8')
    for (const [, name] of text.matchAll(/(?:\benv(?:ironment)?\.|')((?:ZHIJIAN|VAULT|S3|TURN|NATS|KURRENTDB|MONGODB|SETUP|OTEL)_[A-Z0-9_]*[A-Z0-9])\b/g)) read.add(name!)
  }
  expect(read.size).toBeGreaterThan(70)
  expect([...read].filter((name) => !known.has(name)).sort()).toEqual([])
})
