// A file goes to the gateway in parts, each from where the server stands: a cut connection costs one part at most.
import { api, ApiProblem, mayPass, pauseBefore, reading } from './api.ts'
import type { components, operations } from '@zhijian/client'

type Begun = NonNullable<operations['begin-upload']['requestBody']>['content']['application/json']
export type SentFile = operations['finish-upload']['responses'][200]['content']['application/json']['file']

export interface Sending {
  readonly kind: Begun['kind']
  readonly file: Blob
  /** Sealed for its asker; without one it is one's own. */
  readonly consultationId?: string
  /** Of who is to ask by a desk: it is sealed for her, whose question it will belong to. */
  readonly phone?: string
  /** Bytes the server has. */
  readonly onProgress?: (bytes: number) => void
  /** An upload of this file that was begun before, also before a reload; one that is over is begun anew. */
  readonly begun?: string | undefined
  /** It has an id from here on. */
  readonly onBegun?: (id: string) => void
  readonly signal?: AbortSignal
}

/** Small enough that a slow line (30 kB/s) shows progress, large enough for a fast one. */
const PART_BYTES = 128 * 1024
/** A line that is gone for so many tries in a row is given up: the person is asked. */
const TRIES = 8

const wait = (ms: number, signal: AbortSignal | undefined): Promise<void> => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, ms)
  signal?.addEventListener('abort', () => {
    clearTimeout(timer)
    reject(signal.reason as Error)
  }, { once: true })
})

/** Repeats what may pass. @throws ApiProblem */
const patiently = async <T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (!mayPass(error) || attempt + 1 >= TRIES) throw error
      await wait(pauseBefore(attempt, error), signal)
    }
  }
}

const sendPart = async (url: string, offset: number, part: Blob, signal: AbortSignal | undefined): Promise<void> => {
  const response = await fetch(url, {
    method: 'PATCH', body: part, ...(signal === undefined ? {} : { signal }),
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
  }).catch(() => {
    signal?.throwIfAborted()
    throw new ApiProblem('offline', 0, null)
  })
  if (response.ok) return
  const problem = await response.json().catch(() => null) as components['schemas']['Problem'] | null
  throw new ApiProblem(problem?.code ?? 'offline', response.status, problem)
}

/** Where the server stands. */
const offsetOf = async (url: string): Promise<number> => {
  const response = await fetch(url, { method: 'HEAD' }).catch(() => { throw new ApiProblem('offline', 0, null) })
  if (!response.ok) throw new ApiProblem(response.status >= 500 ? 'offline' : 'no-such-upload', response.status, null)
  return Number(response.headers.get('upload-offset'))
}

/** @throws ApiProblem when the server refuses it, or cannot be reached for long */
export const sendFile = async ({ kind, file, consultationId, phone, onProgress = () => undefined, onBegun = () => undefined, begun, signal }: Sending): Promise<SentFile> => {
  const mediaType = file.type.split(';')[0]!
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const begin = async (): Promise<string> => {
    const { id } = await patiently(() => reading(api.POST('/api/v1/uploads', { body: { kind, mediaType, bytes: file.size, ...(consultationId === undefined ? {} : { consultationId }), ...(phone === undefined ? {} : { phone }) } as Begun, headers })), signal)
    onBegun(id)
    return id
  }
  const reached = begun === undefined ? null : await patiently(() => offsetOf(`/api/v1/uploads/${begun}`), signal).catch((error: unknown) => {
    if (mayPass(error)) throw error
    return null
  })
  const upload = begun === undefined || reached === null ? await begin() : begun
  const url = `/api/v1/uploads/${upload}`
  let offset = reached ?? 0
  onProgress(offset)
  while (offset < file.size) {
    await patiently(async () => {
      try {
        await sendPart(url, offset, file.slice(offset, offset + PART_BYTES), signal)
        offset = Math.min(file.size, offset + PART_BYTES)
      } catch (error) {
        // The part may have arrived although its answer did not.
        if (mayPass(error) || (error as ApiProblem).status === 409) offset = await offsetOf(url)
        if ((error as ApiProblem).status !== 409) throw error
      }
    }, signal)
    onProgress(offset)
  }
  const { file: sent } = await patiently(() => reading(api.POST('/api/v1/uploads/{upload}/finish', { params: { path: { upload } }, headers })), signal)
  return sent
}
