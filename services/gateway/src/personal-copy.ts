// What the platform holds of one person, for her to take with her: read from the log, each value opened only when it is sealed with
// her own key. Of others nothing is opened: who answered her is named as the public register names him.
// @source 个人信息保护法 第四十五条
import type { PersonId, Sealed } from '@zhijian/contracts'
import { isSealed } from '@zhijian/audit'
import { categoryOf, type StoredEvent } from '@zhijian/event-store'
import type { Json, JsonObject } from '@zhijian/kernel'
import { topicName } from '@zhijian/topics'
import { z } from 'zod'
import type { Gateway } from './gateway.ts'
import { EDGE } from './ids.ts'
import { streamsOf } from './story.ts'

/** Terms of the bureau, and keyed marks that say nothing to anybody. */
const LEFT_OUT = new Set(['policy', 'terms', 'opponents', 'askerParties'])
/** Whom of the lawyers the platform told is theirs, not hers. */
const OTHERS = new Set(['delivery'])

export interface CopiedFile {
  readonly digest: string
  readonly mediaType: string
  readonly bytes: number
}
export interface CopiedTurn {
  readonly at: string
  readonly lawyer: string
  readonly kind: 'answer' | 'follow-up' | 'reply'
  /** Null: it has no text, or the text cannot be opened any more. */
  readonly text: string | null
  readonly stars: number | null
  readonly files: readonly CopiedFile[]
}
export interface CopiedQuestion {
  readonly consultationId: string
  readonly openedAt: string
  readonly phase: string
  readonly topic: string
  readonly text: string | null
  readonly redacted: string | null
  readonly place: string
  readonly files: readonly CopiedFile[]
  readonly turns: readonly CopiedTurn[]
}
export interface PersonalCopy {
  readonly format: 'zhijian-personal-copy/1'
  readonly madeAt: string
  readonly personId: string
  readonly account: {
    readonly kind: string | null; readonly phase: string; readonly name: string | null; readonly phone: string | null; readonly wechat: string | null
    readonly notices: readonly { readonly version: number; readonly at: string }[]
  } | null
  readonly questions: readonly CopiedQuestion[]
  /** Everything recorded about her, in the order of each record. */
  readonly records: readonly { readonly stream: string; readonly version: number; readonly at: string; readonly type: string; readonly by: string; readonly data: Json }[]
}

type Copying = Pick<Gateway, 'ask' | 'store' | 'sealer' | 'accounts' | 'facts' | 'clock'>
const Own = z.object({ items: z.array(z.object({ consultationId: z.string() })), next: z.string().nullable() })
const Cards = z.array(z.object({ lawyerId: z.string(), name: z.string() }))
const Mandates = z.object({ items: z.array(z.object({ mandateId: z.string() })), next: z.string().nullable() })

const pages = async <Page extends { readonly next: string | null }>(read: (more: { readonly cursor?: string }) => Promise<Page>): Promise<readonly Page[]> => {
  const all: Page[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Page = await read(cursor === undefined ? {} : { cursor })
    all.push(page)
    cursor = page.next
  }
  return all
}

export const copyOf = async (gateway: Copying, personId: PersonId): Promise<PersonalCopy> => {
  const open = async (sealed: Sealed | null): Promise<string | null> => (sealed === null || sealed.person !== personId ? null : gateway.sealer.openOrNull(sealed))
  const opened = async (value: Json): Promise<Json> => {
    if (isSealed(value)) return open(value as unknown as Sealed)
    if (Array.isArray(value)) return Promise.all(value.map(opened))
    if (typeof value !== 'object' || value === null) return value
    const kept = Object.entries(value).filter(([name]) => !LEFT_OUT.has(name))
    return Object.fromEntries(await Promise.all(kept.map(async ([name, inner]) => [name, await opened(inner ?? null)] as const)))
  }
  const account = (await gateway.accounts.load(personId))?.state ?? null
  const consultations = (await pages(async (more) => Own.parse(await gateway.ask('consult-router', 'list-mine', { askerId: personId, limit: 200, ...more }, EDGE))))
    .flatMap(({ items }) => items.map(({ consultationId }) => consultationId))
  const given = (await pages(async (more) => Mandates.parse(await gateway.ask('directory', 'my-mandates', { as: 'principal', limit: 200, ...more }, { id: personId, role: 'citizen' }))))
    .flatMap(({ items }) => items.map(({ mandateId }) => `mandate-${mandateId}`))
  const ofQuestions: string[] = []
  for (const id of consultations) ofQuestions.push(...await streamsOf(gateway, id, EDGE))
  const streams = new Set([
    `account-${personId}`, `person-${personId}`, ...(account?.lawyerId ? [`lawyer-${account.lawyerId}`] : []), ...ofQuestions, ...given, `erasure-${personId}`,
  ].filter((stream) => !OTHERS.has(categoryOf(stream))))

  const records: PersonalCopy['records'][number][] = []
  for (const stream of streams) {
    for (const { version, type, data, meta } of await gateway.store.read(stream) as readonly StoredEvent[]) {
      records.push({ stream, version, at: meta.time, type, by: meta.actorid === personId ? 'herself' : meta.actorrole, data: await opened(data as JsonObject) })
    }
  }

  const questions: CopiedQuestion[] = []
  for (const consultationId of consultations) {
    const found = (await gateway.facts.conversations.load(consultationId))?.state ?? null
    if (found === null) continue
    const { question, phase, answers, threads } = found
    const ids = [...new Set([...answers.map(({ lawyerId }) => lawyerId), ...threads.map(({ lawyerId }) => lawyerId)])]
    const names = new Map(Cards.parse(await gateway.ask('lawyer-pool', 'lawyers', { lawyerIds: ids }, EDGE)).map(({ lawyerId, name }) => [lawyerId, name]))
    const lawyer = (id: string): string => names.get(id) ?? id
    const fileOf = ({ digest, mediaType, bytes }: CopiedFile): CopiedFile => ({ digest, mediaType, bytes })
    const turns: CopiedTurn[] = []
    for (const { lawyerId, text, givenAt, stars, clip } of answers) {
      turns.push({ at: givenAt, lawyer: lawyer(lawyerId), kind: 'answer', text: await open(text), stars, files: clip === null ? [] : [fileOf(clip)] })
    }
    for (const { lawyerId, turns: said } of threads) {
      for (const turn of said) {
        const files = turn.kind === 'reply' ? (turn.clip === null ? [] : [turn.clip]) : turn.attachments.map(({ ref }) => ref)
        turns.push({ at: turn.at, lawyer: lawyer(lawyerId), kind: turn.kind, text: await open(turn.text), stars: null, files: files.map(fileOf) })
      }
    }
    questions.push({
      consultationId, openedAt: question.openedAt, phase, topic: topicName(question.topic.code) ?? question.topic.code, text: await open(question.text),
      redacted: await open(question.redacted), place: question.villageCode ?? question.countyCode, files: question.attachments.map(({ ref }) => fileOf(ref)),
      turns: turns.sort((a, b) => (a.at < b.at ? -1 : 1)),
    })
  }
  return {
    format: 'zhijian-personal-copy/1', madeAt: gateway.clock.now(), personId,
    account: account === null || account.phase === 'absent' ? null : {
      kind: account.kind, phase: account.phase, name: await open(account.name), phone: await open(account.phone), wechat: await open(account.openid),
      notices: account.notices.map(({ version, at }) => ({ version, at })),
    },
    questions, records,
  }
}

export const jsonOfCopy = (copy: PersonalCopy): string => `${JSON.stringify(copy, null, 2)}\n`
