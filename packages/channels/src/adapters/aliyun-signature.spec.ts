import { instant } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { formOf, signed } from './aliyun-signature.ts'

const credentials = { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' }

describe('a signature', () => {
  it('is that of the worked example in the provider\'s documentation', () => {
    const { authorization } = signed({
      host: 'ecs.cn-shanghai.aliyuncs.com', action: 'RunInstances', version: '2014-05-26', body: '',
      query: formOf({ RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' }),
      at: instant('2023-10-26T10:22:32.000Z'), nonce: '3156853299f313e23d1673dc12e1703d',
    }, credentials)
    expect(authorization).toBe('ACS3-HMAC-SHA256 Credential=YourAccessKeyId,'
      + 'SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,'
      + 'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0')
  })
  it('does not hold the secret', () => {
    const headers = signed({ host: 'h', action: 'A', version: 'v', query: '', body: 'a=b', at: instant('2026-03-01T00:00:00.000Z'), nonce: 'n' }, credentials)
    expect(JSON.stringify(headers)).not.toContain(credentials.accessKeySecret)
  })
})

it('a form is sorted and encoded by RFC 3986', () => {
  expect(formOf({ b: '指 尖', a: '!\'()*~-_.+' })).toBe('a=%21%27%28%29%2A~-_.%2B&b=%E6%8C%87%20%E5%B0%96')
})
