export interface IceServer { readonly urls: string[]; readonly username: string; readonly credential: string }
export interface RelayedCall {
  /** Kinds of candidates that either end found. */
  readonly candidates: readonly string[]
  /** Codes with which the relay refused. */
  readonly errors: readonly number[]
  /** What the called heard; null: the call never began. */
  readonly message: string | null
  /** Kinds of the two candidates that the call ran over. */
  readonly types: readonly string[]
}
export function relayedCall(iceServer: IceServer): Promise<RelayedCall>
