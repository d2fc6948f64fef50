// Every route of the API's document, tried by a machine (schemathesis) over HTTP as each kind of person: whatever it thinks of, the answer
// is one that the document declares, nothing is a fault of ours, nothing of what was sent comes back in an error, nobody sees what is
// somebody else's. `npm run fuzz -- --minutes 30 --seed 7` goes on for longer.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AccountId, Role } from '@zhijian/contracts'
import { ROUTES } from '@zhijian/gateway'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { fuzzer } from '../../../tools/servers/fuzzer.mjs'
import { BODIES, ROLES_USED } from './every-route.fixtures.ts'
import { openRenewed, type Renewed } from './fuzz.fixtures.ts'

/**
 * So many requests to each route, the same ones each time, however quick the machine is. `npm run fuzz` goes by time instead, and on to
 * the borders of every field and to ways over several routes, which go through in no minute.
 */
const EXAMPLES = Number(process.env['ZHIJIAN_FUZZ_EXAMPLES'] ?? 3)
const SECONDS = Number(process.env['ZHIJIAN_FUZZ_SECONDS'] ?? 0)
const SEED = Number(process.env['ZHIJIAN_FUZZ_SEED'] ?? 1)
const HOOKS = fileURLToPath(new URL('../../../tools/fuzz/hooks.py', import.meta.url))
/** Who never sees what a citizen asked. */
const STRANGERS: readonly Role[] = ['citizen', 'enterprise', 'policy-admin', 'system-admin', 'security-admin', 'probe']
const OF_OTHERS = '紫藤花纹的旧木箱'
/** Turns until there is something new to act on: cases are closed, lawyers deregistered, calls over after a while. */
const ANEW_EVERY = 250
/** What is done to accounts is most often done to this one. */
const SPARE = 'spare-1' as AccountId

const tool = await fuzzer()

