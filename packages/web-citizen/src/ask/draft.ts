// A question while it is written: what the person has said so far, and what is sent of it. Plain data, kept on this device as it changes.
import type { operations } from '@zhijian/client'

export type AskBody = NonNullable<operations['ask-question']['requestBody']>['content']['application/json']
export type Kind = 'photo' | 'document' | 'audio' | 'video'
export type Relation = NonNullable<NonNullable<AskBody['child']>['relation']>
export type Wake = 'in-app' | 'wechat' | 'sms'

/** Its bytes lie beside the draft, under `fileName`. */
export interface DraftFile {
  readonly id: string
  readonly kind: Kind
  readonly name: string
  readonly bytes: number
  /** Of an upload that was begun; it goes on from there. */
  readonly upload: string | null
  /** What the platform calls it, once it is there. */
  readonly digest: string | null
}

export interface AskDraft {
  readonly step: number
  readonly channel: 'citizen' | 'enterprise'
  readonly about: 'adult' | 'child'
  /** `child`: the child itself is writing. */
  readonly relation: Relation | 'child' | ''
  readonly guardianConsents: boolean
  readonly text: string
  readonly files: readonly DraftFile[]
  readonly topic: string
  readonly topicSecond: string
  readonly county: string
  /** Chosen on the way to the village; a question is placed in a village or in the county. */
  readonly town: string
  readonly village: string
  readonly ownNames: string
  readonly opponents: string
  /** What lawyers beyond the county see: the version below, or topic and place alone. */
  readonly share: 'redacted' | 'topic'
  /** The redacted version as shown and corrected, and what it was made from: another text needs another. */
  readonly shown: { readonly of: string; readonly text: string } | null
  readonly wholeBeyondCounty: boolean
  readonly wake: readonly Wake[]
  /** Version of the notice that was ticked as read. */
  readonly notice: number | null
  /** Sent, and not answered yet: the same key and body again is the same question. */
  readonly pending: { readonly key: string; readonly body: AskBody } | null
}

export const EMPTY: AskDraft = {
  step: 1, channel: 'citizen', about: 'adult', relation: '', guardianConsents: false, text: '', files: [], topic: '', topicSecond: '', county: '', town: '', village: '',
  ownNames: '', opponents: '', share: 'redacted', shown: null, wholeBeyondCounty: false, wake: ['in-app'], notice: null, pending: null,
}

export const draftName = (owner: string): string => `ask/${owner}`
export const fileName = (owner: string, id: string): string => `ask/${owner}/file/${id}`

/** Of one name; as the gateway takes them. */
export const LONGEST_NAME = 60
/** Names as people write them, between commas and blanks. */
export const namesIn = (text: string): string[] => [...new Set(text.split(/[,，、;；\s]+/u).filter((name) => name !== ''))].slice(0, 20)

/** What a redacted version is made from. */
export const basisOf = ({ text, ownNames, opponents }: AskDraft): { readonly text: string; readonly names: string[] } =>
  ({ text, names: [...namesIn(ownNames), ...namesIn(opponents)] })

/** A question can be said instead of written; then a few words say that it was. */
export const isEmpty = ({ text, files }: AskDraft): boolean => text.trim() === '' && !files.some(({ kind }) => kind === 'audio' || kind === 'video')

export const bodyOf = (draft: AskDraft, spoken: string): AskBody => {
  const { channel, about, relation, guardianConsents, text, files, topic, topicSecond, county, village, share, shown, wholeBeyondCounty, wake, notice } = draft
  const isAlone = about === 'child' && (relation === 'child' || relation === '')
  return {
    text: text.trim() === '' ? spoken : text, channel, countyCode: county, ...(village === '' ? {} : { villageCode: village }),
    ...(topic === '' ? {} : { topic }), ...(topicSecond === '' ? {} : { topicSecond }),
    ...(share === 'topic' || isAlone ? { corrected: null } : shown === null ? {} : { corrected: shown.text }),
    files: files.flatMap(({ digest }) => (digest === null ? [] : [digest])), ownNames: namesIn(draft.ownNames), opponents: namesIn(draft.opponents),
    consentBeyondCounty: wholeBeyondCounty && !isAlone, wake: [...wake], ...(notice === null ? {} : { notice }),
    ...(about === 'child' ? { child: isAlone ? {} : { relation: relation as Relation, consents: guardianConsents } } : {}),
  } as AskBody
}
