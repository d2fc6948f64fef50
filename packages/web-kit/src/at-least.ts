// Who did something sees it, and who was told of something sees that: views follow the log a moment behind, and the next request may come to
// another gateway, which is further behind. Reads after an act, or after news of the live stream, name the position of its last event and
// are answered when the views have it.
// W1 A view that does not get there in time is read as it stands, after as many tries: old news are better than none, and whoever shows them
//    is told that they are old.
// W2 A log that never came to the position is another log, restored or emptied: the position is forgotten.
import type { ZhijianClient } from '@zhijian/client'

export const HEADER = 'zhijian-at-least'
/** The server waits for two seconds each time. */
const TRIES = 3
const KEY = 'zhijian-position'

/** Of one tab; it outlives a reload. A position is a number in the log, nobody's data. */
const kept = {
  read: (): string | null => {
    try {
      return sessionStorage.getItem(KEY)
    } catch {
      return null
    }
  },
  write: (position: string | null): void => {
    try {
      if (position === null) sessionStorage.removeItem(KEY)
      else sessionStorage.setItem(KEY, position)
    } catch {
      // It holds as long as the page.
    }
  },
}

const bodyOf = async (response: Response): Promise<{ readonly code?: unknown; readonly receipt?: { readonly position?: unknown } }> =>
  (/json/.test(response.headers.get('content-type') ?? '') ? await response.clone().json().catch(() => null) as object | null : null) ?? {}

export interface AtLeast {
  /** The live stream came to this position: what is read from now on shows it. It is told anew after a reload, and not kept. */
  heard(position: string): void
  /** Called whenever a view was read that had not come to what was asked for. */
  whenBehind(listener: () => void): void
}

export const readAtLeast = (client: Pick<ZhijianClient, 'use'>, again: typeof fetch = (...asked) => fetch(...asked)): AtLeast => {
  let [own, heard] = [kept.read(), null as string | null]
  const listeners: (() => void)[] = []
  const seen = (): string | null => (own === null || (heard !== null && heard > own) ? heard : own)
  const remember = (position: string | null): void => {
    own = position
    kept.write(position)
  }
  client.use({
    onRequest({ request }) {
      const position = seen()
      if (request.method === 'GET' && position !== null) request.headers.set(HEADER, position)
      return request
    },
    async onResponse({ request, response }) {
      if (request.method !== 'GET') {
        const position = response.ok ? (await bodyOf(response)).receipt?.position : undefined
        if (typeof position === 'string' && (own === null || position > own)) remember(position)
        return undefined
      }
      const asked = request.headers.get(HEADER)
      if (asked === null) return undefined
      let answer = response
      for (let tries = 1; ; tries += 1) {
        const code = answer.status === 503 || answer.status === 400 ? (await bodyOf(answer)).code : undefined
        const isForeign = code === 'no-such-position'
        if (!isForeign && code !== 'not-yet') return answer
        if (isForeign && own === asked) remember(null)
        if (isForeign && heard === asked) heard = null
        if (isForeign || tries >= TRIES) {
          const plain = new Request(request)
          plain.headers.delete(HEADER)
          if (!isForeign) for (const behind of listeners) behind()
          return again(plain)
        }
        answer = await again(new Request(request))
      }
    },
  })
  return {
    heard(position) {
      if (heard === null || position > heard) heard = position
    },
    whenBehind: (listener) => void listeners.push(listener),
  }
}
