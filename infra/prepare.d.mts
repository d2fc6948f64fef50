export const SERVICES: readonly string[]
export const PASSWORDS: readonly string[]
export const CERTIFICATES: Readonly<Record<string, readonly string[]>>
export function prepare(options: {
  readonly secrets: string
  readonly data: string
  readonly env: string
  readonly county?: string
  readonly origin?: string
  readonly renew?: boolean
}): string[]
