// What a new service begins with: one command, one event, one view, each with its specs. Small enough to be rewritten.
/** @import { Names } from './names.mjs' */

/** @param {unknown} value */
const json = (value) => `${JSON.stringify(value, null, 2)}\n`

/** @param {Names} names @returns {Readonly<Record<string, string>>} path → text */
export const filesOf = ({ service, Service, category, file, Decider, DECIDER }) => ({
  [`packages/contracts/src/${file}.ts`]: `// The contract of ${category}: its command, event and refusals. The rules are in ${service} (src/${file}.ts).
import { z } from 'zod'
import { Instant, PersonId } from './common.ts'
import { eventFamily } from './events.ts'

export const ${Decider}Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'${Decider}Id'>()
export type ${Decider}Id = z.infer<typeof ${Decider}Id>

export const ${Decider}Opened = z.object({
  type: z.literal('${Decider}Opened'), data: z.object({ ${category}Id: ${Decider}Id, openedBy: PersonId, at: Instant }),
})

export const ${category}Events = eventFamily('${category}', [${Decider}Opened])
export type ${Decider}Event = NonNullable<ReturnType<typeof ${category}Events.read>>

export const Open${Decider} = z.strictObject({ type: z.literal('Open${Decider}'), at: Instant, ${category}Id: ${Decider}Id, openedBy: PersonId })
export const ${Decider}Command = z.discriminatedUnion('type', [Open${Decider}])
export type ${Decider}Command = z.infer<typeof ${Decider}Command>

/** What may be sent to ${service}; who opens it is who sends it. */
export const ${category}Commands = { 'open-${file}': z.strictObject({ ${category}Id: ${Decider}Id }) } as const

export const ${DECIDER}_REFUSALS = ['${file}-exists'] as const
export type ${Decider}Refusal = (typeof ${DECIDER}_REFUSALS)[number]
`,
  [`packages/contracts/golden/${category}/${Decider}Opened.v1.json`]: json({
    type: `${Decider}Opened.v1`, data: { [`${category}Id`]: `${file}-1`, openedBy: 'wang', at: '2026-03-01T09:00:00.000Z' },
  }),
  [`services/${service}/package.json`]: json({
    name: `@zhijian/${service}`, version: '0.2.0', private: true, license: 'Apache-2.0', type: 'module',
    exports: { '.': { source: './src/index.ts', default: './dist/src/index.js' } },
    scripts: { test: 'vitest run' },
    dependencies: {
      '@zhijian/contracts': 'workspace:*', '@zhijian/host': 'workspace:*', '@zhijian/kernel': 'workspace:*', '@zhijian/runtime': 'workspace:*', zod: 'catalog:',
    },
    devDependencies: { '@zhijian/bus': 'workspace:*', '@zhijian/testkit': 'workspace:*' },
    zhijian: { decider: category },
  }),
  [`infra/kubernetes/base/${service}.yaml`]: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${service}
  labels: { zhijian/role: service }
spec:
  replicas: 1
  serviceName: ${service}
  selector: { matchLabels: { app.kubernetes.io/name: ${service} } }
  template:
    metadata:
      labels: { app.kubernetes.io/name: ${service}, zhijian/role: service }
    spec:
      containers:
        - name: service
          args: [${service}]
          env:
            - { name: ZHIJIAN_INSTANCES, value: "1" }
            - { name: NATS_USER, value: ${service} }
            - { name: KURRENTDB_USER, value: ${service} }
            - { name: MONGODB_USER, value: ${service} }
      volumes:
        - { name: own, secret: { secretName: zhijian-${service}, defaultMode: 0440 } }
        - { name: issuers, secret: { secretName: zhijian-${service}-issuers, defaultMode: 0440 } }
---
# Names its pods, and lets a scraper find every one of them.
apiVersion: v1
kind: Service
metadata: { name: ${service} }
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: { app.kubernetes.io/name: ${service} }
  ports: [{ name: operator, port: 9464 }]
`,
  [`services/${service}/vitest.config.ts`]: "export { default } from '../../tools/vitest.config.ts'\n",
  [`services/${service}/README.md`]: `# ${service}

**Its question:** …

Read in this order: [contract](../../packages/contracts/src/${file}.ts) · [decider](src/${file}.ts) · [its sentences](src/${file}.spec.ts).

| stream | decider | what it decides |
|---|---|---|
| \`${category}-<id>\` | \`src/${file}.ts\` | … |

**In.** Command \`open-${file}\`. **Out.** Event \`${Decider}Opened\`; query \`get-${file}\`.

**Promises**
- Opened once; opening it again by the same person changes nothing.

**Refusals**: \`${DECIDER}_REFUSALS\` in the contract; the specs meet each.

**Alone**: \`npm run -s service -- ${service} --help\`. **Test**: \`vitest run\` here; \`test/\` runs the whole service on a memory log and a virtual clock.
`,
  [`services/${service}/src/${file}.ts`]: `// …
// I1 It is opened once.
import type { ${Decider}Command, ${Decider}Event, ${Decider}Refusal, PersonId } from '@zhijian/contracts'
import { accept, nothing, refuse, type Decider, type Decision } from '@zhijian/kernel'

export type ${Decider} = { readonly phase: 'absent' } | { readonly phase: 'open'; readonly openedBy: PersonId }

const no = (code: ${Decider}Refusal): Decision<never> => refuse(code)

const evolve = (state: ${Decider}, event: ${Decider}Event): ${Decider} => {
  switch (event.type) {
    case '${Decider}Opened': return { phase: 'open', openedBy: event.data.openedBy }
    default: return (event.type satisfies never, state)
  }
}

const decide = (command: ${Decider}Command, state: ${Decider}): Decision<${Decider}Event> => {
  const { ${category}Id, openedBy, at } = command
  switch (command.type) {
    case 'Open${Decider}': {
      if (state.phase === 'open') return state.openedBy === openedBy ? nothing : no('${file}-exists')
      return accept({ type: '${Decider}Opened', data: { ${category}Id, openedBy, at } })
    }
    default: return command.type satisfies never
  }
}

export const ${category}: Decider<${Decider}, ${Decider}Command, ${Decider}Event> = {
  category: '${category}',
  initial: () => ({ phase: 'absent' }),
  evolve,
  decide,
  // No clock runs. A deadline is kept in the state, returned here, and elapse says what its passing means.
  nextDeadline: () => null,
  elapse: () => [],
}
`,
  [`services/${service}/src/${file}.spec.ts`]: `import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ${category}Events, type ${Decider}Command, type ${Decider}Event, type ${Decider}Id, type PersonId } from '@zhijian/contracts'
import { instant, type JsonObject } from '@zhijian/kernel'
import { scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { ${category} } from './${file}.ts'

const given = scenario(${category})
const at = instant('2026-03-01T09:00:00.000Z')
const ${category}Id = '${file}-1' as ${Decider}Id
const open = (openedBy: string): ${Decider}Command => ({ type: 'Open${Decider}', at, ${category}Id, openedBy: openedBy as PersonId })
const opened = (openedBy: string): ${Decider}Event => ({ type: '${Decider}Opened', data: { ${category}Id, openedBy: openedBy as PersonId, at } })

describe('${category}', () => {
  it('is opened once, by whoever asks first', () => {
    given().when(open('wang')).then(opened('wang'))
    given(opened('wang')).when(open('wang')).thenNothing()
    given(opened('wang')).when(open('li')).thenRefused('${file}-exists')
  })

  const golden = join(import.meta.dirname, '../../../packages/contracts/golden/${category}')
  it.each(readdirSync(golden))('folds what was stored: %s', (file) => {
    const { type, data } = JSON.parse(readFileSync(join(golden, file), 'utf8')) as { type: string; data: JsonObject }
    expect(${category}.evolve(${category}.initial(), ${category}Events.read(type, data)!)).not.toEqual(${category}.initial())
  })
})
`,
  [`services/${service}/src/views/${file}s.ts`]: `// Every ${category} as it stands.
import { ${category}Events } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export type ${Decider}Document = { readonly ${category}Id: string; readonly openedBy: string; readonly openedAt: Instant }

export const ${category}s: View<${Decider}Document> = {
  collection: { name: '${service}-${file}s', version: 1, indexes: [['openedBy', 'openedAt']] },
  on: { categories: ['${category}'] },
  keys: (event) => [event.data.${category}Id as string],
  evolve(document, stored) {
    const event = ${category}Events.read(stored.type, stored.data)
    if (event === null) return document
    switch (event.type) {
      case '${Decider}Opened': return { ${category}Id: event.data.${category}Id, openedBy: event.data.openedBy, openedAt: event.data.at }
      default: return (event.type satisfies never, document)
    }
  },
}
`,
  [`services/${service}/src/commands.ts`]: `// What may be sent to this service, by whom, and to which stream.
import { ${category}Commands, ${category}Events, type ${Decider}Command } from '@zhijian/contracts'
import { command, type Aggregate, type CommandDefinition } from '@zhijian/runtime'
import { ${category} } from './${file}.ts'

export const ${category}Aggregate: Aggregate = { decider: ${category}, events: ${category}Events as never }

export const ${category}CommandDefinitions: Readonly<Record<keyof typeof ${category}Commands, CommandDefinition>> = {
  'open-${file}': command({
    schema: ${category}Commands['open-${file}'], aggregate: ${category}Aggregate, roles: ['citizen', 'desk'], streamId: (data) => data.${category}Id,
    prepare: ({ ${category}Id }, { actor }): Omit<${Decider}Command, 'at'> => ({ type: 'Open${Decider}', ${category}Id, openedBy: actor.id }),
  }),
}
`,
  [`services/${service}/src/queries.ts`]: `// What may be asked of this service. A citizen gets nothing here that is not hers.
import { ${Decider}Id } from '@zhijian/contracts'
import type { Json } from '@zhijian/kernel'
import { query, type QueryDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import { ${category}s, type ${Decider}Document } from './views/${file}s.ts'

export const createQueries = (ports: ServicePorts): Readonly<Record<string, QueryDefinition>> => ({
  'get-${file}': query({
    schema: z.strictObject({ ${category}Id: ${Decider}Id }), roles: ['citizen', 'desk', 'auditor', 'system'],
    async run({ ${category}Id }, { actor }) {
      const found = await ports.view<${Decider}Document>(${category}s.collection.name).get(${category}Id)
      return (actor.role === 'citizen' && found?.openedBy !== actor.id ? null : found) as Json
    },
  }),
})
`,
  [`services/${service}/src/service.ts`]: `// ${service}: … Both profiles call this and nothing else.
import type { ServiceDefinition, ServicePorts } from '@zhijian/runtime'
import { ${category}Aggregate, ${category}CommandDefinitions } from './commands.ts'
import { createQueries } from './queries.ts'
import { ${category}s } from './views/${file}s.ts'

export const create${Service} = (ports: ServicePorts): ServiceDefinition => ({
  name: '${service}',
  aggregates: [${category}Aggregate],
  commands: ${category}CommandDefinitions,
  queries: createQueries(ports),
  reactions: [],
  sends: [],
  views: [${category}s],
})
`,
  [`services/${service}/src/index.ts`]: `export { ${category} } from './${file}.ts'
export { create${Service} } from './service.ts'
`,
  [`services/${service}/src/main.ts`]: `// ${service} in a process of its own.
import { runService } from '@zhijian/host'
import { create${Service} } from './service.ts'

await runService({ name: '${service}', create: (ports) => create${Service}(ports) })
`,
  [`services/${service}/test/${service}.int.spec.ts`]: `// The whole service on a runtime of its own: a log in memory, a virtual clock.
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { ${category}Events, type Actor, type CommandReply, type PersonId } from '@zhijian/contracts'
import { instant, timersOf, type Json } from '@zhijian/kernel'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { expect, it } from 'vitest'
import { create${Service} } from '../src/index.ts'

it('takes a command, answers a repetition from the log, refuses another person, and shows it to its own', async () => {
  const clock = virtualClock(instant('2026-03-01T09:00:00.000Z'))
  const store = memoryStore()
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers: timersOf(clock), report: () => {} })
  const tokens = processTokens(() => clock.now())
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, timers: timersOf(clock), wallNow: () => clock.now(), tokens, families: [${category}Events], log: silentLog, metrics: createMetrics(),
  })
  runtime.host(create${Service})
  await runtime.start()
  const [wang, li] = (['wang', 'li'] as const).map((id): Actor => ({ id: id as PersonId, role: 'citizen' }))
  const open = async (actor: Actor, commandId: string): Promise<CommandReply> => {
    const reply = await bus.request('cmd.${service}.open-${file}', {
      commandId, data: { ${category}Id: 'one' }, actor: { ...actor }, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'test',
    })
    await runtime.idle()
    return reply as unknown as CommandReply
  }
  const look = (actor: Actor): Promise<Json> =>
    bus.request('qry.${service}.get-${file}', { data: { ${category}Id: 'one' }, actor: { ...actor }, token: tokens.sign(actor, 'query') })

  expect(await open(wang!, 'command-000000000001')).toMatchObject({ outcome: 'accepted', version: 0, repeated: false })
  expect(await open(wang!, 'command-000000000001')).toMatchObject({ outcome: 'accepted', version: 0, repeated: true })
  expect(await open(li!, 'command-000000000002')).toMatchObject({ outcome: 'refused', code: '${file}-exists' })
  expect(await look(wang!)).toEqual({ ${category}Id: 'one', openedBy: 'wang', openedAt: '2026-03-01T09:00:00.000Z' })
  expect(await look(li!)).toBeNull()
  await runtime.drain()
  await bus.close()
})
`,
})

