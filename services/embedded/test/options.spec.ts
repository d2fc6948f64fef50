import { describe, expect, it } from 'vitest'
import { startOptions } from '../src/options.ts'

const start = (...args: string[]) => startOptions(args, {})

describe('starting', () => {
  it('without a word is a demonstration on this machine', () => {
    expect(start()).toMatchObject({ kind: 'demo', host: '127.0.0.1', port: 8080, speed: 1, data: 'var', backupHours: 0 })
  })
  it('listens to flags first, then to the environment', () => {
    expect(startOptions(['--port', '9000'], { PORT: '7000', ZHIJIAN_DATA: '/srv/zj' })).toMatchObject({ port: 9000, data: '/srv/zj' })
  })
  it('begins its time where it is told to, by the clock of China', () => expect(start('--begin', '2028-03-01T07:59')).toMatchObject({ begin: '2028-02-29T23:59:00.000Z' }))
  it('live backs up every day', () => expect(start('--live')).toMatchObject({ kind: 'live', backupHours: 24 }))
  it.each([
    [['--speed', '0.5'], 'from 1 to 10000'],
    [['--speed', 'fast'], 'takes a number'],
    [['--port', '-1'], ''],
    [['--port', '70000'], 'from 0 to 65535'],
    [['--host', '0.0.0.0'], 'this machine only'],
    [['--live', '--speed', '20'], 'real time'],
    [['--live', '--begin', '2027-02-06T02:00'], 'real time'],
    [['--begin', 'midnight'], 'by the clock of China'],
    [['--begin', '2027-02-30T02:00'], 'by the clock of China'],
    [['--begin', '2027-02-06T24:00'], 'by the clock of China'],
    [['--begin', '2027-02-06T02:00Z'], 'by the clock of China'],
    [['--live', '--lawyers', '50'], 'no simulated lawyers'],
    [['--live', '--silent'], 'no simulated lawyers'],
    [['--lawyers', '3'], 'from 24 to 10000'],
    [['--live', '--host', '0.0.0.0'], 'serves HTTPS'],
    [['--tls-cert', 'a.pem'], 'go together'],
    [['--live', '--behind-proxy', '10.0.0.0/8'], 'exact IP address'],
    [['--live', '--behind-proxy', 'proxy.example'], 'exact IP address'],
    [['--live', '--origin', 'law.example.gov.cn'], 'https://HOST'],
    [['--live', '--origin', 'https://law.example.gov.cn/app'], 'without a path'],
    [['--channels', 'channels.json'], 'tells nobody outside'],
    [['--turn', 'turn:relay.example:3478'], 'go together'],
    [['--turn', 'relay.example', '--turn-secret-file', 's'], 'turn:HOST:PORT'],
    [['--turn', 'turn:relay.example:3478', '--turn-secret-file', 's', '--turn-minutes', '0'], 'from 1 to 1440'],
    [['--hash', 'md5'], 'sha256 or sm3'],
    [['--unknown'], '--help'],
    [['surplus'], '--help'],
  ])('with %j says what is wrong', (args, says) => expect(() => start(...args)).toThrow(says))
  it('live has channels from a flag or the environment, and one origin', () => {
    expect(startOptions(['--live', '--origin', 'https://law.example.gov.cn/'], { ZHIJIAN_CHANNELS: 'c.json' }))
      .toMatchObject({ channelsFile: 'c.json', publicOrigin: 'https://law.example.gov.cn' })
    expect(startOptions([], { ZHIJIAN_CHANNELS: 'c.json' })).not.toHaveProperty('channelsFile')
  })
  it('a demonstration lets calls go directly, a live platform through its relay unless it says otherwise', () => {
    expect(start()).toMatchObject({ directCalls: true })
    expect(start('--turn', 'turn:a:3478', '--turn-secret-file', 's')).toMatchObject({ directCalls: false })
    expect(start('--live')).toMatchObject({ directCalls: false })
    expect(start('--live', '--direct-calls')).toMatchObject({ directCalls: true })
    expect(startOptions(['--live'], { TURN_URLS: 'turn:a:3478,turns:a:5349', TURN_SECRET_FILE: 's' })).toMatchObject({
      directCalls: false, turn: { urls: ['turn:a:3478', 'turns:a:5349'], secretFile: 's', minutes: 10 },
    })
  })
  it('live for others needs a certificate or a named proxy', () => {
    expect(start('--live', '--host', '0.0.0.0', '--behind-proxy', '10.0.0.2')).toMatchObject({ trustedProxies: ['10.0.0.2'] })
    expect(start('--live', '--host', '0.0.0.0', '--tls-cert', 'a', '--tls-key', 'b')).toMatchObject({ tls: { certFile: 'a', keyFile: 'b' } })
  })
  it('shows help', () => expect(start('--help')).toBeNull())
})
