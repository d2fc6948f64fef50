// Who is due to be forgotten because nothing of theirs goes on any more, and what follows when two people have agreed.
import { ERASERS, MAX_REVIEWED, PersonId, retentionCommands, retentionEvents, type RetentionEvent } from '@zhijian/contracts'
import { Fault, plus, type Instant, type JsonObject } from '@zhijian/kernel'
import { retention, type ErasureCommand, type KeyRing, type RetentionCommand, type RetentionDuty } from '@zhijian/privacy'
import { command, type Aggregate, type CommandDefinition, type Outgoing, type Reaction, type ServicePorts, type View } from '@zhijian/runtime'
import { z } from 'zod'
import { erasureAggregate } from '../commands.ts'
import type { ForgettingRules } from './forgetting-rules.ts'

export const retentionAggregate: Aggregate<RetentionDuty> = {
  decider: retention, events: retentionEvents as never, belongs: ({ countyCode }) => ({ place: countyCode, consultationId: null }),
}

const EndedPeople = z.object({ people: z.array(PersonId), next: z.string().nullable() })
const Ended = z.object({ askers: z.array(PersonId), next: z.string().nullable() })

/** Those whose questions all ended before an instant, and those whose correction's file has been kept for its time: people with a key, in the order in which they are found. */
const peopleDue = async (ports: Pick<ServicePorts, 'ask'>, keyring: Pick<KeyRing, 'status'>, countyCode: string, endedBefore: Instant, now: Instant): Promise<{ persons: PersonId[]; hasMore: boolean }> => {
  const persons = new Set<PersonId>()
  const asked = async (cursor: string | undefined) => {
    const { askers, next } = Ended.parse(await ports.ask('consult-router', 'ended-askers', { countyCode, endedBefore, ...(cursor === undefined ? {} : { cursor }) }))
    return { people: askers, next }
  }
  const corrected = async (cursor: string | undefined) => EndedPeople.parse(await ports.ask('geofence-monitor', 'ended-people', { countyCode, at: now, ...(cursor === undefined ? {} : { cursor }) }))
  for (const read of [asked, corrected]) {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await read(cursor)
      for (const person of page.people) {
        if (persons.has(person) || await keyring.status(person) !== 'active') continue
        if (persons.size === MAX_REVIEWED) return { persons: [...persons], hasMore: true }
        persons.add(person)
      }
      cursor = page.next
    }
  }
  return { persons: [...persons], hasMore: false }
}

export interface RetentionParts {
  readonly keyring: Pick<KeyRing, 'status'> | null
  readonly rules: Pick<ForgettingRules, 'review'>
  readonly retentionOf: (personId: PersonId, now: Instant) => Promise<Extract<ErasureCommand, { type: 'ForgetPersonDue' }>['retention']>
}

