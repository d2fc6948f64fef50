/** When doing the same again may help: at once (a conflict), after a while (a server is away), or not without a person. */
export type Retry = 'now' | 'later' | 'never'

/**
 * The world did not do what was asked of it. Thrown by adapters; the runtime turns `retry` into: decide again, back off,
 * park. `code` is stable and may be shown; `message` is for operators and never holds input or personal data. `about` has what
 * the message names, for those who say it in another language: paths, ports, names of fields.
 */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: string
  readonly retry: Retry
  readonly about: Readonly<Record<string, string | number>>
  constructor(code: string, message: string, options: { retry: Retry; cause?: unknown; about?: Fault['about'] }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retry = options.retry
    this.about = options.about ?? {}
  }
}

export const isFault = (error: unknown, code?: string): error is Fault =>
  error instanceof Fault && (code === undefined || error.code === code)
