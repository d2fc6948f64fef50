// Names on the bus: dotted tokens, as NATS has them, so that both adapters mean the same by a pattern.
import { assert } from '@zhijian/kernel'
import { nameOfType, categoryOf, type StoredEvent, type TailFilter } from '@zhijian/event-store'

const TOKEN = /^[^\s.*>]+$/
const CONSUMER = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/

/** A subject that something can be sent to: no wildcard. */
export const assertSubject = (subject: string): void =>
  assert(subject.length <= 200 && subject.split('.').every((token) => TOKEN.test(token)), 'not a subject')

/** A subject to listen on: `*` for one token, `>` at the end for one or more. */
export const assertPattern = (pattern: string): void => {
  const tokens = pattern.split('.')
  const holds = tokens.every((token, i) => token === '*' || TOKEN.test(token) || (token === '>' && i === tokens.length - 1))
  assert(pattern.length <= 200 && holds, 'not a subject pattern')
}

/** Lower case, digits, single dots and hyphens between them. */
export const isConsumer = (consumer: string): boolean => consumer.length <= 100 && CONSUMER.test(consumer)
export const assertConsumer = (consumer: string): void =>
  assert(isConsumer(consumer), `not a consumer name: ${consumer.slice(0, 100)}`)

export const subjectMatches = (pattern: string, subject: string): boolean => {
  const wanted = pattern.split('.')
  const tokens = subject.split('.')
  for (let i = 0; i < wanted.length; i += 1) {
    if (wanted[i] === '>') return tokens.length > i
    if (i >= tokens.length || (wanted[i] !== '*' && wanted[i] !== tokens[i])) return false
  }
  return tokens.length === wanted.length
}

/** Whether a tail with this filter would deliver the event. */
export const filterMatches = (filter: TailFilter, event: Pick<StoredEvent, 'stream' | 'type'>): boolean =>
  (filter.categories?.includes(categoryOf(event.stream)) ?? true) && (filter.types?.includes(nameOfType(event.type)) ?? true)
