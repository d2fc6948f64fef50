// A sealed file on its way to somebody who may see it: opened in spans, so that a long clip is never whole in memory.
import { Readable } from 'node:stream'
import type { BlobRef, PersonId } from '@zhijian/contracts'
import { ProblemError } from '../problems.ts'
import { done, type Answer, type Call } from '../route.ts'

const SPAN = 1024 * 1024
/** What a browser may show in the page; everything else is a download. */
const INLINE = /^(image\/(jpeg|png)|audio\/|video\/)/

/** @throws ProblemError `range-not-satisfiable` */
const rangeOf = (header: string | undefined, bytes: number): { from: number; to: number; partial: boolean } => {
  const range = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!range || (range[1] === '' && range[2] === '')) return { from: 0, to: bytes, partial: false }
  const from = range[1] === '' ? Math.max(0, bytes - Number(range[2])) : Number(range[1])
  const to = range[1] === '' || range[2] === '' ? bytes : Math.min(bytes, Number(range[2]) + 1)
  if (from >= to) throw new ProblemError('range-not-satisfiable', { headers: { 'content-range': `bytes */${bytes}` } })
  return { from, to, partial: true }
}

export const streamFile = async (
  { gateway, request }: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'request'>, person: PersonId, ref: BlobRef,
): Promise<Answer<Readable>> => {
  const { from, to, partial } = rangeOf(request.headers.range, ref.bytes)
  const headers = {
    'content-type': ref.mediaType, 'content-length': String(to - from), 'accept-ranges': 'bytes',
    ...(partial ? { 'content-range': `bytes ${from}-${to - 1}/${ref.bytes}` } : {}),
    'content-disposition': `${INLINE.test(ref.mediaType) ? 'inline' : 'attachment'}; filename="${ref.digest.slice(0, 16)}"`,
    'content-security-policy': "sandbox; default-src 'none'", 'cross-origin-resource-policy': 'same-origin',
  }
  const status = partial ? 206 : 200
  // What is not looked at is not opened.
  if (request.method === 'HEAD') return done(Readable.from([]), { status, headers })
  const first = await gateway.blobs.get(person, ref, { from, to: Math.min(to, from + SPAN) })
  const spans = async function* (): AsyncGenerator<Uint8Array> {
    yield first
    for (let at = from + first.length; at < to; at += SPAN) yield gateway.blobs.get(person, ref,
      { from: at, to: Math.min(to, at + SPAN) })
  }
  return done(Readable.from(spans(), { objectMode: false }), { status, headers })
}
