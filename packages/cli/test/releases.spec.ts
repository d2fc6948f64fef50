// What a released version left is opened by this build and goes on: its store with its keys, and what its record says of it. A
// release that changes what was stored, or forgets how to read it, fails here.
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compareVersions, packedIn, releases, writeInto } from '@zhijian/audit/releases'
import type { AccountId, PersonId, Sealed } from '@zhijian/contracts'
import { aggregates } from '@zhijian/embedded'
import type { StoredEvent } from '@zhijian/event-store'
import { hours, plus, type Instant } from '@zhijian/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LAST_QUESTION } from './released-life.ts'
import { readLog, viewsThatDiffer } from './whole-log.ts'
import { answer, CITIZEN, newRoot, openWorld, remove, run, type World } from './world.ts'

const all = releases()
const rootManifest = JSON.parse(readFileSync(fileURLToPath(new URL('../../../package.json', import.meta.url)), 'utf8')) as { version: string }

describe('releases', () => {
  it('are there, with the last one’s build alone, and small', () => {
    expect(all.map(({ version }) => version)).toContain('0.1.0')
    expect(all.map(({ build }) => build !== null)).toEqual(all.map((_, place) => place === all.length - 1))
    for (const { folder, build } of all) {
      const bytes = [...build === null ? [] : ['build.br'], 'store.br'].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
      expect(bytes, folder).toBeLessThan(1_500_000)
    }
  })
  it('are not newer than what is being worked on', () => expect(compareVersions(all.at(-1)!.version, rootManifest.version)).toBeLessThanOrEqual(0))
})

describe.each(all)('what $version wrote', (release) => {
  let root: string
  let data: string
  beforeEach(() => {
    root = newRoot()
    data = join(root, 'var')
    writeInto(root, packedIn(release, 'store'))
  })
  afterEach(() => remove(root))

  /** A day after it was left, at the time it was left. */
  const openedLater = async (log: readonly StoredEvent[]): Promise<World> => {
    const last = log.filter(({ stream }) => !stream.startsWith('log-')).reduce((newest, { meta }) => (meta.time > newest ? meta.time : newest), '')
    return openWorld(root, plus(last as Instant, hours(24)))
  }

  it('is whole, decided again to the byte, and its live cases go on as they would have', async () => {
    const verified = (await run(data, ['replay', 'verify', '--json'])).json
    expect(verified).toMatchObject({ ok: true, events: release.store.events, streams: release.store.streams, findings: [] })
    expect(verified.sealedUpTo).not.toBeNull()
    expect((await run(data, ['upgrade', '--check', '--json'])).json).toMatchObject({ ok: true, findings: [] })
  })
  it('is of every category, and of nearly every event that the release wrote; this build reads every one', async () => {
    const held = new Set((await readLog(data)).map(({ stream, type }) => `${stream.slice(0, stream.indexOf('-'))} ${type}`))
    const known = Object.entries(release.events).flatMap(([category, events]) => Object.entries(events).map(([name, version]) => ({ category, name, version })))
    for (const category of Object.keys(release.events)) expect([...held].some((each) => each.startsWith(`${category} `)), category).toBe(true)
    expect(known.filter(({ category, name, version }) => held.has(`${category} ${name}.v${version}`)).length / known.length).toBeGreaterThan(0.85)
    for (const { category, name, version } of known) {
      const family = aggregates.find(({ decider }) => decider.category === category)!.events
      expect(family.names, category).toContain(name)
      expect(family.versionOf(name), `${category} ${name}`).toBeGreaterThanOrEqual(version)
    }
    for (const [category, sets] of Object.entries(release.rules)) {
      expect(aggregates.find(({ decider }) => decider.category === category)!.rules!.shipped).toEqual(expect.arrayContaining([...sets]))
    }
  })
  it('has views that this build goes on with, and makes anew from the log alone', async () => {
    for (const change of ['kept', 'gone']) {
      if (change === 'gone') rmSync(join(data, 'views'), { recursive: true })
      const world = await openedLater(await readLog(data))
      await world.platform.runtime.idle()
      expect(await viewsThatDiffer(await readLog(data), world.platform.readStore), change).toEqual([])
      await world.close()
    }
  })
  it('goes on: what fell due meanwhile has passed at its own time, keys open what was sealed, and who was forgotten stays so', async () => {
    const before = await readLog(data)
    const world = await openedLater(before)
    const { platform } = world
    try {
      await platform.runtime.idle()
      const question = await platform.store.read('consultation-q5')
      const passed = question.slice(before.filter(({ stream }) => stream === 'consultation-q5').length)
      expect(passed.map(({ type }) => type)).toEqual(expect.arrayContaining(['TierClosed.v1', 'TierOpened.v1']))
      const closed = passed.find(({ type }) => type === 'TierClosed.v1')!
      const county = question.find(({ type }) => type === 'TierOpened.v1')!
      expect(closed.meta.time).toBe(county.data['closesAt'])

      const text = question[0]!.data['text'] as unknown as Sealed
      expect(await platform.sealer.open(text)).toBe(LAST_QUESTION)
      expect(await platform.keyring.status('citizen-2' as PersonId)).toBe('erased')
      const asked = await fetch(`${platform.url}/api/v1/consultations/q5`, { headers: { authorization: `Bearer ${await platform.gateway.syntheticSession(CITIZEN.id as AccountId)}` } })
      expect(asked.status).toBe(200)
      expect(await asked.json()).toMatchObject({ text: LAST_QUESTION })

      for (const lawyerId of ['qian', 'sun']) await answer(world, 'q5', lawyerId)
      await platform.runtime.idle()
      expect((await platform.store.read('consultation-q5')).map(({ type }) => type)).toContain('QuorumMet.v1')
      expect(await viewsThatDiffer(await readLog(data), platform.readStore)).toEqual([])
      expect((await platform.runtime.status()).parkedStreams).toEqual([])
    } finally {
      await world.close()
    }
    expect((await run(data, ['replay', 'verify', '--json'])).json).toMatchObject({ ok: true, findings: [] })
  })
})
