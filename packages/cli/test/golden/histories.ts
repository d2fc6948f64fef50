// Golden histories: streams as they were once stored, so that every version of every event stands in at least one of them. They
// are decided again for ever. One file a category, one event a line, in packages/audit/golden.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { aggregates } from '@zhijian/embedded'

/** As it was stored: canonical text, and the hash that chains it. */
export interface GoldenRow { readonly stream: string; readonly version: number; readonly text: string; readonly hash: string }

export const FOLDER = ['../../../audit/golden', '../../../../audit/golden'].map((path) => fileURLToPath(new URL(path, import.meta.url))).find(existsSync)!

/** Members that an event got within its version, by which something is decided: each stands in a history with it and in one without. */
const LATER: readonly { readonly of: string; readonly member: string }[] = ['AnswerHidden.v1', 'AnswerRestored.v1'].map((type) => ({ of: `consultation ${type}`, member: 'reviewVersion' }))

/** `consultation TierOpened.v1`, of every version that this build reads; with `reviewVersion` behind it, of an event that has that member. */
export const eventVersions = (): readonly string[] => [
  ...aggregates.flatMap(({ events }) => events.names.flatMap((name) => Array.from({ length: events.versionOf(name) }, (_, before) => `${events.category} ${name}.v${before + 1}`))),
  ...LATER.map(({ of, member }) => `${of} ${member}`),
]

export const versionIn = ({ stream, text }: GoldenRow): string => {
  const { type, data } = JSON.parse(text) as { readonly type: string; readonly data: object }
  const version = `${stream.slice(0, stream.indexOf('-'))} ${type}`
  const later = LATER.find(({ of, member }) => of === version && member in data)
  return later === undefined ? version : `${version} ${later.member}`
}

export const goldenHistories = (): readonly GoldenRow[] => readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl')).sort()
  .flatMap((name) => readFileSync(join(FOLDER, name), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as GoldenRow))
