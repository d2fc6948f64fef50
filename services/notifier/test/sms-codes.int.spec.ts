// Codes for signing in, over the provider's double.
import { notifierConfig, openSmsCodes } from '@zhijian/channels'
import { instant } from '@zhijian/kernel'
import { jsonLog } from '@zhijian/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openProviderDoubles, type Trouble } from '../src/adapters/doubles/providers.ts'
import { openWorldOfProviders, type WorldOfProviders } from './doubles.ts'

const PHONE = '13947412345'
const CODE = '482913'
let world: WorldOfProviders
beforeEach(async () => {
  world = await openWorldOfProviders({ channels: [] })
})
afterEach(() => world.close())

const configured = (sms: object | undefined) => notifierConfig({ channels: sms === undefined ? {} : { sms: { ...world.config.channels.sms, ...sms } } })
const lines: string[] = []
const codes = () => openSmsCodes(configured({ signIn: { templateCode: 'SMS_200001' } }), jsonLog((line) => lines.push(line), () => instant('2026-03-02T01:00:00.000Z')))!
/** Everything that came of sending one: the fault and the log. */
const trouble = async (...next: Trouble[]) => {
  await world.next('sms', ...next)
  lines.length = 0
  const error = await codes().send(PHONE, CODE).then(() => null, (reason: { code: string; message: string; retry: string; cause?: unknown }) => reason)
  const told = `${lines.join('')} ${error?.message} ${JSON.stringify(error)} ${String(error?.cause)}`
  expect(told).not.toMatch(new RegExp(`${PHONE}|${CODE}`))
  return error && [error.code, error.retry, error.message]
}

describe('a code', () => {
  it('reaches the phone in the template’s variable, and nothing else goes with it', async () => {
    await codes().send(PHONE, CODE)
    expect(await world.handed('sms')).toEqual([{ provider: 'sms', to: [PHONE], content: { template: 'SMS_200001', values: { code: CODE } } }])
  })
  it('goes in the variable that the bureau’s template has', async () => {
    await openSmsCodes(configured({ signIn: { templateCode: 'SMS_7', variable: 'number' } }))!.send(PHONE, CODE)
    expect(await world.handed('sms')).toMatchObject([{ content: { template: 'SMS_7', values: { number: CODE } } }])
  })
  it('that the provider refuses is a fault with the provider’s code', async () => {
    expect(await trouble({ error: 'isv.BUSINESS_LIMIT_CONTROL' })).toEqual(['code-not-sent', 'later', 'short messages: the provider refused it (isv.BUSINESS_LIMIT_CONTROL)'])
    expect(lines.join('')).toContain('isv.BUSINESS_LIMIT_CONTROL')
    expect(await trouble({ error: 'Throttling.User' })).toEqual(['code-not-sent', 'later', 'short messages: SendSms: Throttling.User'])
  })
  it('whose fate is unclear counts as sent, once', async () => {
    expect(await trouble('drop-after')).toBeNull()
    expect(await trouble('malformed')).toBeNull()
    expect(await world.handed('sms')).toHaveLength(2)
    expect(lines.join('')).toContain('code-in-doubt')
  })
  it('that never left says so', async () => {
    const gone = await openProviderDoubles()
    await gone.close()
    const away = openSmsCodes(configured({ origin: gone.origin, signIn: { templateCode: 'SMS_7' } }))!
    await expect(away.send(PHONE, CODE)).rejects.toMatchObject({ code: 'code-not-sent', retry: 'later' })
  })
})

it('there are none without short messages, without a template for them, or with short messages off', () => {
  expect(openSmsCodes(configured(undefined))).toBeNull()
  expect(openSmsCodes(configured({}))).toBeNull()
  expect(openSmsCodes(configured({ on: false, signIn: { templateCode: 'SMS_7' } }))).toBeNull()
})
