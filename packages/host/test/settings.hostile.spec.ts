// What is said at the start, as no operator would say it: it is taken as it was said, or refused by its name and never by its words.
import { mutatedText, readOrRefused, triedOn } from '@zhijian/testkit/hostile'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HOST_OPTIONS, readSettings } from '../src/settings.ts'
import { certificatesIn, checkStamp } from '../src/witness/stamp.ts'

const SECRET = 'secret-5f3a9c'
const names = Object.keys(HOST_OPTIONS) as (keyof typeof HOST_OPTIONS)[]
const said = mutatedText(`nats://${SECRET}:1`, `mongodb://${SECRET}/?replicaSet=a`, `https://${SECRET}`, `s3://${SECRET}/x`, SECRET, '1', 'on', '150921')

it('settings are taken or refused', async () => {
  await triedOn(fc.tuple(fc.constantFrom(...names), said, fc.boolean()), 1500, async ([name, text, isFlag]) => {
    const result = await readOrRefused(() => readSettings(HOST_OPTIONS, isFlag ? [`--${name}=${text}`] : [], { NATS_URL: 'nats://127.0.0.1:4222', ...(isFlag ? {} : { [HOST_OPTIONS[name].env]: text }) }), SECRET)
    if ('refused' in result) expect(result.refused).toBe('usage')
  })
})

it('what an authority answers instead of a stamp is refused', async () => {
  await triedOn(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.concat([Buffer.from([0x30, 0x82, bytes.length >> 8, bytes.length & 0xff]), bytes]))), 500, async (token) => {
    expect(await readOrRefused(() => checkStamp(token, SECRET, []), SECRET)).toEqual({ refused: 'stamp-refused' })
  })
  expect(await readOrRefused(() => certificatesIn(`/nowhere/${SECRET}`), SECRET)).toEqual({ refused: 'witness-misconfigured' })
})
