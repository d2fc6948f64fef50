// What operators give to their machines, as their own programs read it: manifests put together by kustomize, compose files with
// their variables filled in by compose. What is checked file by file elsewhere is checked here as it arrives.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { prepare } from '../../infra/prepare.mjs'
import { readerOf } from '../servers/readers.mjs'
import { pathOf } from './infra-files.ts'
import { faultsOf } from './kubernetes-schemas.ts'

/* eslint-disable @typescript-eslint/no-explicit-any */
const nameOf = ({ kind, metadata }: any): string => `${kind} ${metadata.name}`

const kustomize = await readerOf('kustomize')
const building = 'path' in kustomize ? describe : describe.skip
building.each(['county', 'province'])(`the manifests of a %s${'path' in kustomize ? '' : `: NOT RUN (${kustomize.unavailable})`}`, (overlay) => {
  const build = (): any[] => {
    const { path, args } = kustomize as Extract<typeof kustomize, { path: string }>
    return parseAllDocuments(execFileSync(path, [...args, pathOf(`infra/kubernetes/${overlay}`)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26 })).map((document) => document.toJS())
  }
  const all = 'path' in kustomize ? build() : []
  const of = (kind: string): any[] => all.filter((each) => each.kind === kind)
  const workloads = all.filter(({ spec }) => spec?.template?.spec?.containers !== undefined)
  const services = of('StatefulSet').filter(({ metadata }) => metadata.labels['zhijian/role'] === 'service')

  it('are put together, each by its schema and once', async () => {
    expect(services.length).toBeGreaterThanOrEqual(5)
    for (const each of all) expect(await faultsOf(each), nameOf(each)).toEqual([])
    const names = all.map(nameOf)
    expect(names).toEqual([...new Set(names)])
    for (const each of all.filter(({ kind }) => kind !== 'Namespace')) expect(each.metadata.namespace, nameOf(each)).toBe('zhijian')
  })
  it('tell every service how many of it there are, and set up as many', () => {
    for (const { metadata: { name }, spec: { replicas, template } } of services) {
      const { env } = template.spec.containers.find((each: any) => each.name === 'service')
      expect(env.filter((each: any) => each.name === 'ZHIJIAN_INSTANCES'), name).toEqual([{ name: 'ZHIJIAN_INSTANCES', value: String(replicas) }])
    }
    const setup = of('Job').find(({ metadata }) => metadata.name === 'setup')
    const told = new Map(setup.spec.template.spec.containers[0].env.find((each: any) => each.name === 'SETUP_INSTANCES').value.split(',').map((each: string) => each.split('=')))
    for (const { metadata: { name }, spec: { replicas } } of services) expect(Number(told.get(name) ?? 1), name).toBe(replicas)
    expect(services.filter(({ spec }) => spec.replicas > 1).map(({ metadata }) => metadata.name).sort()).toEqual(['consult-router', 'gateway'])
  })
  it('name settings, files, places and servers that they hold, under the names that they were given', () => {
    const maps = new Set(of('ConfigMap').map(({ metadata }) => metadata.name))
    for (const { metadata, spec: { template: { spec: pod }, volumeClaimTemplates = [] } } of workloads) {
      const volumes = [...(pod.volumes ?? []), ...volumeClaimTemplates.map((each: any) => each.metadata)]
      for (const volume of pod.volumes ?? []) if (volume.configMap) expect(maps, `${metadata.name}: ${volume.name}`).toContain(volume.configMap.name)
      for (const container of [...pod.initContainers ?? [], ...pod.containers]) {
        for (const { configMapRef } of container.envFrom ?? []) expect(maps, metadata.name).toContain(configMapRef.name)
        for (const { name } of container.volumeMounts ?? []) expect(volumes.map((each: any) => each.name), metadata.name).toContain(name)
        const names = (container.env ?? []).map((each: any) => each.name)
        expect(names, metadata.name).toEqual([...new Set(names)])
        const paths = (container.volumeMounts ?? []).map((each: any) => each.mountPath)
        expect(paths, metadata.name).toEqual([...new Set(paths)])
      }
    }
    const [{ data: told }] = of('ConfigMap').filter(({ metadata }) => metadata.name.startsWith('told'))
    const hosts = [...Object.values(told as Record<string, string>).join(' ').matchAll(/(?:^|[/, ])([a-z][a-z0-9-]*):\d+/g)].map(([, host]) => host)
    if (overlay === 'county') expect(new Set(hosts)).toEqual(new Set(['nats', 'kurrentdb', 'mongodb', 'objects']))
    for (const host of hosts) expect(of('Service').map(({ metadata }) => metadata.name)).toContain(host)
    expect(workloads.flatMap(({ spec }) => spec.template.spec.containers).map(({ image }: any) => image).filter((image: string) => /^zhijian/.test(image))).toEqual([])
  })
  it('let in and protect pods that there are', () => {
    const labels = workloads.map(({ spec }) => spec.template.metadata.labels)
    const meets = (wanted: Record<string, string> = {}): boolean => labels.some((each) => Object.entries(wanted).every(([key, value]) => each[key] === value))
    for (const each of [...of('Service'), ...of('StatefulSet'), ...of('PodDisruptionBudget'), ...of('NetworkPolicy')]) {
      const selector = each.spec.podSelector ?? each.spec.selector
      expect(meets(selector?.matchLabels ?? (each.kind === 'Service' ? selector : {})), nameOf(each)).toBe(true)
    }
    for (const { metadata, spec } of workloads) if (spec.selector) expect(spec.template.metadata.labels, metadata.name).toMatchObject(spec.selector.matchLabels)
  })
})