/** @param {string} service */
const composed = (service) => `  ${service}:
    <<: *service
    command: [${service}]
    environment:
      <<: *told
      NATS_USER: ${service}
      NATS_PASSWORD_FILE: /run/secrets/nats-${service}.password
      KURRENTDB_USER: ${service}
      KURRENTDB_PASSWORD_FILE: /run/secrets/kurrentdb-${service}.password
      MONGODB_USER: ${service}
      MONGODB_PASSWORD_FILE: /run/secrets/mongodb-${service}.password
      ZHIJIAN_ORDINAL: "0"
      ZHIJIAN_INSTANCES: "1"
    secrets: [ca.crt, objects-access-key, objects-secret-key, nats-relay.password, nats-${service}.password, kurrentdb-${service}.password, mongodb-${service}.password]
    networks: [inside]
`

/**
 * Lines that go into files that are there, each before a line that is known.
 * @param {Names} names
 * @returns {readonly { readonly path: string, readonly before: RegExp, readonly text: string }[]}
 */
export const wiringOf = ({ service, Service, file }) => [
  { path: 'packages/contracts/src/index.ts', before: /^export \* from '\.\/privacy\.ts'/m, text: `export * from './${file}.ts'\n` },
  { path: 'services/embedded/src/compose.ts', before: /^import .* from '@zhijian\/privacy'/m, text: `import { create${Service} } from '@zhijian/${service}'\n` },
  { path: 'services/embedded/src/compose.ts', before: /^ {4}runtime\.host\(\(ports\) => gatewayService\(/m, text: `    runtime.host((ports) => create${Service}(ports)),\n` },
  { path: 'services/embedded/src/distributed/processes.ts', before: /^\] as const/m, text: `  '${service}',\n` },
  { path: 'services/gateway/src/operators.ts', before: /^ {2}'gateway',$/m, text: `  '${service}',\n` },
  { path: 'services/gateway/src/problems.ts', before: /^ {2}\/\/ what was written, and files$/m, text: `  // ${service}\n  '${file}-exists': 409,\n` },
  { path: 'services/gateway/src/i18n/zh-CN.ts', before: /^ {2}\/\/ what was written, and files$/m, text: `  // ${service}\n  '${file}-exists': { title: '已由他人办理' },\n` },
  // In the order in which they stand in the file; each text is there once, so that it can be taken away again.
  { path: 'docker-compose.yml', before: /^ {2}consult-router-0:$/m, text: composed(service) },
  { path: 'docker-compose.yml', before: /mongodb-admin\.password, mongodb-directory/, text: `kurrentdb-${service}.password, mongodb-${service}.password, ` },
  { path: 'docker-compose.yml', before: /^ {2}nats-relay\.password: \{/m, text: ['nats/nats', 'kurrentdb', 'mongodb'].map((file) => `  ${file.slice(file.indexOf('/') + 1)}-${service}.password: { file: '\${ZHIJIAN_SECRETS:-./infra/secrets}/${file}-${service}.password' }\n`).join('') },
  { path: 'infra/kubernetes/base/kustomization.yaml', before: /^ {2}- setup\.yaml$/m, text: `  - ${service}.yaml\n` },
  { path: 'infra/kubernetes/secrets.sh', before: /notifier gateway'$/m, text: `${service} ` },
  { path: 'infra/prometheus/prometheus.yml', before: /notifier, gateway-0/, text: `${service}, ` },
  { path: 'README.md', before: /^\| \[packages\/contracts\]/m, text: `| [services/${service}](services/${service}/README.md) | … | [src/${file}.ts](services/${service}/src/${file}.ts) |\n` },
]
