// What the journey needs of a platform beyond its address: a hand that starts, stops and kills it, and what an operator at
// its terminal would see. Each profile (one process; a process per service) brings its own.

export interface StaffAccount {
  readonly id: string
  readonly password: string
  /** base32 */
  readonly secondFactor: string
}

export interface Session {
  readonly account: string
  readonly token: string
}

export interface Profile {
  /** The same over restarts. */
  readonly url: string
  /** What an operator is promised of Ctrl-C. */
  readonly stopsWithinMs: number
  /**
   * Resolves when it takes requests. @param options.silent nobody answers but those whom the spec lets answer; begin: of its time at the first
   * start, a minute by the clock of China, default an ordinary forenoon; args: as after `npm start --`
   */
  start(options?: { readonly silent?: boolean; readonly begin?: string; readonly args?: readonly string[] }): Promise<void>
  /** As Ctrl-C does. @returns when everything has ended, with how it ended and how long that took */
  stop(): Promise<{ readonly code: number | null; readonly ms: number }>
  /** kill -9: nothing is told, nothing is finished. */
  kill(): Promise<void>
  /**
   * kill -9 of one that decides, where the rest brings it back; nothing where there is only the whole. @param name default: consult-router;
   * signal: another one, that it hears
   */
  killPart(name?: string, signal?: NodeJS.Signals): Promise<void>
  /** The newest code that was sent to this phone, as the terminal shows it. */
  phoneCode(phone: string, after: number): Promise<string>
  /** Everything that was ever printed. */
  printed(): string
  /** One with this id, as printed at the start. */
  account(id: string): StaffAccount
  /** Sessions of lawyers of the demonstration, without signing in: races need many at once. */
  lawyers(counts: { readonly counsel: number; readonly region: number; readonly nation: number }): Promise<Record<'counsel' | 'region' | 'nation', readonly Session[]>>
  /** Seals its log now, as an operator does. */
  seal(): Promise<void>
  /** Everything it keeps. */
  readonly folders: readonly string[]
  /** After the last stop. */
  remove(): void
}
