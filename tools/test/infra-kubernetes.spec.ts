// The manifests, file by file and each service with the patch that is common to all: by the schemas that Kubernetes publishes, to the last field,
// and by rules of ours.
import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { knownVariables, pathOf, textOf, yamlOf, yamlsOf } from './infra-files.ts'
import { faultsOf } from './kubernetes-schemas.ts'

const folders = ['base', 'servers']
const OVERLAYS = ['county', 'province']
/* eslint-disable @typescript-eslint/no-explicit-any */
interface Manifest { readonly file: string; readonly value: any }
const manifests: readonly Manifest[] = folders.flatMap((folder) => readdirSync(pathOf(`infra/kubernetes/${folder}`))
  .filter((name) => name.endsWith('.yaml') && !['kustomization.yaml', 'service-patch.yaml'].includes(name))
  .flatMap((name) => yamlsOf(`infra/kubernetes/${folder}/${name}`).map((value) => ({ file: `${folder}/${name}`, value }))))
const patch = yamlOf('infra/kubernetes/base/service-patch.yaml')
const known = knownVariables()

/** As kustomize puts a patch under a manifest, as far as ours go: maps are joined, lists by name or end to end. */
const joined = (under: any, over: any): any => {
  if (Array.isArray(under) && Array.isArray(over)) {
    const byName = [...under, ...over].every((each) => typeof each?.name === 'string')
    if (!byName) return over
    return [...under.map((each) => (over.some(({ name }) => name === each.name) ? joined(each, over.find(({ name }) => name === each.name)) : each)), ...over.filter(({ name }) => !under.some((each) => each.name === name))]
  }
  if (under === null || over === null || typeof under !== 'object' || typeof over !== 'object') return over
  return Object.fromEntries([...new Set([...Object.keys(under), ...Object.keys(over)])].map((key) => [key, key in over ? (key in under ? joined(under[key], over[key]) : over[key]) : under[key]]))
}
const isService = ({ value }: Manifest): boolean => value.kind === 'StatefulSet' && value.metadata.labels?.['zhijian/role'] === 'service'
const whole: readonly Manifest[] = manifests.map((each) => (isService(each) ? { ...each, value: joined(each.value, { ...patch, metadata: {} }) } : each))
const workloads = whole.filter(({ value }) => value.spec?.template?.spec?.containers !== undefined)

describe.each(whole.map((each) => [`${each.file} ${each.value.kind} ${each.value.metadata.name}`, each.value] as const))('%s', (_name, value) => {
  it('is as Kubernetes’ schemas have it, without a field that they do not know', async () => expect(await faultsOf(value)).toEqual([]))
})

it('a field with a letter too many is noticed', async () => {
  const { value } = whole.find(isService)!
  expect(await faultsOf(joined(value, { spec: { template: { spec: { automountServiceAccountTokenn: false } } } }))).toEqual(['/spec/template/spec/automountServiceAccountTokenn is unknown'])
})

describe.each(workloads.map((each) => [each.value.metadata.name as string, each.value] as const))('%s', (name, value) => {
  const pod = value.spec.template.spec
  it('may be run where pods are restricted', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
    expect([pod.automountServiceAccountToken, pod.hostNetwork, pod.hostPID]).toEqual([false, undefined, undefined])
    for (const container of [...pod.initContainers ?? [], ...pod.containers]) expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } })
  })
  it('has limits, and probes where it goes on', () => {
    for (const container of pod.containers) {
      expect(container.resources.limits).toEqual({ cpu: expect.any(String), memory: expect.any(String) })
      if (value.kind !== 'Job') expect(container.readinessProbe, container.name).toBeDefined()
    }
  })
  it('has its secrets as files', () => {
    for (const container of pod.containers) for (const { name: variable, valueFrom } of container.env ?? []) {
      expect(valueFrom?.secretKeyRef).toBeUndefined()
      if (/PASSWORD|SECRET|TOKEN|KEY$/.test(variable)) expect(variable, name).toMatch(/(_FILE|^SETUP_SECRETS)$/)
    }
    for (const container of pod.containers) expect((container.envFrom ?? []).every((each: object) => 'configMapRef' in each)).toBe(true)
  })
})

describe.each(whole.filter(isService).map((each) => [each.value.metadata.name as string, each.value] as const))('the service %s', (name, { spec }) => {
  const { env } = spec.template.spec.containers.find((each: { name: string }) => each.name === 'service')
  const said = new Map(env.map((each: { name: string }) => [each.name, each]))
  it('knows which of how many it is from its own name', () => {
    expect(said.get('ZHIJIAN_ORDINAL')).toMatchObject({ valueFrom: { fieldRef: { fieldPath: 'metadata.labels[\'apps.kubernetes.io/pod-index\']' } } })
    expect(said.get('ZHIJIAN_INSTANCES')).toMatchObject({ value: String(spec.replicas) })
    expect(spec.podManagementPolicy).toBe('Parallel')
  })
  it('is told settings that there are', () => {
    for (const variable of said.keys()) expect(known, name).toContain(variable)
  })
})

