// The token with which a process is known to Vault: read from a file that somebody else keeps fresh, or had for a role (AppRole)
// and renewed while it may be.
import { readFileSync } from 'node:fs'
import { Fault } from '@zhijian/kernel'

export type VaultLogin =
  | { readonly tokenFile: string }
  | { readonly roleIdFile: string; readonly secretIdFile: string; /** Where AppRole is mounted; default `approle`. */ readonly mount?: string }

export interface VaultToken {
  /** Valid as far as is known. */
  current(): Promise<string>
  /** After Vault refused it: the next is read, or asked for, anew. */
  forget(token: string): void
}

/** What Vault says of a token: `lease_duration` in seconds, 0 for one that does not end. */
interface Auth { readonly client_token: string; readonly lease_duration: number; readonly renewable: boolean }

const textIn = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new Fault('key-service-refused', 'the file with the credentials for Vault cannot be read', { retry: 'later', cause })
  }
}

/**
 * @param post an unwrapped `auth` of Vault's answer; throws as Vault's faults do
 * @param elapsedMs of a clock that nobody sets
 */
export const vaultToken = (login: VaultLogin, post: (path: string, body: object, token?: string) => Promise<Auth>, elapsedMs: () => number): VaultToken => {
  if ('tokenFile' in login) return { current: async () => textIn(login.tokenFile), forget() {} }
  let held: { readonly auth: Auth; readonly since: number } | null = null
  let getting: Promise<string> | null = null
  const get = async (): Promise<string> => {
    const since = elapsedMs()
    let auth: Auth | null = null
    // Renewing fails when the token has run out or its longest life is over: then it is asked for anew.
    if (held?.auth.renewable === true) auth = await post('auth/token/renew-self', {}, held.auth.client_token).catch(() => null)
    if (auth === null || auth.lease_duration * 1000 < leaseMs() / 2) {
      auth = await post(`auth/${login.mount ?? 'approle'}/login`, { role_id: textIn(login.roleIdFile), secret_id: textIn(login.secretIdFile) })
    }
    held = { auth, since }
    return auth.client_token
  }
  const leaseMs = (): number => (held?.auth.lease_duration ?? 0) * 1000
  return {
    async current() {
      const isFresh = held !== null && (leaseMs() === 0 || elapsedMs() - held.since < leaseMs() * 2 / 3)
      if (isFresh) return held!.auth.client_token
      getting ??= get().finally(() => {
        getting = null
      })
      return getting
    },
    forget(token) {
      if (held?.auth.client_token === token) held = null
    },
  }
}
