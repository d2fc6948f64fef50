// What was decided on positions, held against the positions that are kept: the one check of the record that needs keys. It prints no place.
// P1 Beside a running platform what is found may be under way: it is looked at a second time, and what both looks found is a finding.
import { existsSync } from 'node:fs'
import { sentenceOf, type Finding } from '@zhijian/audit'
import { lookIntoPositions, NOT_LOOKED_AT, readSupervision, verifyPositions, type PositionsVerdict } from '@zhijian/embedded'
import type { EventStore } from '@zhijian/event-store'
import { Fault } from '@zhijian/kernel'
import { createSealer, openSqliteKeyRing, type KeyRing } from '@zhijian/privacy'
import { pause } from '../adapters/patient-timers.ts'
import type { Context, Run } from '../context.ts'

const CATEGORY = 'supervisee'
/** What was kept is followed within this, where nothing stands in the way. */
const FOLLOWED_WITHIN_MS = 1000
const PAGE = 1000

const supervisees = async function* (store: Pick<EventStore, 'streams'>): AsyncGenerator<string> {
  for (let after: string | undefined; ;) {
    const page = await store.streams(CATEGORY, after, PAGE)
    yield* page
    if (page.length < PAGE) return
    after = page.at(-1)
  }
}

export interface PositionFindings {
  readonly findings: readonly Finding[]
  /** For the record. */
  readonly looked: Omit<PositionsVerdict, 'findings'> & { readonly keptFrom: string | null }
  tell(): void
}

/** @param only of this stream; null: of all. @throws Fault `keys-on-server` (never), and as the keys and the positions */
export const positionFindings = async ({ terminal, paths }: Run, env: Context['env'], store: Pick<EventStore, 'streams' | 'read'>, only: string | null): Promise<PositionFindings> => {
  const { files, folders } = paths
  if (!existsSync(files.keyring)) throw new Fault('keys-on-server', 'the keys do not lie in this folder', { retry: 'never', about: { folder: folders.keys } })
  const keyring = await openSqliteKeyRing({ file: files.keyring, masterKeyFile: files.masterKey, tombstoneFile: files.tombstones })
  try {
    const { assessment: usual } = readSupervision(env.ZHIJIAN_SUPERVISION)
    const whose = only === null ? supervisees(store) : only.startsWith(`${CATEGORY}-`) ? [only] : []
    const first = await look(folders.positions, keyring, store, usual, whose)
    const again = first.findings.length === 0 ? [] : await pause(FOLLOWED_WITHIN_MS).then(async () => (await look(folders.positions, keyring, store, usual, new Set(first.findings.map(({ stream }) => stream)))).findings)
    const known = new Set(again.map((each) => JSON.stringify(each)))
    const findings: Finding[] = []
    for (const each of first.findings.filter((one) => known.has(JSON.stringify(one)))) {
      const position = (await store.read(each.stream)).find(({ version }) => version === each.version)?.position ?? ''
      findings.push({ kind: 'track', ...each, position, says: sentenceOf(each.code, each.values) })
    }
    const { findings: _, keptFrom, ...verdict } = first
    const at = keptFrom === 0 ? null : new Date(keptFrom).toISOString()
    return {
      findings, looked: { ...verdict, keptFrom: at },
      tell() {
        const { notLookedAt, cut } = verdict
        const counts = Object.fromEntries(NOT_LOOKED_AT.map((why) => [why, notLookedAt[why].length])) as Record<(typeof NOT_LOOKED_AT)[number], number>
        const count = Object.values(counts).reduce((sum, each) => sum + each, 0)
        terminal.say('replay.positions', { persons: verdict.persons, fixes: verdict.fixes, readings: verdict.readings, transitions: verdict.transitions })
        if (count > 0) terminal.say('replay.positions.unlooked', { count, ...counts })
        if (cut.length > 0) terminal.say('replay.positions.cut', { count: cut.length, at: at ?? '' })
      },
    }
  } finally {
    await keyring.close()
  }
}

const look = async (folder: string, keyring: KeyRing, store: Pick<EventStore, 'read'>, usual: Parameters<typeof verifyPositions>[0]['usual'], streams: AsyncIterable<string> | Iterable<string>) => {
  const positions = await lookIntoPositions(folder, keyring)
  try {
    return { ...await verifyPositions({ streams, read: (stream) => store.read(stream), positions, keyring, sealer: createSealer(keyring), usual }), keptFrom: positions.keptFrom }
  } finally {
    await positions.close()
  }
}
