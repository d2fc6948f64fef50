import { instant } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { planWave } from './plan.ts'
import type { Contact } from './ports.ts'
import { isQuiet, quotaDay } from './quota.ts'

const noon = instant('2026-03-01T04:00:00.000Z')
const night = instant('2026-03-01T15:30:00.000Z')
const contact = (more: Partial<Contact> = {}): Contact =>
  ({ channels: ['wechat', 'sms'], isOnDuty: true, quietHours: { fromMinute: 22 * 60, untilMinute: 7 * 60 }, ...more })

const plan = (more: { contact?: Contact; used?: Record<string, number>; isUrgent?: boolean; isProbe?: boolean; at?: typeof noon; recipients?: string[] } = {}) => planWave({
  recipients: more.recipients ?? ['zhao'], contacts: new Map([['zhao', more.contact ?? contact()], ['qian', contact()]]),
  counts: { ofRecipient: (who, channel) => more.used?.[`${who} ${channel}`] ?? 0, ofChannel: (channel) => more.used?.[channel] ?? 0 },
  quota: { perRecipientPerDay: { wechat: 2, sms: 1 }, perChannelPerDay: { wechat: 100 } },
  isUrgent: more.isUrgent ?? false, isProbe: more.isProbe ?? false, at: more.at ?? noon, quietHours: { fromMinute: 21 * 60, untilMinute: 8 * 60 },
})
const told = (result: ReturnType<typeof plan>): string[] => result.pushes.map((push) => `${push.recipient} ${push.channel}`)
const held = (result: ReturnType<typeof plan>): string[] => result.held.map((each) => `${each.recipient} ${each.reason}`)

describe('a wave', () => {
  it('tells in-app and through the first channel that is free', () => expect(told(plan())).toEqual(['zhao in-app', 'zhao wechat']))
  it('goes to the next channel when the recipient had enough of the first', () => {
    expect(told(plan({ used: { 'zhao wechat': 1 } }))).toEqual(['zhao in-app', 'zhao wechat'])
    expect(told(plan({ used: { 'zhao wechat': 2 } }))).toEqual(['zhao in-app', 'zhao sms'])
  })
  it('says which quota held it back when none is left', () => {
    const result = plan({ used: { 'zhao wechat': 2, 'zhao sms': 1 } })
    expect([told(result), held(result)]).toEqual([['zhao in-app'], ['zhao quota-of-recipient']])
  })
  it('counts the channel over the whole wave', () => {
    const result = plan({ recipients: ['zhao', 'qian'], used: { wechat: 99 }, contact: contact() })
    expect(told(result)).toEqual(['zhao in-app', 'zhao wechat', 'qian in-app', 'qian sms'])
  })
  it('leaves people alone in their quiet hours, unless it is urgent', () => {
    const quiet = plan({ at: night })
    expect([told(quiet), held(quiet)]).toEqual([['zhao in-app'], ['zhao quiet-hours']])
    expect(told(plan({ at: night, isUrgent: true }))).toEqual(['zhao in-app', 'zhao wechat'])
  })
  it('keeps the quiet hours of the bureau for those who say none, and none for those who want none', () => {
    const { quietHours: _own, ...silent } = contact()
    const early = instant('2026-03-01T23:30:00.000Z')
    expect(held(plan({ contact: silent, at: early }))).toEqual(['zhao quiet-hours'])
    expect(held(plan({ at: early }))).toEqual([])
    expect(held(plan({ contact: contact({ quietHours: null }), at: night }))).toEqual([])
  })
  it('leaves out who is off duty, unless it is urgent', () => {
    const off = contact({ isOnDuty: false })
    expect(held(plan({ contact: off }))).toEqual(['zhao off-duty'])
    expect(told(plan({ contact: off, isUrgent: true }))).toEqual(['zhao in-app', 'zhao wechat'])
  })
  it('says of somebody it does not know that it does not', () => expect(held(plan({ recipients: ['sun'] }))).toEqual(['sun unknown-recipient']))
  it('of a synthetic question tells nobody', () => {
    const probe = plan({ isProbe: true })
    expect([told(probe), held(probe)]).toEqual([[], ['zhao probe']])
  })
  it('holds nothing back from somebody who only wants in-app', () => {
    const result = plan({ contact: contact({ channels: ['in-app'] }) })
    expect([told(result), held(result)]).toEqual([['zhao in-app'], []])
  })
})

describe('quiet hours', () => {
  const wrap = { fromMinute: 22 * 60, untilMinute: 7 * 60 }
  it.each([['13:59', false], ['14:00', true], ['22:59', true], ['23:00', false]])('22:00–07:00 in Asia/Shanghai at %s UTC: %s', (time, quiet) => {
    expect(isQuiet(wrap, instant(`2026-03-01T${time}:00.000Z`))).toBe(quiet)
  })
  it('with equal ends are none', () => expect(isQuiet({ fromMinute: 0, untilMinute: 0 }, noon)).toBe(false))
  it('count by the local day', () => {
    expect(quotaDay(instant('2026-03-01T15:59:59.999Z'))).toBe('2026-03-01')
    expect(quotaDay(instant('2026-03-01T16:00:00.000Z'))).toBe('2026-03-02')
  })
})
