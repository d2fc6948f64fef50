// A rolling restart under load, and what is left of it: processes are replaced by their kind of the other build, one at a time,
// while citizens ask and lawyers answer. The log, the views and the ledger say how it went.
import { join } from 'node:path'
import { verify, type Verdict } from '@zhijian/audit'
import { releases, type Release } from '@zhijian/audit/releases'
import { aggregates } from '@zhijian/embedded'
import type { StoredEvent } from '@zhijian/event-store'
import { openSqliteReadStore } from '@zhijian/read-store/sqlite'
import { pause } from '../../src/adapters/patient-timers.ts'
import { auditLoad, type LoadAudit } from '../../src/load/audit.ts'
import { openLedger } from '../../src/load/ledger.ts'
import { runLoad, type LoadFigures, type LoadSessions } from '../../src/load/run.ts'
import { openStore, rawLog } from '../../src/store.ts'
import { readLog, viewsThatDiffer } from '../whole-log.ts'
import { PROCESSES, SERVICES, startSideBySide, type Build, type ProcessName, type SideBySide } from './side-by-side.ts'

export interface RollingOptions {
  /** At least; more when the replacing takes longer. */
  readonly questions: number
  readonly perSecond: number
  /** What is replaced, in this order. Everything begins with the last release's build. */
  readonly steps: readonly (readonly [ProcessName, Build])[]
  /** Of the demonstration's clock. */
  readonly speed: number
  readonly onStep?: (says: string) => void
}

/** Every process, one after the other. */
export const everyProcess = (build: Build): RollingOptions['steps'] => PROCESSES.map((name) => [name, build])

export interface RollingResult {
  readonly release: string
  /** Of each process, at the end. */
  readonly builds: Readonly<Record<string, Build>>
  readonly figures: LoadFigures
  readonly audit: LoadAudit
  readonly verdict: Verdict
  /** Deadlines that had passed when everything was at rest and were not written down. */
  readonly unsettled: readonly string[]
  /** Views that do not show what the log makes of them. */
  readonly views: readonly string[]
  readonly deaths: readonly string[]
}

const MATTERS = ['老板拖欠我三个月工资', '邻居盖房占了宅基地', '离婚后对方不付抚养费', '买到假化肥玉米绝收', '草场承包合同到期不让续', '借给亲戚的钱不还', '骑车被撞对方逃了', '村里征地款没有公示']
const ANSWERS = ['请先固定证据，保留合同、聊天和转账记录，再与对方书面协商；协商不成的，可以向人民法院起诉，注意三年诉讼时效。', '建议先向主管部门投诉举报，要求书面答复；对答复不服的，六十日内可以申请行政复议，也可以六个月内提起行政诉讼。']
const LAWYERS = 48

/** At least so many, and on until everything is replaced: a slow machine restarts under load as well. */
const texts = async function* (atLeast: number, goesOn: () => boolean): AsyncGenerator<string> {
  for (let n = 0; n < atLeast || goesOn(); n += 1) yield `${MATTERS[n % MATTERS.length]!}，这是第${n + 1}次来问，应该找谁、怎么办？`
}

const unsettledAt = (log: readonly StoredEvent[], now: string): readonly string[] => {
  const due = new Map<string, string>()
  for (const { stream, meta } of log) if (meta.due !== undefined) due.set(stream, meta.due ?? '')
  return [...due].filter(([, at]) => at !== '' && at <= now).map(([stream, at]) => `${stream} ${at}`)
}

/** Everything that follows from what was done is in the log: consumers have taken all, no deadline is left, and nothing comes any more. */
const atRest = async (platform: SideBySide): Promise<void> => {
  for (let before = -1; ;) {
    await platform.untilDelivered()
    const log = await readLog(platform.data)
    if (log.length === before && unsettledAt(log, platform.now()).length === 0) return
    before = log.length
    await pause(500)
  }
}

export const rollingRestart = async ({ questions, perSecond, steps, speed, onStep = () => {} }: RollingOptions, release: Release = releases().findLast(({ build }) => build !== null)!): Promise<RollingResult> => {
  const platform = await startSideBySide({ release, build: 'last', speed, lawyers: LAWYERS })
  const ledger = openLedger(join(platform.root, 'ledger.jsonl'))
  let isReplacing = true
  try {
    onStep('ready')
    const sessions = await platform.control('load-sessions', { run: 'rolling', citizens: 20, counsel: 21, region: 12, nation: 12 }) as unknown as LoadSessions
    const load = runLoad(texts(questions, () => isReplacing), {
      url: platform.url, county: '150921', run: 'rolling', seed: 1, perSecond, atOnce: 200, patienceMs: 120_000, sessions, ledger, answers: ANSWERS, onProgress: () => {},
    })
    load.catch(() => {})
    for (const [name, build] of steps) {
      await platform.replace(name, build)
      onStep(`${name}: ${build}`)
    }
    isReplacing = false
    const figures = await load
    ledger.close()
    onStep('load done')
    await atRest(platform)
    onStep('at rest')
    const until = platform.now()
    await platform.stop()

    const log = await readLog(platform.data)
    const store = await openStore(join(platform.data, 'log', 'events.sqlite'))
    const [audit, verdict] = [
      await auditLoad(ledger.file, rawLog(store), (account) => account.startsWith('load-rolling-'), () => {}), await verify(rawLog(store), { aggregates }),
    ]
    await store.close()
    const views: string[] = []
    for (const name of [...SERVICES, 'gateway']) {
      const readStore = await openSqliteReadStore({ file: join(platform.data, 'views', `${name}-0.sqlite`) })
      views.push(...await viewsThatDiffer(log, readStore, name))
      await readStore.close()
    }
    return {
      release: release.version, builds: platform.builds(), figures, audit, verdict, unsettled: unsettledAt(log, until), views, deaths: platform.deaths,
    }
  } finally {
    isReplacing = false
    await platform.stop()
    platform.remove()
  }
}
