// Against the double; and against a real clamd where one answers at CLAMD_ADDRESS, whose signatures know EICAR.
import { afterEach, describe, expect, it } from 'vitest'
import { clamd } from '../src/adapters/clamd.ts'
import { EICAR, MARK, startClamdDouble, type ClamdDouble } from './clamd-double/start.ts'

const real = process.env.CLAMD_ADDRESS
const doubles: ClamdDouble[] = []
const double = async (over: 'unix' | 'tcp' = 'unix'): Promise<ClamdDouble> => {
  const started = await startClamdDouble(over)
  doubles.push(started)
  return started
}
afterEach(async () => {
  for (const each of doubles.splice(0)) await each.end()
})

describe.each(['unix', 'tcp', ...real === undefined ? [] : ['real'] as const] as const)('a scanner over %s', (over) => {
  const addressOf = async (): Promise<string> => (over === 'real' ? real! : (await double(over)).address)
  it('finds what it knows, and nothing in what is clean, empty, or large', async () => {
    const scanner = clamd({ address: await addressOf() })
    expect(await scanner.scan(EICAR)).toMatch(/^[A-Za-z.]*(Eicar|EICAR)[A-Za-z0-9._-]*$/)
    for (const clean of ['', 'a contract', 'x'.repeat(65_536), 'x'.repeat(65_537)]) expect(await scanner.scan(Buffer.from(clean)), `${clean.length}`).toBeNull()
    expect(await scanner.scan(Buffer.alloc(3_000_000))).toBeNull()
    expect(await scanner.version()).toMatch(/^ClamAV \d/)
  })
})

describe('a scanner', () => {
  it('is given every byte in its order', async () => {
    const daemon = await double()
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, n) => n % 251))
    await clamd({ address: daemon.address }).scan(bytes)
    expect(Buffer.compare(daemon.scanned[0]!, bytes)).toBe(0)
    expect(await clamd({ address: daemon.address }).scan(Buffer.concat([bytes, Buffer.from(MARK)]))).toBe('Test.Mark')
  })
  it.each([
    ['is away', (daemon: ClamdDouble) => daemon.stop(), /does not answer/],
    ['says nothing', (daemon: ClamdDouble) => { daemon.is = 'silent' }, /does not answer/],
    ['ends in the middle of its answer', (daemon: ClamdDouble) => { daemon.is = 'cut' }, /without an answer/],
    ['could not look', (daemon: ClamdDouble) => { daemon.is = 'error' }, /could not look/],
    ['takes no file of this size', (daemon: ClamdDouble) => { daemon.takes = 1000 }, /StreamMaxLength/],
  ])('that %s has found nothing clean', async (_how, set, message) => {
    const daemon = await double()
    await set(daemon)
    const asked = clamd({ address: daemon.address, withinMs: 300 }).scan(Buffer.alloc(2_000_000))
    await expect(asked).rejects.toMatchObject({ code: 'file-not-scanned', retry: 'later', message: expect.stringMatching(message) })
  })
  it('of another kind is told apart', async () => {
    const daemon = await double()
    daemon.is = 'error'
    await expect(clamd({ address: daemon.address }).version()).rejects.toThrow('no ClamAV')
  })
  it.each(['tcp:scanner.example:3310', 'tcp:10.0.0.3:3310', 'unix:relative', 'http://127.0.0.1', ''])('is on this machine: %s is none', (address) => {
    expect(() => clamd({ address })).toThrow('--scanner')
  })
})
