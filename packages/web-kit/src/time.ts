// The platform's time on this device: phones are minutes off, and a demonstration's time runs faster. Screens count down by
// this and decide nothing by it.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, reading } from './api.ts'

export interface PlatformTime {
  /** Platform time, ms since 1970, when `at` was read. */
  readonly nowMs: number
  /** performance.now() then. */
  readonly at: number
  /** How many times faster than the wall. */
  readonly speed: number
}

/** How often the two are compared again. */
const COMPARE_EVERY_MS = 60_000

let known: PlatformTime | null = null

/** @returns ms since 1970 by the platform; by this device until the platform was asked */
export const platformNowMs = (): number =>
  known === null ? Date.now() : known.nowMs + (performance.now() - known.at) * known.speed

const compare = async (): Promise<PlatformTime> => {
  const before = performance.now()
  const { now, speed } = await reading(api.GET('/api/v1/clock'))
  const at = (before + performance.now()) / 2
  known = { nowMs: Date.parse(now), at, speed }
  return known
}

/** Renders anew every `everyMs` of the wall. @returns platform time, ms since 1970; null until it is known */
export const usePlatformTime = (everyMs = 1000): number | null => {
  const { data } = useQuery({ queryKey: ['clock'], queryFn: compare, refetchInterval: COMPARE_EVERY_MS, staleTime: COMPARE_EVERY_MS })
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return data === undefined ? null : platformNowMs()
}

/** `2:05`, `1:02:05`; never below zero. @param ms a duration */
export const clockWords = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => index === 0 ? String(part) : String(part).padStart(2, '0')).join(':')
}
