// Time-based one-time passwords (RFC 6238): SHA-1, 6 digits, 30 s, as authenticator apps have them.
import { Secret, TOTP } from 'otpauth'
import encodeQR from 'qr'

const PERIOD_S = 30

const totp = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: '指尖', label, algorithm: 'SHA1', digits: 6, period: PERIOD_S, secret: Secret.fromBase32(secret) })

/** 160 bits, base32. */
export const newSecondFactor = (): string => new Secret({ size: 20 }).base32

/** What an authenticator app reads from a QR code. */
export const enrolmentUri = (secret: string, label: string): string => totp(secret, label).toString()
/** That, as a picture (SVG). */
export const qrOf = (text: string): string => encodeQR(text, 'svg', { ecc: 'medium' })

/**
 * One step of tolerance either way.
 * @returns the step that fitted, so that the caller can see to it that it counts once; null when none did
 */
export const matchingStep = (secret: string, code: string, nowMs: number): number | null => {
  const delta = totp(secret).validate({ token: code, timestamp: nowMs, window: 1 })
  return delta === null ? null : Math.floor(nowMs / 1000 / PERIOD_S) + delta
}
