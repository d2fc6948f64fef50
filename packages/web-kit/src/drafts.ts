// What somebody has begun to write, kept on this device until it is sent or they sign out; files of a draft too. What lies there is
// sealed with a key that this browser keeps and no script can read; without it nothing is kept.
// D1 One owner: when another person signs in at this device, what the one before left is gone before the first page is shown.
// D2 After signing out nothing is written any more by what was open before, in whichever tab.
// D3 It lasts no longer than a session may lie unused: who did not come back finds her draft gone, and so does whoever finds the device.
import { clear, createStore, del, get, set, update, type UseStore } from 'idb-keyval'
import { useCallback, useEffect, useRef, useState } from 'react'

let opened: UseStore | null = null
const store = (): UseStore => opened ??= createStore('zhijian-drafts', 'drafts')

const KEY = '#key'
const OWNER = '#owner'
const UNTIL = '#until'
/** As a citizen’s session that nobody uses. By this device’s clock: it counts without a network too. */
const KEPT_MS = 7 * 86_400_000

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly box: ArrayBuffer
  /** Of a file; null: JSON. */
  readonly mediaType: string | null
}

/** Which life of this store: signing out ends one (D2). */
let life = 0
/** To other tabs: all is cleared, or this draft is another one now. */
type Said = { readonly cleared: true } | { readonly changed: string }
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('zhijian-drafts')
const told = new Set<(said: Said) => void>()
tabs?.addEventListener('message', ({ data }: MessageEvent<Said>) => {
  if ('cleared' in data) life += 1
  for (const each of told) each(data)
})
const tellTabs = (said: Said): void => tabs?.postMessage(said)
const listenTabs = (listener: (said: Said) => void): (() => void) => {
  told.add(listener)
  return () => told.delete(listener)
}
/** Somebody signed out in another tab. */
export const onCleared = (listener: () => void): (() => void) => listenTabs((said) => { if ('cleared' in said) listener() })

/** @throws where the browser has no cryptography (an address without TLS) or keeps nothing */
const sealingKey = async (): Promise<CryptoKey> => {
  const known = await get<CryptoKey>(KEY, store())
  if (known !== undefined) return known
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  // Another tab may have been first.
  await update<CryptoKey>(KEY, (first) => first ?? fresh, store())
  return (await get<CryptoKey>(KEY, store()))!
}

let aged: Promise<void> | null = null
/** D3. Looked at once for each page, before anything is read. */
const withoutTheOld = (): Promise<void> => aged ??= (async () => {
  const until = await get<number>(UNTIL, store())
  if (until !== undefined && until <= Date.now()) await clear(store())
})()

/** JSON, or a Blob as it is. Undefined: there is none, or it cannot be read any more. */
export const readDraft = async <T>(name: string): Promise<T | undefined> => {
  await withoutTheOld()
  const sealed = await get<Sealed>(name, store())
  if (sealed === undefined) return undefined
  try {
    const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, await sealingKey(), sealed.box)
    return (sealed.mediaType === null ? JSON.parse(new TextDecoder().decode(bytes)) : new Blob([bytes], { type: sealed.mediaType })) as T
  } catch {
    await del(name, store())
    return undefined
  }
}

/** @throws where nothing is kept, also because somebody signed out meanwhile (D2) */
export const writeDraft = async (name: string, value: unknown, since = life): Promise<void> => {
  const isFile = value instanceof Blob
  const bytes = isFile ? await value.arrayBuffer() : new TextEncoder().encode(JSON.stringify(value))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const isOver = (): boolean => since !== life
  if (isOver()) throw new Error('signed out')
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await sealingKey(), bytes)
  if (isOver()) throw new Error('signed out')
  await set(name, { iv, box, mediaType: isFile ? value.type : null } satisfies Sealed, store())
  tellTabs({ changed: name })
}

export const removeDraft = (name: string): Promise<void> => del(name, store())

/** At signing out: the next person at this device finds nothing, and the key is gone. */
export const clearDrafts = async (): Promise<void> => {
  life += 1
  tellTabs({ cleared: true })
  await clear(store())
}

/** D1, D3. Whose drafts are kept here from now on, and until when. */
export const ownDrafts = async (accountId: string): Promise<void> => {
  await withoutTheOld()
  const before = await get<string>(OWNER, store())
  if (before !== undefined && before !== accountId) await clearDrafts()
  await set(OWNER, accountId, store())
  await set(UNTIL, Date.now() + KEPT_MS, store())
}

/** Who signed in here last and did not sign out: known also without a network. */
export const draftOwner = async (): Promise<string | undefined> => {
  await withoutTheOld()
  return get<string>(OWNER, store())
}

export interface Draft<T> {
  /** Null while it is being looked for. */
  readonly value: T | null
  readonly change: (next: T) => void
  readonly discard: () => Promise<void>
  /** Whether the last change is kept: `failed` when this browser keeps nothing (private mode, full, no TLS). */
  readonly state: 'kept' | 'keeping' | 'failed'
}

/** Saved as it changes. @param name of the draft on this device */
export const useDraft = <T>(name: string, empty: T): Draft<T> => {
  const [value, setValue] = useState<T | null>(null)
  const [state, setState] = useState<Draft<T>['state']>('kept')
  const writing = useRef<Promise<void>>(Promise.resolve())
  /** Changes made and not written yet: only the last of them is. */
  const waiting = useRef(0)
  const first = useRef(empty)
  const since = useRef(life)

  useEffect(() => {
    let here = true
    since.current = life
    readDraft<T>(name).then((found) => here && setValue(found ?? first.current), () => {
      if (!here) return
      setState('failed')
      setValue(first.current)
    })
    // What another tab wrote is the draft now; a word that is being written here comes after it.
    const deaf = listenTabs((said) => {
      if (!('changed' in said) || said.changed !== name || waiting.current > 0) return
      void readDraft<T>(name).then((found) => { if (here && waiting.current === 0 && found !== undefined) setValue(found) }, () => undefined)
    })
    return () => {
      here = false
      deaf()
    }
  }, [name])

  const change = useCallback((next: T) => {
    setValue(next)
    setState('keeping')
    waiting.current += 1
    writing.current = writing.current.then(() => {
      waiting.current -= 1
      return waiting.current > 0 ? undefined : writeDraft(name, next, since.current)
    }).then(() => setState('kept'), () => setState('failed'))
  }, [name])
  const discard = useCallback(async () => {
    await writing.current
    await removeDraft(name).catch(() => undefined)
    setValue(first.current)
  }, [name])
  return { value, change, discard, state }
}
