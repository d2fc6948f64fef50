// How audiences and deliveries are told in words.
import type { Delivered, Telling } from '@zhijian/audit'
import type { AudienceRecord, BlobRef } from '@zhijian/contracts'
import { zhCN, type MessageKey } from '../i18n/zh-CN.ts'
import type { Terminal } from '../terminal.ts'
import type { Asked } from './asked.ts'

/** Rows that are shown when not all are asked for. */
const FEW = 20

/** A code in the reader's words; one that this release does not know stays a code. */
const wordOf = (terminal: Terminal, family: string, code: string): string => {
  const key = `${family}.${code}`
  return key in zhCN ? terminal.text(key as MessageKey) : code
}

export const audienceLine = (record: AudienceRecord | null, { digest }: BlobRef, terminal: Terminal): string => {
  if (!record) return terminal.text('story.audience-missing', { digest })
  const reasons = Object.entries(record.notAskedCounts).map(([reason, count]) => `${wordOf(terminal, 'why', reason)} ${count}`).join('，')
  return terminal.text('story.audience', { count: record.count, left: reasons === '' ? '' : terminal.text('story.left', { reasons }) })
}

const tellingWords = ({ wave, at, pushes, held, notReached }: Telling, stopped: string | null, terminal: Terminal): string => {
  if (notReached) return `${wordOf(terminal, 'not-reached', notReached)}${notReached === 'beyond-waves' ? '' : stoppedWords(stopped, terminal)}`
  return [
    terminal.text('story.wave', { wave: (wave ?? 0) + 1, at: at ?? '' }),
    ...pushes.map(({ channel, outcome, providerRef, reported }) => [
      terminal.text('story.pushed', { channel, outcome: wordOf(terminal, 'outcome', outcome === 'delivered' && channel !== 'in-app' ? 'taken' : outcome ?? 'none') }),
      ...(providerRef === undefined ? [] : [` (${providerRef})`]), ...(reported === undefined ? [] : [reportedWords(reported, terminal)]),
    ].join('')),
    ...held.map(({ channel, reason }) => terminal.text('story.held', { channel: channel === null ? '' : `${channel} `, reason: wordOf(terminal, 'held', reason) })),
  ].join('  ')
}

const reportedWords = (reported: string, terminal: Terminal): string => {
  const [outcome = '', code = ''] = reported.split(' ')
  return terminal.text('story.reported', { outcome: wordOf(terminal, 'outcome', outcome), code: code === '' ? '' : ` ${code}` })
}

const stoppedWords = (stopped: string | null, terminal: Terminal): string =>
  (stopped === null ? '' : terminal.text('story.stopped', { reason: wordOf(terminal, 'stop', stopped) }))

export const toldLines = ({ delivered: { tellings, stopped }, hasList }: { readonly delivered: Delivered; readonly hasList: boolean }, isFull: boolean, terminal: Terminal): readonly string[] => {
  const told = tellings.filter(({ pushes }) => pushes.length > 0).length
  const waiting = tellings.filter(({ notReached }) => notReached !== null).length
  const shown = isFull ? tellings : tellings.slice(0, FEW)
  return [
    terminal.text('story.told', { told, held: tellings.length - told - waiting, waiting, stopped: stoppedWords(stopped, terminal) }),
    ...(hasList ? [] : [terminal.text('story.no-list')]),
    ...shown.map((each) => `  ${String(each.rank ?? '-').padStart(5)}  ${each.recipient}  ${tellingWords(each, stopped, terminal)}`),
    ...(shown.length < tellings.length ? [terminal.text('story.more', { count: tellings.length - shown.length })] : []),
  ]
}

/** By whose word his specialty counts; nothing where the record is older than that. */
const matchedWords = (matched: NonNullable<Extract<Asked, { asked: true }>['rank']>['matched'], terminal: Terminal): string =>
  (matched === undefined || matched.length === 0 ? '' : terminal.text('story.matched', { which: matched.map((each) => wordOf(terminal, 'topic-of', each)).join(terminal.text('story.and')) }))

export const askedLines = (asked: Asked, terminal: Terminal): readonly string[] => {
  const { tier, scope, openedAt, place, hasList, telling, stopped } = asked
  const where = { tier: tier + 1, scope: wordOf(terminal, 'scope', scope), at: openedAt }
  const basis = terminal.text(hasList ? 'story.by-record' : 'story.by-life')
  if (!asked.asked) return [terminal.text('story.not-asked', { ...where, reason: wordOf(terminal, 'why', asked.reason) }), basis]
  const yes = (is: boolean): string => terminal.text(is ? 'story.yes' : 'story.no')
  const { rank } = asked
  return [
    terminal.text('story.asked', {
      ...where, place: place === null ? '' : terminal.text('story.place', { place }),
      rank: rank === null ? '' : terminal.text('story.rank', { language: yes(rank.language), topic: rank.topic, matched: matchedWords(rank.matched, terminal), onDuty: yes(rank.onDuty), awake: yes(rank.awake), load: rank.load }),
    }),
    basis,
    ...(telling ? [`  ${tellingWords(telling, stopped, terminal)}`] : []),
  ]
}
