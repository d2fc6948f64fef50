// Fields that many routes share. Text is checked for what no store or screen should meet: NUL, control characters other
// than tab and line breaks, lone surrogates, and characters that turn the reading direction of what follows.
import { z } from 'zod'

// eslint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/

/** One line. @param max in UTF-16 units, as the stores count */
export const line = (max: number, min = 1) =>
  z.string().min(min).max(max).refine((value) => value.isWellFormed() && !UNFIT.test(value) && !/[\r\n]/.test(value),
    { params: { rule: 'text' }, message: 'text' })

/** Mainland mobile number, 11 digits. */
export const Phone = z.string().regex(/^1[3-9]\d{9}$/).describe('Mainland mobile number, 11 digits')
export const Client = z.enum(['browser',
  'app']).describe('browser: the session is in an HttpOnly cookie; app: a bearer token is returned')
export const Cursor = z.string().min(1).max(500).regex(/^[\x21-\x7e]+$/)
/** From a query string: text of digits. */
export const Limit = z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(1).max(200))

/** What a command leaves behind: `position` lets a reader ask for a view that includes it (`Zhijian-At-Least`). */
export const Receipt = z.object({
  effect: z.enum(['recorded', 'already']).describe('already: it was so before'),
  position: z.string().nullable(),
})

export const Nothing = z.undefined()
