// Fields that many routes share.
import { ownWords, PLATFORM_PERSON } from '@zhijian/contracts'
import { MAX_TEXT } from '@zhijian/edge'
import type { JsonObject } from '@zhijian/kernel'
import type { Sealer } from '@zhijian/privacy'
import { z } from 'zod'

/**
 * What people write. The limit the document tells is the edge's, counted in characters after cleaning; here, in UTF-16 units, only
 * absurdities are kept out.
 */
export const Words = z.string().max(200_000).meta({ maxLength: MAX_TEXT })

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

/** A statute as lawyers name it, the article by number: checked by its shape, not against any collection of laws. */
export const Cited = z.array(z.strictObject({
  law: z.string().regex(
    /^《?(?:中华人民共和国)?[\u4e00-\u9fff、（）()]{1,45}(?:法|法典|条例|规定|办法|解释|细则|决定|规则|准则|意见|批复|通知|章程|公约)(?:[（(][一二三四五六七八九十]{1,3}[）)])?》?$/u)
    .describe('the name of a law, regulation or judicial interpretation, with or without title marks'),
  article: z.string().regex(/^第[〇零一二三四五六七八九十百千0-9]{1,10}条(?:之[一二三四五六七八九十])?$/u).describe('such as 第三十条'),
})).max(20).default([])

export const Nothing = z.undefined()

export const Names = z.record(z.string(), z.string()).describe('of members of staff and lawyers who occur, by id')

/** Why an operator does it, in his own words. */
const Because = ownWords({ max: 200, isLine: true }).describe('why, in one\'s own words; kept sealed with the act')
/** What operators do is done with saying why (ADR 0088). */
export const withReason = { because: Because }
export const WithReason = z.strictObject(withReason)
/** What a look at somebody's affairs is for. */
export const Purpose = ownWords({ max: 500, min: 2 })
/** Where a code already says why. */
export const withRemark = { because: Because.optional() }

/** What an operator sent, with his reason sealed. */
export const reasoned = async <Body extends { readonly because?: string | undefined }>(
  { sealer }: { readonly sealer: Pick<Sealer, 'seal'> }, { because, ...rest }: Body,
): Promise<JsonObject> =>
  ({ ...rest as JsonObject, ...(because === undefined ? {} : { because: await sealer.seal(PLATFORM_PERSON, because) as unknown as JsonObject }) })
