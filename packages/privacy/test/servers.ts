// Real servers for these specs, or the words NOT RUN in their titles.
import { describe } from 'vitest'
import { mongoServer } from '../../../tools/servers/mongo.mjs'
import { natsServerBinary } from '../../../tools/servers/nats.mjs'
import { s3Server } from '../../../tools/servers/s3.mjs'

const suite = (missing: string | null) => (title: string, tests: () => void): void => {
  const [run, said] = missing === null ? [describe, title] as const : [describe.skip, `NOT RUN (${missing}): ${title}`] as const
  run(said, tests)
}
const whyNotOurs = (there: object, variable: string): string | null =>
  ('unavailable' in there ? String(there.unavailable) : 'path' in there ? null : `only a server at ${variable}, which is not ours to start`)

export const s3 = await s3Server()
export const describeWithS3 = suite('unavailable' in s3 ? s3.unavailable : null)
/** One that keeps what it confirmed and checks signatures, and is ours to kill. */
export const describeWithOwnS3 = suite(whyNotOurs(s3, 'S3_URL') ?? ('name' in s3 && s3.name === 'moto' ? 'moto keeps nothing and checks no signature' : null))
export const describeWithNats = suite(whyNotOurs(await natsServerBinary(), 'NATS_URL'))
export const describeWithMongo = suite(whyNotOurs(await mongoServer(), 'MONGODB_URL'))