describe.skipIf(!('path' in tool))(`every route, by machine${'path' in tool ? '' : `: NOT RUN (${tool.unavailable})`}`, () => {
  let world: Renewed
  let folder: string
  beforeAll(async () => {
    world = await openRenewed()
    folder = mkdtempSync(join(tmpdir(), 'zj-fuzz-'))
    await world.platform.gateway.provision({ id: 'somebody-else' as AccountId, kind: 'citizen', grants: [] })
    const other = await fetch(`${world.platform.url}/api/v1/consultations`, {
      method: 'POST', headers: { authorization: `Bearer ${await world.platform.gateway.syntheticSession('somebody-else' as AccountId)}`, 'content-type': 'application/json', 'idempotency-key': 'of-somebody-else' },
      body: JSON.stringify({ text: `邻居拿走了我的${OF_OTHERS}，不肯还，怎么办` }),
    })
    if (other.status !== 201) throw new Error(await other.text())
    await world.platform.gateway.provision({ id: SPARE, kind: 'staff', grants: [] })
  })
  afterAll(async () => {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it(`answers as it declares ${SECONDS > 0 ? `for ${SECONDS} s` : `${EXAMPLES} times on each route`} from seed ${SEED}`, { timeout: (SECONDS * 3 + 600) * 1000 }, async () => {
    let [turns, asks] = [0, Promise.resolve()]
    const notAnew: string[] = []
    const door = createServer((request, response) => {
      const asked = new URL(request.url!, 'http://loopback').searchParams
      const { rate } = ROUTES.find(({ id }) => id === asked.get('operation'))!
      world.clock.advance({ seconds: rate === 'code' ? 361 : rate === 'sign-in' ? 31 : rate === 'ring' ? 21 : rate === 'ask' ? 11 : 2 })
      asks = asks.then(async () => {
        turns += 1
        // It may have closed the bureau, or put up a policy under which nobody is asked: then what there is has to do.
        if (turns % ANEW_EVERY === 0) await world.begin().catch((error: unknown) => void notAnew.push(String(error)))
        const role = asked.get('role') as Role | ''
        const token = role === '' ? null : await world.signIn(role, !asked.has('kept'))
        response.end(JSON.stringify({ token, params: { ...world.params, account: SPARE } }))
      }).catch((error: unknown) => void response.writeHead(500).end(String(error)))
    }).listen(0, '127.0.0.1')
    await once(door, 'listening')
    const schema = join(folder, 'openapi.json')
    writeFileSync(schema, JSON.stringify(withHonestBodies(await (await fetch(`${world.platform.url}/api/openapi.json`)).json() as Document)))
    const told = join(folder, 'told.json')
    writeFileSync(told, JSON.stringify({
      schema, seed: SEED, turn: `http://127.0.0.1:${(door.address() as AddressInfo).port}/`, roles: ROLES_USED, strangers: STRANGERS, ofOthers: [OF_OTHERS], answered: join(folder, 'answered.json'),
    }))
    // 413 and 431 refuse what is too long as well as 400 does.
    writeFileSync(join(folder, 'schemathesis.toml'), `[checks.negative_data_rejection]\nexpected-statuses = [400, 401, 403, 404, 405, 409, 410, 413, 414, 415, 422, 429, 431]\n`)
    const child = spawn((tool as { path: string }).path, ['run', schema, '--url', world.platform.url, '--seed', String(SEED), ...(SECONDS > 0 ? ['--max-time', String(SECONDS)] : ['--phases', 'examples,fuzzing', '--max-examples', String(EXAMPLES)]),
      '--generation-database', 'none', '--no-shrink', '--no-color', '--warnings', 'off', '--exclude-operation-id-regex', '^(sign-out.*|live)$',
      '--suppress-health-check', 'all', '--request-timeout', '30', '--output-truncate', 'false', '--generation-with-security-parameters', 'false',
      // Who is let in is tried cell by cell elsewhere; what an address of another route offers as well is no mistake of its own.
      '--exclude-checks', 'positive_data_acceptance,ignored_auth,allow_header_conformance'], {
      cwd: folder, env: { ...process.env, SCHEMATHESIS_HOOKS: HOOKS, ZHIJIAN_FUZZ: told, PYTHONUNBUFFERED: '1' }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => void child.kill())
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said += String(chunk) })
    const [code] = await once(child, 'close') as [number | null]
    door.close()
    const { ZHIJIAN_FUZZ_OUT: out } = process.env
    if (out !== undefined) {
      writeFileSync(out, said)
      copyFileSync(join(folder, 'answered.json'), `${out}.answered.json`)
    }
    expect(code, said.slice(-6000)).toBe(0)
    const answered = JSON.parse(readFileSync(join(folder, 'answered.json'), 'utf8')) as Record<string, Record<string, number>>
    const reached = Object.entries(answered).filter(([, statuses]) => Object.keys(statuses).some((status) => status.startsWith('2')))
    // What hardly ever gets in proves little.
    expect(reached.length / Object.keys(answered).length).toBeGreaterThan(0.2)
    expect(world.said.filter((line) => line.includes('sent-with-the-request') || line.includes(OF_OTHERS))).toEqual([])
    expect(await (await fetch(`${world.platform.url}/readyz`)).json()).toMatchObject({ ready: true })
    console.log(`${Object.values(answered).flatMap((each) => Object.values(each)).reduce((sum, each) => sum + each, 0)} requests; ${reached.length} of ${Object.keys(answered).length} routes did what was asked${notAnew.map((each) => `; not anew: ${each.slice(0, 200)}`).join('')}`)
  })
})

interface Document { readonly paths: Record<string, Record<string, { readonly operationId: string; readonly requestBody?: { readonly content: Record<string, { example?: unknown }> } }>> }
/** The same document with a body for each route that an honest client would send: random ones rarely get past the first rule. */
const withHonestBodies = (document: Document): Document => {
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    const content = operation.requestBody?.content['application/json']
    if (content !== undefined) content.example = BODIES[operation.operationId] ?? content.example
  }
  return document
}
