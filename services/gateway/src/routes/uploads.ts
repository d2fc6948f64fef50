// Files in pieces, over connections that break: begin, send pieces with their offset, ask where one was, finish.
import { BlobRef, ConsultationId, type Actor, type PersonId, type Role } from '@zhijian/contracts'
import { assert } from '@zhijian/kernel'
import { z } from 'zod'
import { Nothing, Phone } from '../fields.ts'
import { personOf } from '../ids.ts'
import { nextList } from '../import-lists.ts'
import { ProblemError } from '../problems.ts'
import { done, route, type AnyRoute, type Call } from '../route.ts'
import { citizenOfPhone } from '../sign-in.ts'
import { beginUpload, CHUNK_BYTES, expectedOffset, finishUpload, ownUpload, UPLOAD_KINDS, UPLOAD_LIMITS } from '../uploads.ts'
import { consultationResource, conversationOf, ownReach } from './resources.ts'

const tag = 'files'
const Path = z.strictObject({ upload: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })

const Offset = z.string().regex(/^\d{1,12}$/)

const account = (call: Pick<Call<unknown, unknown, unknown>, 'caller'>): string => {
  assert(call.caller !== null, 'uploads are for the signed in')
  return call.caller.session.accountId
}

/** What somebody brings to a desk is hers from the first piece on: nothing of it is ever under the clerk's key. */
const askerBy = async ({ gateway, actor }: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'actor'>, phone: string): Promise<PersonId> => {
  if (actor.role !== 'desk' && actor.role !== 'lawyer') throw new ProblemError('not-permitted')
  return citizenOfPhone(gateway, phone)
}

/** Staff attach what people bring to people's questions; what they send otherwise is a register. */
const REGISTRARS: readonly Role[] = ['desk', 'bureau-head', 'system-admin', 'security-admin']
const sendsLists = ({ role }: Actor): boolean => REGISTRARS.includes(role)

/** A piece at the wrong place is told which place is right. */
const placed = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    const expected = expectedOffset(error)
    if (expected === null) throw error
    throw new ProblemError('upload-offset', { detail: { expected }, headers: { 'upload-offset': String(expected) } })
  }
}

export const uploadRoutes: readonly AnyRoute[] = [
  route({
    id: 'begin-upload', method: 'POST', path: '/uploads', tag,
    summary: {
      zh: '开始上传（可续传）', en: 'Begin a resumable upload. A file is sealed for whom it concerns: oneself, the asker of the named consultation, or who is to ask by a desk. A register that staff send has a key of its own.',
    },
    body: z.strictObject({
      kind: z.enum(UPLOAD_KINDS), mediaType: z.string().max(100), bytes: z.int().min(1).max(UPLOAD_LIMITS.video.maxBytes),
      consultationId: ConsultationId.optional(),
      phone: Phone.optional().describe('for desk and counsel: whose question it will belong to, when there is none yet'),
    }).refine(({ consultationId, phone }) => consultationId === undefined || phone === undefined, 'one of consultationId and phone'),
    response: z.object({ id: z.string(), chunkBytes: z.int() }), status: 201, idempotency: 'none', rate: 'upload',
    refusals: ['type-not-allowed', 'blob-too-large', 'too-many-uploads', 'lookup-value-empty', 'person-erased', 'person-restricted'],
    example: { body: { kind: 'photo', mediaType: 'image/jpeg', bytes: 482_113 } },
    // Without a consultation it is one's own file, or a register.
    resource: (call) => (call.body.consultationId === undefined
      ? { owner: call.actor.id, ...ownReach(call), lawyers: () => call.body.phone !== undefined }
      : consultationResource(call, call.body.consultationId)),
    async handle(call) {
      const { gateway, body } = call
      const { consultationId, phone, ...announced } = body
      const person = consultationId !== undefined ? (await conversationOf(call, consultationId))!.question.askerId
        : phone !== undefined ? await askerBy(call, phone)
          : sendsLists(call.actor) ? await nextList(gateway.keyring, gateway.clock.now()) : personOf(call.caller!.session.accountId)
      const id = await beginUpload(gateway, account(call), person, announced)
      return done({ id, chunkBytes: CHUNK_BYTES }, { headers: { location: `/api/v1/uploads/${id}`, 'upload-offset': '0' } })
    },
  }),
  route({
    id: 'append-upload', method: 'PATCH', path: '/uploads/:upload', tag,
    summary: { zh: '上传一段', en: 'Send the next piece; Upload-Offset says where it begins' },
    params: Path, bytes: { mediaType: 'application/offset+octet-stream', max: CHUNK_BYTES },
    headers: { 'Upload-Offset': { schema: Offset, description: 'Bytes received so far: where this piece begins.' } },
    response: Nothing, status: 204, idempotency: 'none', rate: 'upload',
    refusals: ['no-such-upload', 'upload-offset', 'upload-too-long', 'upload-offset-missing'],
    async handle(call) {
      const { data: offset } = Offset.safeParse(call.request.headers['upload-offset'])
      if (offset === undefined) throw new ProblemError('upload-offset-missing')
      await ownUpload(call.gateway, account(call), call.params.upload)
      const received = await placed(() => call.gateway.uploads.append(call.params.upload, Number(offset),
        call.body as unknown as Uint8Array))
      return done(undefined, { headers: { 'upload-offset': String(received) } })
    },
  }),
  route({
    id: 'show-upload', method: 'HEAD', path: '/uploads/:upload', tag,
    summary: { zh: '已上传多少', en: 'How far it has come: Upload-Offset, Upload-Length' },
    params: Path, response: Nothing, status: 204, idempotency: 'none', rate: 'upload', refusals: ['no-such-upload'],
    async handle(call) {
      await ownUpload(call.gateway, account(call), call.params.upload)
      const { received, bytes } = await call.gateway.uploads.status(call.params.upload)
      return done(undefined, { headers: { 'upload-offset': String(received), 'upload-length': String(bytes) } })
    },
  }),
  route({
    id: 'finish-upload', method: 'POST', path: '/uploads/:upload/finish', tag,
    summary: { zh: '上传完成', en: 'Check what it is, seal it, and get its reference; finishing again gives the same' },
    params: Path, response: z.object({ file: BlobRef, kind: z.enum(UPLOAD_KINDS), lengthMs: z.int() }),
    status: 200, idempotency: 'none', rate: 'upload', refusals: ['no-such-upload', 'upload-offset', 'type-not-allowed',
      'blob-too-large', 'store-full', 'file-infected', 'file-not-scanned'],
    async handle(call) {
      const { ref, kind, lengthMs } = await placed(() => finishUpload(call.gateway, account(call), call.params.upload))
      return done({ file: ref, kind, lengthMs })
    },
  }),
  route({
    id: 'abandon-upload', method: 'DELETE', path: '/uploads/:upload', tag,
    summary: { zh: '取消上传', en: 'Give an unfinished upload up, so that it no longer counts; again is harmless. A finished file stays.' },
    params: Path, response: Nothing, status: 204, idempotency: 'none', rate: 'upload', refusals: ['no-such-upload'],
    async handle(call) {
      await ownUpload(call.gateway, account(call), call.params.upload)
      await call.gateway.uploads.abandon(call.params.upload)
      return done(undefined)
    },
  }),
]
