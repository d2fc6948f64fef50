// A bureau with short messages alone told no lawyer: WeChat came first in their list, connected or not, and had the push.
import { afterEach, expect, it } from 'vitest'
import { inAppChannel, type Channel } from '../src/index.ts'
import { openWorld } from './world.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
const told = async (channels: readonly Channel[]): Promise<readonly string[]> => {
  const world = await openWorld({ channels: [inAppChannel({ broadcast: () => {} }), ...channels], reach: ['wechat', 'sms'] } as never)
  closing.push(world.close)
  await world.happens('AnswerGiven', { answerId: 'a1', lawyerId: 'zhao', givenAt: '2026-03-02T01:00:00.000Z' })
  return world.receipts().map(({ channel, outcome }) => `${channel} ${outcome}`)
}
const channel = (name: Channel['name'], more: Partial<Channel> = {}): Channel =>
  ({ name, isIdempotent: true, push: async () => ({ outcome: 'delivered' }), ...more })

it('the next one is taken instead', async () => {
  expect(await told([channel('sms')])).toEqual(['in-app delivered', 'sms delivered'])
})
it('and so it is when the first has no words for the notice', async () => {
  expect(await told([channel('wechat', { carries: (notice) => notice !== 'answer-arrived' }), channel('sms')])).toEqual(['in-app delivered', 'sms delivered'])
  expect(await told([channel('wechat'), channel('sms')])).toEqual(['in-app delivered', 'wechat delivered'])
})
it('without any, in-app is all, and nothing counts as held back', async () => {
  expect(await told([])).toEqual(['in-app delivered'])
})