describe('pods of services', () => {
  const told = new Map((yamlOf('infra/kubernetes/base/kustomization.yaml').configMapGenerator as { name: string; literals?: string[] }[])
    .flatMap(({ literals = [] }) => literals.map((literal) => literal.split('=', 2) as [string, string])))
  const volumesOf = ({ value: { spec } }: Manifest): readonly { name: string }[] => [...spec.template.spec.volumes ?? [], ...(spec.volumeClaimTemplates ?? []).map((each: Manifest['value']) => each.metadata)]

  it('share no disk, so that they may run on any machine: keys, look-ups, files and sessions lie on servers', () => {
    expect(Object.fromEntries(told)).toMatchObject({ ZHIJIAN_KEY_STORE: 'mongodb', ZHIJIAN_BLOBS: 's3://zhijian', S3_ENDPOINT: 'https://objects:8333' })
    for (const { value } of whole.filter(isService)) {
      const { env } = value.spec.template.spec.containers.find((each: { name: string }) => each.name === 'service')
      if (value.metadata.name === 'gateway') expect(env).toContainEqual({ name: 'ZHIJIAN_EDGE_STORE', value: 'mongodb' })
      expect(value.spec.template.spec.affinity).toBeUndefined()
      expect(value.spec.template.spec.volumes.filter((volume: object) => 'persistentVolumeClaim' in volume)).toEqual([])
    }
  })
  it.each(workloads.map((each) => [each.value.metadata.name as string, each] as const))('of %s mount what there is, and find there what they are told of', (_name, manifest) => {
    const { containers, initContainers = [] } = manifest.value.spec.template.spec
    const volumes = new Map(volumesOf(manifest).map((volume) => [volume.name, volume]))
    for (const { volumeMounts = [], env = [] } of [...initContainers, ...containers] as { volumeMounts?: { name: string; mountPath: string }[]; env?: { name: string; value: string }[] }[]) {
      for (const { name } of volumeMounts) expect([...volumes.keys()]).toContain(name)
      for (const { name, value } of env) if (/_FILE$|^ZHIJIAN_ISSUERS$/.test(name)) expect(volumeMounts.some(({ mountPath }) => value.startsWith(mountPath)), `${name}=${value}`).toBe(true)
    }
  })
  it('find in their secrets the files that they are told of', () => {
    const script = textOf('infra/kubernetes/secrets.sh')
    const put = (secret: string): readonly string[] => [...(new RegExp(`^\\s*put "?${secret.replace('$', '\\$')}"? (.*)$`, 'm').exec(script)?.[1] ?? '').matchAll(/--from-file=("?[^\s"=]+)(?==|"|\s|$)/g)].map(([, file]) => file!.split('/').at(-1)!)
    const [{ env, volumeMounts }] = patch.spec.template.spec.containers
    const filesAt = (path: string): readonly string[] => env.filter(({ value }: { value?: string }) => value?.startsWith(`${path}/`)).map(({ value }: { value: string }) => value.slice(path.length + 1))
    expect(volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toContain('/secrets/shared')
    for (const file of filesAt('/secrets/shared')) expect(put('zhijian-shared')).toContain(file)
    for (const file of filesAt('/secrets/own')) expect(put('zhijian-$service')).toContain(file)
    expect(put('zhijian-keys').toSorted()).toEqual(['lookup.key', 'master.key', 'seal.key', 'secrets.key'])
    const province = textOf('infra/kubernetes/province/kustomization.yaml')
    for (const [, file] of province.matchAll(/\/secrets\/vault\/([a-z.-]+)/g)) expect(put('zhijian-vault')).toContain(file)
  })
})

it('every service is run, and gets its secrets', () => {
  const there = readdirSync(pathOf('services')).filter((name) => name !== 'embedded' && existsSync(pathOf(`services/${name}/src/main.ts`)))
  expect(whole.filter(isService).map(({ value }) => value.metadata.name).sort()).toEqual(there)
  for (const name of there) expect(yamlOf('infra/kubernetes/base/kustomization.yaml').resources).toContain(`${name}.yaml`)
  expect(/^SERVICES='(.*)'$/m.exec(textOf('infra/kubernetes/secrets.sh'))![1]!.split(' ').sort()).toEqual(there)
})

describe('the overlays', () => {
  it('tell settings that there are, and as many instances as there will be', () => {
    for (const overlay of ['base', ...OVERLAYS]) {
      const { configMapGenerator = [], replicas = [], patches = [] } = yamlOf(`infra/kubernetes/${overlay}/kustomization.yaml`)
      for (const { literals = [] } of configMapGenerator as { literals?: string[] }[]) for (const literal of literals) expect(known, literal).toContain(literal.split('=')[0])
      for (const { name, count } of replicas as { name: string; count: number }[]) {
        const told = (patches as { target: { name?: string }; patch?: string }[]).filter(({ target }) => new RegExp(`^(${target.name})$`).test(name))
        expect(told.map((each) => each.patch).join('\n'), overlay).toContain(`name: ZHIJIAN_INSTANCES, value: "${count}"`)
        expect(textOf(`infra/kubernetes/${overlay}/kustomization.yaml`)).toMatch(new RegExp(`SETUP_INSTANCES, value: ".*${name}=${count}\\b`))
      }
    }
  })
  it('name files that are there', () => {
    for (const folder of [...folders, ...OVERLAYS]) {
      const { resources } = yamlOf(`infra/kubernetes/${folder}/kustomization.yaml`)
      for (const resource of resources as string[]) expect(existsSync(pathOf(`infra/kubernetes/${folder}/${resource}`)), `${folder}: ${resource}`).toBe(true)
    }
  })
})