export const retentionCommandsOver = (ports: Pick<ServicePorts, 'ask'>, { keyring, rules: { review }, retentionOf }: RetentionParts): Readonly<Record<keyof typeof retentionCommands, CommandDefinition>> => {
  type Asked<Type extends RetentionCommand['type']> = Omit<Extract<RetentionCommand, { type: Type }>, 'at'>
  const decided = (name: 'confirm-retention-review' | 'drop-retention-review', type: 'ConfirmRetentionReview' | 'DropRetentionReview'): CommandDefinition => command({
    schema: retentionCommands[name], aggregate: retentionAggregate, roles: ERASERS, streamId: ({ countyCode }) => countyCode,
    prepare: (said, { actor }): Asked<'ConfirmRetentionReview' | 'DropRetentionReview'> => ({ type, ...said, actorId: actor.id }),
  })
  return {
    'begin-retention-duty': command({
      schema: retentionCommands['begin-retention-duty'], aggregate: retentionAggregate, roles: ['system'], streamId: ({ countyCode }) => countyCode,
      prepare: (said): Asked<'BeginRetentionDuty'> => ({ type: 'BeginRetentionDuty', ...said }),
    }),
    'propose-retention-review': command({
      schema: retentionCommands['propose-retention-review'], aggregate: retentionAggregate, roles: ERASERS, streamId: ({ countyCode }) => countyCode,
      async prepare(said, { actor, now }): Promise<Asked<'ProposeRetentionReview'>> {
        if (review === null || keyring === null) throw new Fault('retention-not-set', 'no file of rules says after how long data is needed no more', { retry: 'never' })
        const endedBefore = plus(now, -review.afterMs)
        return { type: 'ProposeRetentionReview', ...said, actorId: actor.id, endedBefore, ...await peopleDue(ports, keyring, said.countyCode, endedBefore, now) }
      },
    }),
    'confirm-retention-review': decided('confirm-retention-review', 'ConfirmRetentionReview'),
    'drop-retention-review': decided('drop-retention-review', 'DropRetentionReview'),
    'forget-person-due': command({
      schema: retentionCommands['forget-person-due'], aggregate: erasureAggregate, roles: ['system'], streamId: ({ personId }) => personId,
      async prepare({ personId, endedBefore, by }, { now }): Promise<Omit<Extract<ErasureCommand, { type: 'ForgetPersonDue' }>, 'at'>> {
        const hasEnded = z.boolean().parse(await ports.ask('consult-router', 'has-ended', { askerId: personId, endedBefore }))
        return {
          type: 'ForgetPersonDue', personId, by, comesUpAgain: true, hasEnded, retention: await retentionOf(personId, now),
          isKnown: keyring !== null && await keyring.status(personId) !== 'unknown',
        }
      },
    }),
  }
}

/** Each of those who were confirmed, by the same two. */
export const retentionReactions: readonly Reaction[] = [{
  name: 'forget-those-due', on: { categories: ['retention'], types: ['RetentionReviewConfirmed'] },
  otherwise: () => ({ code: 'forgetting-stands' }),
  run({ data }) {
    const { persons, endedBefore, by } = data as unknown as Extract<RetentionEvent, { type: 'RetentionReviewConfirmed' }>['data']
    return persons.map((personId): Outgoing => ({ service: 'directory', command: 'forget-person-due', data: { personId, endedBefore, by } }))
  },
}]

/** One document for each look. */
export interface RetentionDocument extends JsonObject {
  readonly reviewId: string
  readonly countyCode: string
  readonly phase: 'proposed' | 'confirmed' | 'dropped' | 'nobody'
  readonly endedBefore: string
  readonly persons: readonly string[]
  readonly hasMore: boolean
  readonly proposedBy: string
  readonly proposedAt: string
  readonly decidedBy: string | null
  readonly decidedAt: string | null
}

export const retentionReviews: View<RetentionDocument> = {
  collection: { name: 'directory-retention-reviews', version: 1, indexes: [['countyCode', 'proposedAt']] },
  on: { categories: ['retention'], types: ['RetentionReviewProposed', 'RetentionReviewConfirmed', 'RetentionReviewDropped'] },
  keys: ({ data }) => [String(data['reviewId'])],
  evolve(document, stored) {
    const event = retentionEvents.read(stored.type, stored.data)
    switch (event?.type) {
      case 'RetentionReviewProposed': {
        const { reviewId, countyCode, endedBefore, persons, hasMore, proposedBy, at } = event.data
        return { reviewId, countyCode, phase: persons.length === 0 ? 'nobody' : 'proposed', endedBefore, persons, hasMore, proposedBy, proposedAt: at, decidedBy: null, decidedAt: null }
      }
      case 'RetentionReviewConfirmed': return document && { ...document, phase: 'confirmed', decidedBy: event.data.by[1], decidedAt: event.data.at }
      case 'RetentionReviewDropped': return document && { ...document, phase: 'dropped', decidedBy: event.data.droppedBy, decidedAt: event.data.at }
      default: return document
    }
  },
}
