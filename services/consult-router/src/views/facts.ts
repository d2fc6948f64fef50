// What the views of this service share: reading an event in its current form, and the month a fact belongs to.
import {
  callbackEvents, callEvents, consultationEvents, dangerEvents, reviewEvents, type CallbackEvent, type CallEvent, type ConsultationEvent,
  type DangerEvent, type ReviewEvent,
} from '@zhijian/contracts'
import { assert, epochMs, instantAt, type Instant, type JsonObject } from '@zhijian/kernel'

/** As much of a stored event as a view looks at. */
export interface Fact {
  readonly type: string
  readonly data: JsonObject
}

const read = <Event>(family: { read(type: string, data: JsonObject): Event | null; readonly category: string }) => (fact: Fact): Event => {
  const event = family.read(fact.type, fact.data)
  assert(event !== null, `${family.category}: ${fact.type} is not known to this release`)
  return event
}
export const consultationFact: (fact: Fact) => ConsultationEvent = read(consultationEvents)
export const callbackFact: (fact: Fact) => CallbackEvent = read(callbackEvents)
export const callFact: (fact: Fact) => CallEvent = read(callEvents)
export const reviewFact: (fact: Fact) => ReviewEvent = read(reviewEvents)
export const dangerFact: (fact: Fact) => DangerEvent = read(dangerEvents)

/** The one clock of China; a county's policy may say otherwise for its questions. */
export const CHINA_OFFSET_MINUTES = 480

/** `2026-12-01T09`, by the county's clock. */
export const hourOf = (at: Instant, utcOffsetMinutes = CHINA_OFFSET_MINUTES): string =>
  instantAt(epochMs(at) + utcOffsetMinutes * 60_000).slice(0, 13)
/** `2026-12`. */
export const monthOf = (at: Instant, utcOffsetMinutes = CHINA_OFFSET_MINUTES): string => hourOf(at, utcOffsetMinutes).slice(0, 7)
