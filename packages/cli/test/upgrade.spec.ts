// `zhijian upgrade --check` on a real store: with this build, and against builds of the last release that would have decided otherwise.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pack, packedIn, releases, sha256Of, writeInto, type ReleaseRecord } from '@zhijian/audit/releases'
import { makeStopped, newRoot, openWorld, remove, run } from './world.ts'

let root: string
let data: string
/** Of the last release, unpacked. */
let deciders: string
const made: string[] = []
beforeAll(async () => {
  root = await makeStopped()
  data = join(root, 'var')
  writeInto(join(root, 'last'), packedIn(releases().at(-1)!, 'build'))
  deciders = pathToFileURL(join(root, 'last', 'build', 'modules', 'deciders.mjs')).href
})
afterAll(() => [root, ...made].forEach(remove))

/** A folder of releases with one in it, whose deciders are the last release's with a change. @param change of the aggregate `consultation` */
const releasesWith = (change: string): string => {
  const folder = newRoot()
  made.push(folder)
  const build = pack(new Map([['build/modules/deciders.mjs', Buffer.from(`
    import { aggregates as own } from ${JSON.stringify(deciders)}
    const change = ({ decider, ...rest }) => ({ ...rest, decider: { ...decider, ...(${change})(decider) } })
    export const aggregates = own.map((aggregate) => (aggregate.decider.category === 'consultation' ? change(aggregate) : aggregate))`)]]))
  const record: ReleaseRecord = {
    version: '0.0.9', commit: '', node: '26.0.0', dataFolder: { format: 1 }, rules: {}, events: {}, store: { sha256: '', bytes: 0, unpackedBytes: 0, events: 0, streams: 0 },
    build: { sha256: sha256Of(build), bytes: build.length, unpackedBytes: 0, programs: ['deciders'], without: [] },
  }
  mkdirSync(join(folder, '0.0.9'))
  writeFileSync(join(folder, '0.0.9', 'build.br'), build)
  writeFileSync(join(folder, '0.0.9', 'release.json'), JSON.stringify(record))
  return folder
}
const check = (...more: readonly string[]) => run(data, ['upgrade', '--check', '--json', ...more])

describe('upgrade --check', () => {
  it('lets a release in that decides the live cases as the last one does', async () => {
    const { code, json } = await check()
    expect([code, json.findings, json.comparedWith]).toEqual([0, [], '0.1.0'])
    expect(json.cases).toBeGreaterThan(15)
    expect(json.carriedOn).toBeGreaterThan(json.cases)
    expect(json.rules).toEqual({ consultation: [2] })
    expect((await run(data, ['upgrade', '--check'])).out).toContain('可以换用：在办')
  })
  it('refuses one that wants another quorum of a question that goes on, and names it, its rule set and what would change', async () => {
    const wantedTwo = releasesWith(`({ evolve }) => ({ evolve: (state, event) => {
      const next = evolve(state, event)
      return event.type === 'ConsultationOpened' ? { ...next, target: 2, terms: { ...next.terms, quorum: 2 } } : next
    } })`)
    const { code, json } = await check('--releases', wantedTwo)
    expect([code, json.fault]).toEqual([1, undefined])
    expect(json.findings).toMatchObject([{ kind: 'goes-on-otherwise', stream: 'consultation-q2', rules: 2, values: { command: 'GiveAnswer', before: 'QuorumMet' } }])
    const told = await run(data, ['upgrade', '--check', '--releases', wantedTwo])
    expect(told.code).toBe(1)
    expect(told.out).toMatch(/以后的裁决不同 · consultation-q2@\d+（规则集 2）/)
    expect(told.out).toMatch(/不要换用：在办 \d+ 件中有 1 件/)
  })
  it('works beside a platform that runs, and writes nothing', async () => {
    const running = newRoot()
    made.push(running)
    const world = await openWorld(running)
    const head = await world.platform.store.head()
    expect((await run(world.data, ['upgrade', '--check', '--json'])).json).toMatchObject({ ok: true, findings: [] })
    expect(await world.platform.store.head()).toBe(head)
    await world.close()
  })
  it('does not say yes where the last release is not to be had, or is damaged', async () => {
    const { code, json } = await check('--releases', '/nowhere')
    expect([code, json.fault.code]).toEqual([3, 'no-releases'])
    const damaged = releasesWith('() => ({})')
    writeFileSync(join(damaged, '0.0.9', 'build.br'), 'rust')
    expect((await check('--releases', damaged)).json.fault.code).toBe('release-unreadable')
  })
})

