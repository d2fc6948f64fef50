// Which files may be sent, by kind, and who sent them. What a file really is, its metadata and its sealing are the blob
// store's; here is only the limit per kind and the memory of whose an upload is.
import { BlobRef, type Attachment, type PersonId } from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { FileInfected } from '@zhijian/privacy'
import { z } from 'zod'
import { LIMITS } from './config.ts'
import type { Gateway } from './gateway.ts'
import { isList } from './import-lists.ts'
import { clipLengthMs } from './clip-length.ts'
import { ProblemError } from './problems.ts'

const MB = 1024 * 1024

export const UPLOAD_KINDS = ['photo', 'document', 'audio', 'video'] as const
export type UploadKind = (typeof UPLOAD_KINDS)[number]

/** 公共法律服务 sends pictures of contracts and receipts, papers, and clips recorded in a browser or by WeChat. */
export const UPLOAD_LIMITS: Readonly<Record<UploadKind,
  { readonly maxBytes: number; readonly mediaTypes: readonly string[] }>> = {
  photo: { maxBytes: 10 * MB, mediaTypes: ['image/jpeg', 'image/png'] },
  document: {
    maxBytes: 20 * MB,
    mediaTypes: ['application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/plain', 'text/csv'],
  },
  audio: { maxBytes: 20 * MB, mediaTypes: ['audio/mp4', 'audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/webm'] },
  video: { maxBytes: 100 * MB, mediaTypes: ['video/mp4', 'video/webm', 'video/quicktime'] },
}

/** For whoever composes the platform: what the one upload store behind all kinds must let through. */
export const ALL_UPLOADS = {
  maxBytes: Math.max(...Object.values(UPLOAD_LIMITS).map(({ maxBytes }) => maxBytes)),
  mediaTypes: Object.values(UPLOAD_LIMITS).flatMap(({ mediaTypes }) => mediaTypes),
} as const

/** A finished file waits so long to be used in a question or an answer. */
const FINISHED_KEPT_MS = 7 * 86_400_000
const Owned = z.object({ account: z.string(), person: z.string(), kind: z.enum(UPLOAD_KINDS), infected: z.literal(true).optional() })
const Finished = Owned.omit({ infected: true }).extend({ ref: BlobRef, lengthMs: z.int() })
type Owned = z.infer<typeof Owned>
export type Finished = z.infer<typeof Finished>

export const beginUpload = async (
  gateway: Gateway, account: string, person: PersonId,
  announced: { readonly kind: UploadKind; readonly mediaType: string; readonly bytes: number },
): Promise<string> => {
  const { maxBytes, mediaTypes } = UPLOAD_LIMITS[announced.kind]
  if (!mediaTypes.includes(announced.mediaType)) throw new ProblemError('type-not-allowed')
  if (announced.bytes > maxBytes) throw new ProblemError('blob-too-large', { detail: { maxBytes } })
  const id = await gateway.uploads.begin(person, { bytes: announced.bytes, mediaType: announced.mediaType })
  const owned: Owned = { account, person, kind: announced.kind }
  await gateway.edgeState.once.put('upload', id, JSON.stringify(owned), gateway.nowMs() + 2 * 86_400_000)
  return id
}

/** @throws ProblemError `no-such-upload` for somebody else's as for none */
export const ownUpload = async (gateway: Gateway, account: string, id: string): Promise<Owned> => {
  const text = await gateway.edgeState.once.peek('upload', id, gateway.nowMs())
  const owned = text === null ? null : Owned.parse(JSON.parse(text))
  if (owned?.account !== account) throw new ProblemError('no-such-upload')
  return owned
}

export const finishUpload = async (gateway: Gateway, account: string, id: string): Promise<Finished> => {
  const { infected, ...owned } = await ownUpload(gateway, account, id)
  if (infected) throw new ProblemError('file-infected')
  const ref = await refusingInfected(gateway, owned, id)
  const isClip = owned.kind === 'audio' || owned.kind === 'video'
  const lengthMs = isClip ? await clipLengthMs(await gateway.blobs.get(owned.person as PersonId, ref), ref.mediaType) : 0
  const finished: Finished = { ...owned, ref, lengthMs }
  await gateway.edgeState.once.put('file', fileKey(account, ref.digest), JSON.stringify(finished),
    gateway.nowMs() + FINISHED_KEPT_MS)
  return finished
}

/** It is noted before it goes, so that no crash loses the note; who asks again, as his answer was lost, is told the same. */
const refusingInfected = async (gateway: Gateway, owned: Owned, id: string): Promise<BlobRef> => {
  try {
    return await gateway.uploads.finish(id)
  } catch (error) {
    if (!(error instanceof FileInfected)) throw error
    await gateway.operators.noteInfected(id, owned.account, `${owned.kind}: ${error.found}`)
    await gateway.edgeState.once.put('upload', id, JSON.stringify({ ...owned, infected: true }), gateway.nowMs() + 2 * 86_400_000)
    await gateway.uploads.abandon(id)
    throw new ProblemError('file-infected')
  }
}

const fileKey = (account: string, digest: string): string => `${account} ${digest}`

/**
 * Files that this account sent and that are sealed for this person: nobody attaches what is not theirs.
 * @throws ProblemError `no-such-blob`
 */
export const finishedFiles = (gateway: Gateway, account: string, person: string,
  digests: readonly string[]): Promise<readonly Finished[]> =>
  Promise.all(digests.map(async (digest) => {
    const text = await gateway.edgeState.once.peek('file', fileKey(account, digest), gateway.nowMs())
    const finished = text === null ? null : Finished.parse(JSON.parse(text))
    if (finished?.person !== person) throw new ProblemError('no-such-blob')
    return finished
  }))

/**
 * A register that this account sent, while its key is there.
 * @throws ProblemError `no-such-blob`
 */
export const finishedList = async (gateway: Gateway, account: string, digest: string): Promise<Finished> => {
  const text = await gateway.edgeState.once.peek('file', fileKey(account, digest), gateway.nowMs())
  const finished = text === null ? null : Finished.parse(JSON.parse(text))
  if (finished === null || !isList(finished.person) || await gateway.keyring.status(finished.person as PersonId) !== 'active') throw new ProblemError('no-such-blob')
  return finished
}

export const attachmentsOf = (files: readonly Finished[]): Attachment[] => files.map(({ ref, kind }) => ({ ref, kind }))

export const CHUNK_BYTES = LIMITS.http.chunkBytes

/** The upload store tells where the next piece begins; that goes into a header, as clients of resumable uploads expect. */
export const expectedOffset = (error: unknown): number | null =>
  error instanceof Fault && error.code === 'upload-offset' && 'expected' in error && typeof error.expected === 'number'
    ? error.expected : null
