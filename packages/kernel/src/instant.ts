// Instants are UTC text of one fixed width, so that `<` on the text is order in time and a stored instant never changes
// shape: `2026-11-22T02:40:23.017Z`. Durations are whole milliseconds.
import { assert } from './assert.ts'

declare const brand: unique symbol
/** UTC, millisecond precision, 24 characters, years 0000–9999. */
export type Instant = string & { readonly [brand]: true }

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

export const isInstant = (text: unknown): text is Instant =>
  typeof text === 'string' && SHAPE.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text

/** @throws AssertionFailed when the text is not a full-width UTC instant */
export const instant = (text: string): Instant => {
  assert(isInstant(text), `not an instant: ${text.slice(0, 40)}`)
  return text
}

/** @param epochMs whole milliseconds since 1970-01-01T00:00:00Z */
export const instantAt = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant

/** Whole milliseconds since 1970-01-01T00:00:00Z. */
export const epochMs = (at: Instant): number => Date.parse(at)

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
