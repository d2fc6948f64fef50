// How long there is, by the platform's clock. A screen counts and decides nothing: what follows when it is over, the server says.
import { clockWords, usePlatformTime } from '@zhijian/web-kit'
import type { ReactNode } from 'react'

/** @returns ms; null until the platform's time is known */
export const useLeft = (until: string | null): number | null => {
  const now = usePlatformTime()
  return now === null || until === null ? null : Math.max(0, Date.parse(until) - now)
}

export const Countdown = ({ until, label, over, hurryMs = 120_000 }: {
  readonly until: string
  /** Says what ends, with `{{left}}` filled in. */
  readonly label: (left: string) => string
  readonly over: string
  readonly hurryMs?: number
}): ReactNode => {
  const left = useLeft(until)
  if (left === null) return null
  return <span className={left < hurryMs ? 'clock hurry' : 'clock'} role="timer">{left === 0 ? over : label(clockWords(left))}</span>
}
