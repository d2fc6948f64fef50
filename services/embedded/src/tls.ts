// A certificate and its key, looked at before anything else is opened: what is wrong with them is said in words, not found
// out by the first browser.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Fault } from '@zhijian/kernel'

export interface Tls {
  /** PEM texts. */
  readonly cert: string
  readonly key: string
  /** Milliseconds since 1970. */
  readonly validUntilMs: number
}

const wrong = (reason: string, why: string, about: Fault['about'], cause?: unknown): Fault =>
  new Fault('tls-unusable', why, { retry: 'never', cause, about: { reason, ...about } })

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw wrong('unreadable', `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, { file })
  }
}

/** @throws Fault `tls-unusable` (never): unreadable, no PEM, or the key is another certificate's */
export const readTls = ({ certFile, keyFile }: { readonly certFile: string; readonly keyFile: string }): Tls => {
  const [cert, key] = [read(certFile), read(keyFile)]
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(cert)
  } catch (error) {
    throw wrong('no-certificate', `${certFile} holds no certificate in PEM form`, { file: certFile }, error)
  }
  let fits: boolean
  try {
    fits = certificate.checkPrivateKey(createPrivateKey(key))
  } catch (error) {
    throw wrong('no-key', `${keyFile} holds no private key in PEM form without a passphrase`, { file: keyFile }, error)
  }
  if (!fits) throw wrong('another-key', `${keyFile} is not the key of ${certFile}`, { file: keyFile, certificate: certFile })
  return { cert, key, validUntilMs: Date.parse(certificate.validTo) }
}
