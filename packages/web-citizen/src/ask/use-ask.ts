// The draft of who is signed in, with its files: kept as it changes, sent up while it is written, asked at the end.
import { api, ApiProblem, draftOwner, reading, readDraft, removeDraft, sendFile, useDraft, useSession, writeDraft, type Draft } from '@zhijian/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { bodyOf, draftName, EMPTY, fileName, type AskBody, type AskDraft, type DraftFile, type Kind } from './draft.ts'

const listen = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}
/** As the device says. */
export const useOnline = (): boolean => useSyncExternalStore(listen, () => navigator.onLine)

/**
 * Whose draft this is: who is signed in, or, while the platform cannot be asked, who was here last and did not sign out.
 * `unknown`: being found out · null: nobody.
 */
export const useOwner = (): { readonly owner: string | null | 'unknown'; readonly isReached: boolean } => {
  const { data, isError, failureCount, fetchStatus } = useSession()
  const [last, setLast] = useState<string | null | 'unknown'>('unknown')
  useEffect(() => {
    draftOwner().then((owner) => setLast(owner ?? null), () => setLast(null))
  }, [])
  if (data !== undefined) return { owner: data === null ? null : data.accountId, isReached: true }
  const isAway = isError || failureCount > 0 || fetchStatus === 'paused'
  return { owner: isAway ? last : 'unknown', isReached: false }
}

export const isAway = (error: unknown): boolean => error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500)

const TRIES = 3
const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isAway(error) || attempt >= TRIES || !navigator.onLine) throw error
      await new Promise((resolve) => { setTimeout(resolve, 1000 * attempt) })
    }
  }
}

type Asked = operations['ask-question']['responses'][201]['content']['application/json']

export interface Asking extends Pick<Draft<AskDraft>, 'state'> {
  /** Null while it is looked for. */
  readonly draft: AskDraft | null
  readonly update: (change: Partial<AskDraft> | ((before: AskDraft) => Partial<AskDraft>)) => void
  readonly addFile: (kind: Kind, file: Blob, name: string) => Promise<void>
  readonly removeFile: (id: string) => Promise<void>
  /** Bytes the platform has, of files that are on their way; and why one stands still. */
  readonly progress: Readonly<Record<string, number>>
  readonly fileErrors: Readonly<Record<string, unknown>>
  readonly retryFile: (id: string) => void
  readonly send: (spoken: string) => Promise<Pick<Asked, 'consultationId' | 'dangerNumbers' | 'topicText' | 'topic'>>
  readonly discard: () => Promise<void>
}

