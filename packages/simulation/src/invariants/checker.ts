// Counts how often each rule was looked at, and keeps what broke it. A rule that is never looked at proves nothing, so the
// counts are part of every report.
export interface Breach {
  readonly rule: string
  readonly stream: string
  readonly version: number
  readonly says: string
}

export interface Place {
  readonly stream: string
  readonly version: number
}

export interface Checker {
  check(rule: string, holds: boolean, at: Place, says: () => string): void
  readonly counts: Readonly<Record<string, number>>
  readonly breaches: readonly Breach[]
}

export const createChecker = (): Checker => {
  const counts: Record<string, number> = {}
  const breaches: Breach[] = []
  return {
    counts,
    breaches,
    check(rule, holds, { stream, version }, says) {
      counts[rule] = (counts[rule] ?? 0) + 1
      if (!holds) breaches.push({ rule, stream, version, says: says() })
    },
  }
}
