import { instant, isFault, minutes, seconds } from '@zhijian/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import type { Message } from '../src/ports.ts'
import { addressOf, openWorldOfProviders, type WorldOfProviders } from './doubles.ts'

const open: WorldOfProviders[] = []
const world = async (...more: Parameters<typeof openWorldOfProviders>): Promise<WorldOfProviders> => {
  const made = await openWorldOfProviders(...more)
  open.push(made)
  return made
}
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

const message = (recipient = 'zhao', more: Partial<Message> = {}): Message => ({
  recipient, notice: 'answer-arrived', facts: { topic: '03', lawyerId: 'qian' }, at: instant('2026-03-02T00:59:00.000Z'), dedupe: `${recipient}-0000000000000000000000000000`, ...more,
})
const faultOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    return `no fault: ${JSON.stringify(await work)}`
  } catch (error) {
    if (!isFault(error)) throw error
    expect(JSON.stringify([error.message, error.stack])).not.toMatch(/oOpenId|138\d{8}|citizen\.example|劳动|TOKEN-|double-app-secret|double-key-secret|00000000-1111/)
    expect(error.cause).toBeUndefined()
    return `${error.code} ${error.retry}`
  }
}
const PROVIDERS = ['wechat', 'wecom', 'sms', 'email'] as const

describe.each(PROVIDERS)('%s', (name) => {
  it('takes a message over', async () => {
    const { channel, handed } = await world()
    expect((await channel(name).push(message())).outcome).toBe('delivered')
    expect((await handed(name)).map((each) => each.to)).toEqual([[addressOf('zhao', name)]])
  })
  it('is not asked for somebody without an address', async () => {
    const { channel, received, without } = await world()
    without.add('zhao')
    expect(await channel(name).push(message())).toEqual({ outcome: 'failed', providerRef: 'no-address' })
    expect(await received(name)).toEqual([])
  })
  it('that cannot be reached has seen nothing', async () => {
    const { channel, close } = await world()
    await close()
    open.pop()
    expect(await faultOf(channel(name).push(message()))).toMatch(/later$/)
  })
})

const doubtful = ['drop-after', 'malformed', 'bad-gateway'] as const
describe('a doubt', () => {
  it.each(doubtful)('about WeChat (%s) may be sent again, and reaches the person once', async (trouble) => {
    const { channel, next, handed } = await world()
    await next('wechat', trouble)
    expect(await faultOf(channel('wechat').push(message()))).toBe('wechat-unclear now')
    expect((await channel('wechat').push(message())).outcome).toBe('delivered')
    expect(await handed('wechat')).toHaveLength(1)
  })
  for (const name of ['sms', 'email', 'wecom'] as const) {
    it.each(doubtful)(`about ${name} (%s) is a receipt "unknown"`, async (trouble) => {
      const { channel, next } = await world()
      await next(name, trouble)
      expect(await channel(name).push(message())).toEqual({ outcome: 'unknown' })
    })
  }
  it.each(['sms', 'wecom', 'email'] as const)('about %s is what is left when patience ends', async (name) => {
    const { channel, next, arrived, losePatience, release } = await world()
    await next(name, 'hold')
    const pushed = channel(name).push(message())
    await arrived(name)
    losePatience()
    expect(await pushed).toEqual({ outcome: 'unknown' })
    expect(await release()).toEqual({ released: 1 })
  })
  it('is none when the answer only takes long', async () => {
    const { channel, next, arrived, release } = await world()
    await next('sms', 'hold')
    const pushed = channel('sms').push(message())
    await arrived('sms')
    await release()
    expect((await pushed).outcome).toBe('delivered')
  })
})

