// In English a finding's sentence is the one that its report has.
import { CHECK_SENTENCES } from '@zhijian/event-store'
import { REPLAY_SENTENCES } from '@zhijian/audit'
import type { findingsZhCN } from './findings.zh-CN.ts'

type Sentences<T> = { readonly [Code in keyof T & string as `finding.${Code}`]: T[Code] }
const byCode = <T extends Readonly<Record<string, string>>>(sentences: T): Sentences<T> =>
  Object.fromEntries(Object.entries(sentences).map(([code, text]) => [`finding.${code}`, text])) as Sentences<T>

export const findingsEn: Readonly<Record<keyof typeof findingsZhCN, string>> = {
  ...byCode(CHECK_SENTENCES),
  ...byCode(REPLAY_SENTENCES),
  'finding.damaged': 'a page is damaged here; restore the latest backup',
  'kind.edited': 'edited',
  'kind.removed': 'removed',
  'kind.reordered': 'reordered',
  'kind.inserted': 'inserted',
  'kind.truncated': 'truncated',
  'kind.unreadable': 'unreadable',
  'kind.index': 'index',
  'kind.seal': 'seal',
  'kind.signature': 'signature',
  'kind.outside': 'outside copy',
  'kind.file': 'file',
  'kind.gap': 'gap',
  'kind.out-of-order': 'out of order',
  'kind.time-goes-back': 'time goes back',
  'kind.left-unsettled': 'left unsettled',
  'kind.decides-otherwise': 'decides otherwise',
  'kind.unfinished-batch': 'unfinished batch',
  'kind.unknown-category': 'unknown category',
  'kind.unknown-event': 'unknown event',
  'kind.rules-not-shipped': 'rules not shipped',
  'kind.goes-on-otherwise': 'goes on otherwise',
  'kind.track': 'not as the positions',
  'place.position': 'position {position}',
  'place.streams': 'ends of streams',
  'place.file': 'the whole file',
}
