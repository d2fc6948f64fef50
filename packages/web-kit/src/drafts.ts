// What somebody has begun to write, kept on this device until it is sent or they sign out. Files of a draft too: IndexedDB
// takes them as they are.
import { clear, createStore, del, get, set } from 'idb-keyval'
import { useCallback, useEffect, useRef, useState } from 'react'

const store = createStore('zhijian-drafts', 'drafts')

export const readDraft = <T>(name: string): Promise<T | undefined> => get<T>(name, store)
export const writeDraft = (name: string, value: unknown): Promise<void> => set(name, value, store)
export const removeDraft = (name: string): Promise<void> => del(name, store)
/** At signing out: the next person at this device finds nothing. */
export const clearDrafts = (): Promise<void> => clear(store)

export interface Draft<T> {
  /** Null while it is being looked for. */
  readonly value: T | null
  readonly change: (next: T) => void
  readonly discard: () => Promise<void>
  /** Whether the last change is kept: `failed` when this browser keeps nothing (private mode, full). */
  readonly state: 'kept' | 'keeping' | 'failed'
}

/** Saved as it changes. @param name of the draft on this device */
export const useDraft = <T>(name: string, empty: T): Draft<T> => {
  const [value, setValue] = useState<T | null>(null)
  const [state, setState] = useState<Draft<T>['state']>('kept')
  const writing = useRef<Promise<void>>(Promise.resolve())
  const first = useRef(empty)

  useEffect(() => {
    let here = true
    readDraft<T>(name).then((found) => here && setValue(found ?? first.current), () => {
      if (!here) return
      setState('failed')
      setValue(first.current)
    })
    return () => { here = false }
  }, [name])

  const change = useCallback((next: T) => {
    setValue(next)
    setState('keeping')
    writing.current = writing.current.then(() => writeDraft(name, next)).then(() => setState('kept'), () => setState('failed'))
  }, [name])
  const discard = useCallback(async () => {
    await writing.current
    await removeDraft(name).catch(() => undefined)
    setValue(first.current)
  }, [name])
  return { value, change, discard, state }
}