describe('WeChat', () => {
  it('is given the template with every field in its length, and the id it knows a repetition by', async () => {
    const { channel, received } = await world()
    expect(await channel('wechat').push(message())).toEqual({ outcome: 'delivered', providerRef: '1' })
    const [sent] = await received('wechat')
    expect(JSON.parse(sent!.body)).toEqual({
      touser: 'oOpenId_zhao', template_id: 'TM-1', client_msg_id: 'zhao-0000000000000000000000000000',
      data: { thing1: { value: '您的咨询有了答复' }, thing2: { value: '劳动人事' }, time3: { value: '2026年03月02日 08:59' }, phrase4: { value: '待处理' } },
    })
  })
  it('has a long text cut to what its field takes', async () => {
    const templates = { 'answer-arrived': { templateId: 'TM-1', fields: { thing1: { text: '很'.repeat(21) }, phrase2: { text: '一二三四五' } } } }
    const { channel, handed } = await world({ wechat: { templates } })
    expect((await channel('wechat').push(message())).outcome).toBe('delivered')
    expect(await handed('wechat')).toMatchObject([{ content: { thing1: { value: `${'很'.repeat(19)}…` }, phrase2: { value: '一二三四五' } } }])
  })
  it('is asked for one token by many who send at once, and again five minutes before it ends', async () => {
    const { channel, received, pass } = await world()
    await Promise.all(Array.from({ length: 20 }, (_, i) => channel('wechat').push(message(`p${i}`))))
    expect(await received('wechat-token')).toHaveLength(1)
    pass(seconds(7200) - minutes(5) - 1)
    await channel('wechat').push(message('later'))
    expect(await received('wechat-token')).toHaveLength(1)
    pass(1)
    await channel('wechat').push(message('latest'))
    expect(await received('wechat-token')).toHaveLength(2)
  })
  it.each(['expire', 'revoke'] as const)('that refuses the token (%s) is asked for another once, however many were refused', async (token) => {
    const { channel, received, wechat, handed } = await world()
    await channel('wechat').push(message('first'))
    await wechat({ token })
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, i) => channel('wechat').push(message(`p${i}`))))
    expect(new Set(outcomes.map((each) => each.outcome))).toEqual(new Set(['delivered']))
    expect(await received('wechat-token')).toHaveLength(2)
    expect(await handed('wechat')).toHaveLength(11)
  })
  it('that refuses a token it still gives out is asked to make a new one', async () => {
    const { channel, received, next } = await world()
    await channel('wechat').push(message('first'))
    await next('wechat', { error: '40001' })
    expect((await channel('wechat').push(message())).outcome).toBe('delivered')
    expect((await received('wechat-token')).map((each) => (JSON.parse(each.body) as { force_refresh: boolean }).force_refresh)).toEqual([false, false, true])
  })
  it('that refuses the second token too has refused the message', async () => {
    const { channel, next } = await world()
    await next('wechat', { error: '40001' }, { error: '42001' })
    expect(await channel('wechat').push(message())).toEqual({ outcome: 'failed', providerRef: '42001' })
  })
  it.each([['45009', 'the day\'s quota'], ['43004', 'not subscribed'], ['40003', 'no such reader'], ['47003', 'a field of the wrong form']])('says %s: %s', async (code) => {
    const { channel, next } = await world()
    await next('wechat', { error: code })
    expect(await channel('wechat').push(message())).toEqual({ outcome: 'failed', providerRef: code })
  })
  it('has no message for those who left', async () => {
    const { channel, wechat, handed } = await world()
    await wechat({ unsubscribe: 'oOpenId_zhao' })
    expect(await channel('wechat').push(message())).toEqual({ outcome: 'failed', providerRef: '43004' })
    expect(await handed('wechat')).toEqual([])
  })
  it('asked too often in a minute, or without a token to give, has taken nothing', async () => {
    const { channel, next, handed } = await world()
    await next('wechat', { error: '45011' })
    expect(await faultOf(channel('wechat').push(message()))).toBe('wechat-too-often later')
    const other = await world()
    await other.next('wechat-token', { error: '-1' }, 'malformed', 'drop-after', { error: '45009' })
    for (let i = 0; i < 4; i += 1) expect(await faultOf(other.channel('wechat').push(message()))).toBe('wechat-token-unavailable later')
    expect([...await handed('wechat'), ...await other.handed('wechat')]).toEqual([])
  })
  it('that does not know our secret is a receipt with its code', async () => {
    const { channel, next } = await world()
    await next('wechat-token', { error: '40125' })
    expect(await channel('wechat').push(message())).toEqual({ outcome: 'failed', providerRef: '40125' })
  })
  it('without a template for a notice is not asked', async () => {
    const { channel, received } = await world({ wechat: { templates: {} } })
    expect(await channel('wechat').push(message())).toEqual({ outcome: 'failed', providerRef: 'no-template' })
    expect([...await received('wechat'), ...await received('wechat-token')]).toEqual([])
  })
  it('repeats a subscription notice to nobody: a doubt about it stays one', async () => {
    const { channel, next, received } = await world({ wechat: { kind: 'subscribe' } })
    expect(channel('wechat').isIdempotent).toBe(false)
    await next('wechat', 'drop-after')
    expect(await channel('wechat').push(message())).toEqual({ outcome: 'unknown' })
    expect((await received('wechat'))[0]).toMatchObject({ path: '/cgi-bin/message/subscribe/bizsend', body: expect.not.stringContaining('client_msg_id') as string })
    await next('wechat', { error: '43101' })
    expect(await channel('wechat').push(message())).toEqual({ outcome: 'failed', providerRef: '43101' })
  })
})

