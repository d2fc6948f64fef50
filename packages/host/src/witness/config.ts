// Who else is told of every seal, and who puts a time to it: a file of the bureau's, read at the start. Secrets are named by their files.
import { readFileSync } from 'node:fs'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'

const Name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
const File = z.string().min(1).max(1000)
const Url = z.string().max(2000).regex(/^https?:\/\/[^\s@]+$/)
const Endpoint = z.string().max(2000).regex(/^https?:\/\/[^\s@/]+$/)

const Folder = z.strictObject({ kind: z.literal('folder'), name: Name, path: File })
const Http = z.strictObject({ kind: z.literal('http'), name: Name, url: Url, tokenFile: File.optional(), caFile: File.optional() })
const S3 = z.strictObject({
  kind: z.literal('s3'), name: Name, endpoint: Endpoint, region: z.string().regex(/^[a-z0-9-]{1,60}$/).default('us-east-1'),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{2,62}$/), prefix: z.string().regex(/^([A-Za-z0-9._-]+\/)*$/).default(''), pathStyle: z.boolean().default(true),
  accessKeyFile: File, secretKeyFile: File, caFile: File.optional(),
})
/** One line that a person reads: a printer, a medium that is written once. */
const Line = z.strictObject({ kind: z.literal('line'), name: Name, path: File })
export const AuthorityPlace = z.strictObject({ url: Url, caFile: File.describe('certificates that the authority’s own is signed by'), httpCaFile: File.optional() })
const Authority = AuthorityPlace.extend({
  name: Name,
  everyMinutes: z.int().min(1).max(10_080).default(60),
})
const Config = z.strictObject({
  witnesses: z.array(z.discriminatedUnion('kind', [Folder, Http, S3, Line])).max(16).default([]), authorities: z.array(Authority).max(8).default([]),
}).refine(({ witnesses, authorities }) => new Set([...witnesses, ...authorities].map(({ name }) => name)).size === witnesses.length + authorities.length, 'names are given once')

export type WitnessConfig = z.infer<typeof Config>
export type WitnessOf<Kind extends WitnessConfig['witnesses'][number]['kind']> = Extract<WitnessConfig['witnesses'][number], { kind: Kind }>
export type AuthorityConfig = WitnessConfig['authorities'][number]

/** @throws Fault `config-unreadable` · `config-invalid` (never), naming the places, never what stands there */
export const readWitnesses = (file: string): WitnessConfig => {
  let given: unknown
  try {
    given = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Fault('config-unreadable', `${file} cannot be read as JSON`, { retry: 'never', cause, about: { file } })
  }
  const parsed = Config.safeParse(given)
  if (parsed.success) return parsed.data
  const places = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || '(whole)'))].join(', ')
  throw new Fault('config-invalid', `${file} is wrong at: ${places}`, { retry: 'never', about: { file, places } })
}

/** Read at every use, so that it can be replaced in its file. @throws Fault `witness-misconfigured` (later) */
export const secretOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new Fault('witness-misconfigured', 'the file of a secret cannot be read', { retry: 'later', cause })
  }
}
