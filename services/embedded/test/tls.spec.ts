import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readTls } from '../src/tls.ts'

const file = (name: string): string => fileURLToPath(new URL(`./e2e/tls/${name}`, import.meta.url))
const pair = (certFile: string, keyFile: string) => ({ certFile: file(certFile), keyFile: file(keyFile) })

describe('a certificate and its key', () => {
  it('are read, with the day on which the certificate is over', () => {
    const { cert, key, validUntilMs } = readTls(pair('here.cert.pem', 'here.key.pem'))
    expect([cert, key].map((text) => text.slice(0, 12))).toEqual(['-----BEGIN C', '-----BEGIN P'])
    expect(new Date(validUntilMs).getUTCFullYear()).toBeGreaterThan(2100)
    expect(readTls(pair('old.cert.pem', 'here.key.pem')).validUntilMs).toBe(Date.parse('2020-01-02T00:00:00Z'))
  })
  it.each([
    ['a certificate that is not there', 'none.pem', 'here.key.pem', 'ENOENT'],
    ['a key that is another’s', 'here.cert.pem', 'other.key.pem', 'is not the key of'],
    ['the two in the wrong order', 'here.key.pem', 'here.cert.pem', 'no certificate'],
    ['text that is no key', 'here.cert.pem', 'README.md', 'no private key'],
  ])('%s stops the start with words', (_what, cert, key, says) => {
    expect(() => readTls(pair(cert, key))).toThrow(expect.objectContaining({ code: 'tls-unusable', message: expect.stringContaining(says) }))
  })
})