const compose = await readerOf('compose')
const composing = 'path' in compose ? describe : describe.skip
composing(`the compose files${'path' in compose ? '' : `: NOT RUN (${compose.unavailable})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-compose-'))
  const env = join(folder, '.env')
  afterAll(() => rmSync(folder, { recursive: true }))
  const read = (variables: readonly string[], ...files: readonly string[]): any => {
    const { path, args } = compose as Extract<typeof compose, { path: string }>
    return JSON.parse(execFileSync(path, [...args, ...variables, ...files.flatMap((file) => ['-f', pathOf(file)]), 'config', '--format', 'json'], {
      encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26, env: { PATH: process.env['PATH'] },
    }))
  }
  const prepared = (): readonly string[] => {
    prepare({ secrets: join(folder, 'secrets'), data: join(folder, 'var'), env })
    return ['--env-file', env]
  }

  it('are read with what preparing a machine wrote, and with nothing else', () => {
    const { services, secrets } = read(prepared(), 'docker-compose.yml')
    expect(services.nats.image).toMatch(/^nats:/)
    for (const [name, service] of Object.entries<any>(services)) {
      expect(service.user, name).toMatch(/^\d+:\d+$/)
      const { limits } = service.deploy.resources
      expect([Number(limits.cpus) > 0, Number(limits.memory) >= 2 ** 26, limits.pids > 0], name).toEqual([true, true, true])
      for (const { source } of service.secrets ?? []) expect(secrets[source].file, `${name}: ${source}`).toMatch(new RegExp(`^${join(folder, 'secrets')}/`))
      for (const value of Object.values(service.environment ?? {})) expect(value, name).not.toBe('')
    }
    expect(Object.keys(services).filter((name) => /^(consult-router|gateway)-/.test(name))).toHaveLength(4)
  })
  it('put no secret of the machine into what compose hands on', () => {
    const text = JSON.stringify(read(prepared(), 'docker-compose.yml'))
    for (const name of ['mongodb-admin.password', 'kurrentdb-gateway.password', 'turn-secret', 'objects-secret-key']) expect(text).not.toContain(readFileSync(join(folder, 'secrets', name), 'utf8').trim())
  })
  it('with the cluster laid over them are three brokers with the same limits and secrets, and one store each', () => {
    const { services } = read(prepared(), 'docker-compose.yml', 'infra/compose/nats-cluster.yml')
    const members = ['nats', 'nats-1', 'nats-2'].map((name) => services[name])
    for (const [n, member] of members.entries()) {
      expect(member.command).toEqual(['-c', '/etc/nats/cluster.conf', '-n', ['nats', 'nats-1', 'nats-2'][n]])
      expect([member.deploy, member.healthcheck]).toEqual([members[0].deploy, members[0].healthcheck])
      expect(new Set(member.secrets.map(({ source }: any) => source))).toEqual(new Set(['nats.conf', 'nats-users.conf', 'nats.crt', 'nats.key', 'ca.crt']))
      expect(member.volumes.map(({ target }: any) => target).sort()).toEqual(['/data', '/etc/nats/cluster.conf'])
    }
    expect(new Set(members.map(({ volumes }) => volumes.find(({ target }: any) => target === '/data').source)).size).toBe(3)
  })
  it('are refused on a machine that nothing was prepared on, by the name of what is missing', () => {
    expect(() => read(['--env-file', '/dev/null'], 'docker-compose.yml')).toThrow(/made by node infra\/prepare\.mjs|a six-digit county code|how browsers reach|how callers reach/)
  })
})
