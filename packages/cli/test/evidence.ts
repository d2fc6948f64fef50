// A platform's leavings as they are given to somebody who checks them elsewhere: the log, a bundle, a receipt, and from another
// place the public key and the copies of the seals. And the two checkers, run as he would run them.
import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Bundle } from '@zhijian/audit'
import type { Sealed } from '@zhijian/contracts'
import { createSealer } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { dataPaths } from '@zhijian/host'
import { instant, type Instant } from '@zhijian/kernel'
import { answer, fillWorld, newRoot, openWorld, run } from './world.ts'

const TOOLS = ['../../../tools/evidence', '../../../../tools/evidence'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((folder) => { try { return readdirSync(folder).includes('integrity.mjs') } catch { return false } })!
export const SCRIPTS = { node: join(TOOLS, 'integrity.mjs'), python: join(TOOLS, 'integrity.py') } as const
export const PYTHON = process.env['ZHIJIAN_PYTHON'] ?? 'python3'

export interface Found { readonly kind: string; readonly place: string; readonly code: string }
export interface Checked {
  readonly findings: readonly Found[]
  readonly open: readonly Found[]
  readonly events: number
  readonly streams: number
  readonly sealed: number
}
interface Asked { readonly file: string; readonly keys: readonly string[]; readonly seals: readonly string[] }

const tidy = ({ findings, open, events, streams, sealed }: Checked): Checked => {
  const bare = (found: readonly Found[]): Found[] => found.map(({ kind, place, code }) => ({ kind, place, code }))
    .sort((a, b) => (`${a.place} ${a.code}` < `${b.place} ${b.code}` ? -1 : 1))
  return { findings: bare(findings), open: bare(open), events, streams, sealed }
}

const byNode = async ({ file, keys, seals }: Asked): Promise<Checked> => {
  const { checkIntegrity } = await import(pathToFileURL(SCRIPTS.node).href) as { readonly checkIntegrity: (file: string, from: object) => Promise<Checked> }
  return tidy(await checkIntegrity(file, { keys, seals }))
}

/** One Python for all cases: starting it is most of its work. */
const DRIVER = `
import json, sys
sys.path.insert(0, sys.argv[1])
import integrity
for line in sys.stdin:
    asked = json.loads(line)
    it = integrity.check(asked["file"], asked["keys"], asked["seals"])
    print(json.dumps({"findings": it.findings, "open": it.open, "events": it.events, "streams": it.streams, "sealed": it.sealed}), flush=True)
`
const REPORT = join(import.meta.dirname, import.meta.dirname.includes('/dist/') ? '../../.report' : '../.report')
/** @returns null: there is no Python here; where CI runs, that is a failure */
const startPython = async (): Promise<ChildProcess | null> => {
  const child = spawn(PYTHON, ['-B', '-c', DRIVER, TOOLS], { stdio: ['pipe', 'pipe', 'inherit'] })
  const cause = await new Promise<Error | null>((resolve) => child.once('spawn', () => resolve(null)).once('error', resolve))
  if (cause === null) return child
  if (process.env['CI'] === 'true') throw new Error(`the second checker needs Python 3.9 or later (ZHIJIAN_PYTHON): ${cause.message}`, { cause })
  mkdirSync(REPORT, { recursive: true })
  writeFileSync(join(REPORT, 'not-run.txt'), 'the checker in Python: there is no Python here (ZHIJIAN_PYTHON)\n')
  return null
}
let python: { readonly child: ChildProcess; readonly lines: AsyncIterator<string> } | null = null
let hasPython = true
const byPython = async (asked: Asked): Promise<Checked | null> => {
  if (python === null) {
    const child = hasPython ? await startPython() : null
    if (child === null) {
      hasPython = false
      return null
    }
    python = { child, lines: createInterface({ input: child.stdout! })[Symbol.asyncIterator]() }
  }
  python.child.stdin!.write(`${JSON.stringify(asked)}\n`)
  const { value, done } = await python.lines.next()
  if (done) throw new Error('the checker in Python ended')
  return tidy(JSON.parse(value) as Checked)
}
/** Both checkers, which must agree. @param asked texts of keys and of copies of the seals */
export const checkBoth = async (asked: Asked): Promise<Checked> => {
  const [one, other] = [await byNode(asked), await byPython(asked)]
  if (other !== null && JSON.stringify(one) !== JSON.stringify(other)) throw new Error(`the checkers disagree:\n${JSON.stringify(one, null, 1)}\n${JSON.stringify(other, null, 1)}`)
  return one
}
export const stopPython = (): void => {
  python?.child.stdin!.end()
  python = null
}

export interface Receipt {
  format: string
  store: string
  events: (Bundle['events'][number] & { previous?: string })[]
  seal: Bundle['seal']
  openings: { event: number; at: string; salt: string; value: string }[]
}

/** Everything lies beneath `root`, so that a copy of it is a copy of all. */
export const LEFT = { bundle: 'case.json', receipt: 'receipt.json', log: join('var', 'log', 'events.sqlite') } as const
export const QUESTION = '工地拖欠我三个月工资'

/** A stop has 300 ms for its seal and the copy of it: on a machine without time the next start would go on, and there is none. */
const sealWhatIsLeft = async (root: string, now: Instant): Promise<void> => {
  const { files, folders } = dataPaths(join(root, 'var'))
  const store = await openSqliteStore({ file: files.log, sealsDir: folders.seals })
  await createSealer({ store, keyFile: files.sealKey, sealsDir: folders.seals }).seal(now)
  await store.close()
}

export const makeEvidence = async (): Promise<string> => {
  const root = newRoot()
  const world = await openWorld(root)
  await fillWorld(world)
  const [opened] = await world.platform.store.read('consultation-q1')
  const { text: value, salt } = await world.platform.sealer.openWithSalt(opened!.data['text'] as unknown as Sealed)
  await world.close()
  // Each stop seals: three seals, with something between them.
  for (const [at, lawyer] of [['2026-03-02T02:00:00.000Z', 'zhao'], ['2026-03-02T03:00:00.000Z', 'qian']] as const) {
    const later = await openWorld(root, instant(at))
    await answer(later, 'q2', lawyer)
    await later.close()
  }
  await sealWhatIsLeft(root, instant('2026-03-02T03:00:00.000Z'))
  const { code, err } = await run(world.data, ['replay', 'export', 'q1', '--out', join(root, LEFT.bundle)])
  if (code !== 0) throw new Error(err)
  const bundle = JSON.parse(readFileSync(join(root, LEFT.bundle), 'utf8')) as Bundle
  const receipt: Receipt = {
    format: 'zhijian-receipt/1', store: bundle.store, events: [bundle.events[0]!], seal: bundle.seal,
    openings: [{ event: 0, at: '/data/text', salt, value }],
  }
  writeFileSync(join(root, LEFT.receipt), JSON.stringify(receipt))
  return root
}

export interface Leavings {
  readonly root: string
  readonly data: string
  readonly log: string
  /** The file of the seals' copies, and that of the public key. */
  readonly seals: string
  readonly key: string
  /** Both checkers, which must agree. @param from what is given from outside */
  check(what: keyof typeof LEFT, from?: { readonly seals?: boolean; readonly key?: boolean }): Promise<Checked>
}

export const leavingsOf = (template: string): Leavings => {
  const root = newRoot()
  cpSync(template, root, { recursive: true })
  const folder = sealsFolder(root)
  const named = (end: string): string => join(folder, readdirSync(folder).find((name) => name.endsWith(end))!)
  const [seals, key] = [named('.seals.jsonl'), named('.pub.pem')]
  return {
    root, data: join(root, 'var'), log: join(root, LEFT.log), seals, key,
    async check(what, from = {}) {
      const text = (file: string): string => readFileSync(file, 'utf8')
      return checkBoth({ file: join(root, LEFT[what]), keys: from.key === false ? [] : [text(key)], seals: from.seals === false ? [] : [text(seals)] })
    },
  }
}

/** Beside the data folder, as a platform puts it where nobody says otherwise. */
const sealsFolder = (root: string): string => join(root, readdirSync(root).find((name) => name.includes('seals'))!)
