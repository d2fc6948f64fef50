import { describe, expect, it } from 'vitest'
import { notifierConfig } from './config.ts'

const wechat = (more: object = {}) => ({ channels: { wechat: { credentials: '/run/wechat.json', templates: { 'answer-arrived': { templateId: 'T1', fields: { thing1: 'title' } } }, ...more } } })

describe('a configuration', () => {
  it('may be empty: in-app alone, and the bureau sleeps at night', () => {
    expect(notifierConfig({})).toMatchObject({ language: 'zh-CN', channels: {}, quietHours: { fromMinute: 1320, untilMinute: 420 } })
  })
  it('has the provider\'s own address, if none is given', () => {
    expect(notifierConfig(wechat()).channels.wechat).toMatchObject({ on: true, kind: 'template', origin: 'https://api.weixin.qq.com' })
  })
  it.each([
    ['plain HTTP to another machine', wechat({ origin: 'http://proxy.example.com' }), 'channels.wechat.origin'],
    ['an address with a path', wechat({ origin: 'https://api.weixin.qq.com/x' }), 'channels.wechat.origin'],
    ['a field without a type', wechat({ templates: { 'answer-arrived': { templateId: 'T', fields: { first: 'title' } } } }), 'channels.wechat.templates.answer-arrived.fields.first'],
    ['a notice that is none', wechat({ templates: { hello: { templateId: 'T', fields: {} } } }), 'channels.wechat.templates'],
    ['a word that is none', wechat({ templates: { 'answer-arrived': { templateId: 'T', fields: { thing1: 'phone' } } } }), 'channels.wechat.templates.answer-arrived.fields.thing1'],
    ['a secret in the open', wechat({ appSecret: 'planted-secret' }), 'channels.wechat'],
    ['waves out of order', { waves: [{ afterMs: 10, upTo: 5 }, { afterMs: 0, upTo: 9 }] }, 'waves'],
    ['an hour that is none', { quietHours: { fromMinute: 1440, untilMinute: 0 } }, 'quietHours.fromMinute'],
  ])('with %s is refused by field, not by value', (_what, input, field) => {
    let message = ''
    try {
      notifierConfig(input)
    } catch (error) {
      message = (error as Error).message
    }
    expect(message).toContain(field)
    expect(message).not.toMatch(/planted-secret|proxy\.example/)
  })
  it('takes plain HTTP on this machine', () => {
    expect(notifierConfig(wechat({ origin: 'http://127.0.0.1:8099' })).channels.wechat!.origin).toBe('http://127.0.0.1:8099')
  })
})
