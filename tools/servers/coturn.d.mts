export interface Relay {
  /** As a gateway and a browser are told it. */
  readonly url: string
  kill(): void
}
/** Null: a relay can be started here. */
export function whyNoRelay(): string | null
/** @param options folder: for what it writes, the caller's; secretFile: the secret that it shares with the gateway */
export function startRelay(options: { readonly folder: string; readonly secretFile: string }): Promise<Relay>