describe('the WeCom robot', () => {
  const many = (count: number): Message[] => Array.from({ length: count }, (_, i) => message(`staff-${i}`, { notice: 'promise-broken' }))
  it('mentions several in one message', async () => {
    const { channel, handed, without } = await world()
    without.add('staff-1')
    const outcomes = await channel('wecom').together!.push(many(3))
    expect(outcomes).toEqual([{ outcome: 'delivered' }, { outcome: 'failed', providerRef: 'no-address' }, { outcome: 'delivered' }])
    expect(await handed('wecom')).toEqual([{
      provider: 'wecom', to: [addressOf('staff-0', 'wecom'), addressOf('staff-2', 'wecom')],
      content: '【首答超时，请立即处理】一条劳动人事咨询未在承诺时间内得到首次答复，请立即处理。\n2026年03月02日 08:59',
    }])
  })
  it('has twenty messages a minute, and the next when the first of them is a minute old', async () => {
    const { channel, pass, minute, handed } = await world()
    for (let i = 0; i < 20; i += 1) expect((await channel('wecom').push(message(`p${i}`))).outcome).toBe('delivered')
    expect(await faultOf(channel('wecom').push(message('p20')))).toBe('wecom-too-often later')
    pass(minutes(1) - 1)
    expect(await faultOf(channel('wecom').push(message('p20')))).toBe('wecom-too-often later')
    pass(1)
    await minute()
    expect((await channel('wecom').push(message('p20'))).outcome).toBe('delivered')
    expect(await handed('wecom')).toHaveLength(21)
  })
  it('that says 45009 has taken nothing, that says 93000 is no robot any more', async () => {
    const { channel, next } = await world()
    await next('wecom', { error: '45009' }, { error: '93000' })
    expect(await faultOf(channel('wecom').push(message()))).toBe('wecom-too-often later')
    expect(await channel('wecom').push(message())).toEqual({ outcome: 'failed', providerRef: '93000' })
  })
  it('mentions by member id where the bureau knows those', async () => {
    const { channel, received } = await world({ wecom: { mention: 'userid' } })
    await channel('wecom').push(message())
    expect(JSON.parse((await received('wecom'))[0]!.body)).toHaveProperty('text.mentioned_list')
  })
})

describe('a short message', () => {
  it('goes out as the provider\'s template with its variables, signed', async () => {
    const { channel, handed, received } = await world()
    expect(await channel('sms').push(message())).toEqual({ outcome: 'delivered', providerRef: '900619746936491^0' })
    expect(await handed('sms')).toMatchObject([{ content: { template: 'SMS_100001', values: { topic: '劳动人事', what: '您的咨询有了答复' }, outId: message().dedupe } }])
    expect((await received('sms'))[0]).toMatchObject({ body: '', query: { SignName: '指尖法律服务' }, headers: { 'x-acs-action': 'SendSms', 'x-acs-date': '2026-03-02T01:00:00Z' } })
  })
  it.each(['isv.BUSINESS_LIMIT_CONTROL', 'isv.DAY_LIMIT_CONTROL', 'isv.AMOUNT_NOT_ENOUGH', 'isv.SMS_TEMPLATE_ILLEGAL', 'InvalidAccessKeyId.NotFound'])('that is refused with %s has that receipt', async (code) => {
    const { channel, next } = await world()
    await next('sms', { error: code })
    expect(await channel('sms').push(message())).toEqual({ outcome: 'failed', providerRef: code })
  })
  it.each(['Throttling.User', 'ServiceUnavailable', 'SignatureNonceUsed'])('turned away at the door (%s) has not left', async (code) => {
    const { channel, next } = await world()
    await next('sms', { error: code })
    expect(await faultOf(channel('sms').push(message()))).toBe('aliyun-unavailable later')
  })
  it.each(['isp.SYSTEM_ERROR', 'InternalError'])('lost in a fault of theirs (%s) is in doubt', async (code) => {
    const { channel, next } = await world()
    await next('sms', { error: code })
    expect(await channel('sms').push(message())).toEqual({ outcome: 'unknown' })
  })
  it('that goes twice arrives twice: the provider does not de-duplicate', async () => {
    const { channel, handed } = await world()
    await channel('sms').push(message())
    await channel('sms').push(message())
    expect(await handed('sms')).toHaveLength(2)
    expect(channel('sms').isIdempotent).toBe(false)
  })
})

describe('a mail', () => {
  it('goes out as a form, signed, with the text', async () => {
    const { channel, handed, received } = await world()
    expect(await channel('email').push(message())).toEqual({ outcome: 'delivered', providerRef: '60000000000001' })
    expect(await handed('email')).toMatchObject([{ content: {
      subject: '您的咨询有了答复', text: '您咨询的劳动人事问题已有律师答复，请登录查看。\n\n指尖公共法律服务\n2026年03月02日 08:59\n',
    } }])
    expect((await received('email'))[0]).toMatchObject({ rawQuery: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  })
  it.each(['InvalidToAddress', 'InvalidSendMail.Spam'])('refused with %s has that receipt', async (code) => {
    const { channel, next } = await world()
    await next('email', { error: code })
    expect(await channel('email').push(message())).toEqual({ outcome: 'failed', providerRef: code })
  })
})
