// Instants are UTC text of one fixed width, so that `<` on the text is order in time and a stored instant never changes
// shape: `2026-11-22T02:40:23.017Z`. Durations are whole milliseconds.
import { assert } from './assert.ts'

declare const brand: unique symbol
/** UTC, millisecond precision, 24 characters, years 0000–9999. */
export type Instant = string & { readonly [brand]: true }

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** The last day that was found in the calendar: messages of one moment name few others. */
let lastFound = ''
const isDay = (text: string): boolean => {
  if (text === lastFound) return true
  const ms = Date.parse(`${text}T00:00:00.000Z`)
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return false
  lastFound = text
  return true
}

export const isInstant = (text: unknown): text is Instant => typeof text === 'string' && SHAPE.test(text)
  && digits(text, 11, 2) < 24 && digits(text, 14, 2) < 60 && digits(text, 17, 2) < 60 && isDay(text.slice(0, 10))

/** @throws AssertionFailed when the text is not a full-width UTC instant */
export const instant = (text: string): Instant => {
  assert(isInstant(text), `not an instant: ${text.slice(0, 40)}`)
  return text
}

const DAY_MS = 86_400_000
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))
const three = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'))
let lastDay = Number.NaN
let lastDayText = ''

/**
 * Written by hand, because deciding and replaying write little else: the day's text is kept while the day stays the same.
 * @param epochMs whole milliseconds since 1970-01-01T00:00:00Z
 */
export const instantAt = (epochMs: number): Instant => {
  const day = Math.floor(epochMs / DAY_MS)
  if (day !== lastDay) {
    lastDayText = new Date(day * DAY_MS).toISOString().slice(0, 11)
    lastDay = day
  }
  const ms = epochMs - day * DAY_MS
  const minute = Math.floor(ms / 60_000)
  return `${lastDayText}${two[Math.floor(minute / 60)]}:${two[minute % 60]}:${two[Math.floor(ms / 1000) % 60]}.${three[ms % 1000]}Z` as Instant
}

const digits = (text: string, from: number, count: number): number => {
  let value = 0
  for (let at = from; at < from + count; at += 1) value = value * 10 + text.charCodeAt(at) - 48
  return value
}
let lastParsed = ''
let lastParsedMs = 0
/** Many ask of the same moment: of now. */
let lastInstant = ''
let lastInstantMs = 0

/** Whole milliseconds since 1970-01-01T00:00:00Z. */
export const epochMs = (at: Instant): number => {
  if (at === lastInstant) return lastInstantMs
  const day = at.slice(0, 10)
  if (day !== lastParsed) {
    lastParsedMs = Date.parse(`${day}T00:00:00.000Z`)
    lastParsed = day
  }
  lastInstantMs = lastParsedMs + digits(at, 11, 2) * 3_600_000 + digits(at, 14, 2) * 60_000 + digits(at, 17, 2) * 1000 + digits(at, 20, 3)
  lastInstant = at
  return lastInstantMs
}

export const plus = (at: Instant, ms: number): Instant => instantAt(epochMs(at) + ms)

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export const elapsedMs = (from: Instant, to: Instant): number => epochMs(to) - epochMs(from)

export const latest = (first: Instant, ...rest: readonly (Instant | null | undefined)[]): Instant =>
  rest.reduce<Instant>((best, at) => (at && at > best ? at : best), first)

/** The earliest of those that are there, or null when none is. */
export const earliest = (...all: readonly (Instant | null | undefined)[]): Instant | null =>
  all.reduce<Instant | null>((best, at) => (at && (best === null || at < best) ? at : best), null)

export const seconds = (n: number): number => n * 1000
export const minutes = (n: number): number => n * 60_000
export const hours = (n: number): number => n * 3_600_000
export const days = (n: number): number => n * 86_400_000