export const useAsking = (owner: string, mayReach: boolean): Asking => {
  const kept = useDraft<AskDraft>(draftName(owner), EMPTY)
  const queries = useQueryClient()
  const latest = useRef<AskDraft | null>(null)
  const [progress, setProgress] = useState<Record<string, number>>({})
  const [fileErrors, setFileErrors] = useState<Record<string, unknown>>({})
  const sending = useRef(new Map<string, AbortController>())
  /** Moves on when one has come to an end, however it did: then the next is looked for. */
  const [turn, setTurn] = useState(0)
  /** Of files just added; those of before a reload are read from the draft. */
  const bytes = useRef(new Map<string, Blob>())
  const { change, discard, state, value } = kept
  // A draft of an earlier release lacks what is new.
  const draft = useMemo(() => (value === null ? null : { ...EMPTY, ...value }), [value])
  useLayoutEffect(() => { latest.current = draft }, [draft])

  const update = useCallback<Asking['update']>((what) => {
    if (latest.current === null) return
    latest.current = { ...latest.current, ...(typeof what === 'function' ? what(latest.current) : what) }
    change(latest.current)
  }, [change])
  const updateFile = useCallback((id: string, what: Partial<DraftFile>) =>
    update(({ files }) => ({ files: files.map((file) => (file.id === id ? { ...file, ...what } : file)) })), [update])

  const upload = useCallback(async ({ id, kind, upload: begun }: DraftFile): Promise<void> => {
    if (sending.current.has(id)) return
    const away = new AbortController()
    sending.current.set(id, away)
    setFileErrors(({ [id]: _gone, ...others }) => others)
    try {
      const file = bytes.current.get(id) ?? await readDraft<Blob>(fileName(owner, id))
      if (file === undefined) throw new ApiProblem('file-gone', 404, null)
      const { digest } = await sendFile({
        kind, file, signal: away.signal, ...(begun === null ? {} : { begun }),
        onBegun: (uploadId) => updateFile(id, { upload: uploadId }), onProgress: (sent) => setProgress((before) => ({ ...before, [id]: sent })),
      })
      updateFile(id, { digest })
    } catch (error) {
      if (!away.signal.aborted) setFileErrors((before) => ({ ...before, [id]: error }))
    } finally {
      sending.current.delete(id)
      setTurn((before) => before + 1)
    }
  }, [owner, updateFile])

  // One after the other: over a slow line the first is there sooner.
  const next = mayReach ? draft?.files.find((file) => file.digest === null && fileErrors[file.id] === undefined) : undefined
  const nextId = next?.id
  useEffect(() => {
    const file = latest.current?.files.find(({ id }) => id === nextId)
    if (file !== undefined && sending.current.size === 0) void upload(file)
  }, [nextId, turn, upload])
  useEffect(() => {
    const running = sending.current
    return () => {
      for (const away of running.values()) away.abort()
    }
  }, [])

  const addFile: Asking['addFile'] = async (kind, file, name) => {
    const id = crypto.randomUUID()
    bytes.current.set(id, file)
    // Where this browser keeps nothing it still goes with the question, as long as the page is open.
    await writeDraft(fileName(owner, id), file).catch(() => undefined)
    update(({ files }) => ({ files: [...files, { id, kind, name, bytes: file.size, upload: null, digest: null }] }))
  }
  const removeFile: Asking['removeFile'] = async (id) => {
    sending.current.get(id)?.abort()
    const gone = latest.current?.files.find((file) => file.id === id)
    update(({ files }) => ({ files: files.filter((file) => file.id !== id) }))
    bytes.current.delete(id)
    await removeDraft(fileName(owner, id)).catch(() => undefined)
    if (gone !== undefined && gone.upload !== null && gone.digest === null) {
      await api.DELETE('/api/v1/uploads/{upload}', { params: { path: { upload: gone.upload } } }).catch(() => undefined)
    }
  }
  const discardAll = async (): Promise<void> => {
    for (const away of sending.current.values()) away.abort()
    await Promise.all((latest.current?.files ?? []).map(({ id }) => removeDraft(fileName(owner, id)).catch(() => undefined)))
    bytes.current.clear()
    latest.current = EMPTY
    await discard()
  }

  return {
    draft, state, update, addFile, removeFile, progress, fileErrors, discard: discardAll,
    retryFile: (id) => setFileErrors(({ [id]: _gone, ...others }) => others),
    async send(spoken) {
      const asked = latest.current!
      // Kept before it goes out: after a reload the same tap is the same question.
      const pending = asked.pending ?? { key: crypto.randomUUID(), body: bodyOf(asked, spoken) }
      update({ pending })
      await writeDraft(draftName(owner), latest.current).catch(() => undefined)
      try {
        const answer = await patiently(() => reading(api.POST('/api/v1/consultations', { body: pending.body as AskBody, params: { header: { 'Idempotency-Key': pending.key } } })))
        await discardAll()
        void queries.invalidateQueries()
        return answer
      } catch (error) {
        // Signed out: she signs in and taps again, and it is the same question.
        if (isAway(error) || (error instanceof ApiProblem && error.status === 401)) {
          if (!isAway(error)) void queries.invalidateQueries({ queryKey: ['session'] })
          throw error
        }
        // Answered for good: what is sent next is another question. Files are kept by the platform for a week.
        const isFileGone = error instanceof ApiProblem && error.code === 'no-such-blob'
        update(({ files }) => ({ pending: null, ...(isFileGone ? { files: files.map((file) => ({ ...file, digest: null, upload: null })) } : {}) }))
        if (error instanceof ApiProblem && error.code === 'notice-outdated') {
          update({ notice: null })
          void queries.invalidateQueries({ queryKey: ['notice'] })
        }
        throw error
      }
    },
  }
}
