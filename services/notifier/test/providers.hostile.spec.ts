// What a bureau writes into the file of its channels, and what providers answer, as neither should.
import { delivered, failed, notifierConfig } from '@zhijian/channels'
import { mutatedJson, mutatedText, readOrRefused, triedOn } from '@zhijian/testkit/hostile'
import { expect, it } from 'vitest'

const SECRET = 'secret-5f3a9c'

it('a file of channels is taken, or refused by the names of its fields', async () => {
  const file = { county: '150921', channels: { email: { endpoint: `https://${SECRET}`, from: SECRET, tokenFile: SECRET } }, quota: {}, [SECRET]: SECRET }
  await triedOn(mutatedJson(file, { channels: {} }, { channels: { sms: { keyId: SECRET, [SECRET]: [SECRET] } } }), 600, async (input) => {
    const result = await readOrRefused(() => notifierConfig(input), SECRET)
    if ('refused' in result) expect(result.refused).toBe('config-invalid')
  })
})

it('an id that a provider gives is recorded only where it is one', async () => {
  await triedOn(mutatedText('1234567890', 'OK^20260302-1', '张三 13947400001'), 600, (id) => {
    for (const { providerRef } of [delivered(id), failed(id)]) expect(providerRef === undefined || /^[\w.:^-]{1,64}$/.test(providerRef)).toBe(true)
  })
})
