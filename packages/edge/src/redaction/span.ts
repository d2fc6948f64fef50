// A place in a text that names somebody or something, and what is written there instead.

export const KINDS = ['phone', 'id-number', 'card', 'plate', 'mail', 'link', 'account', 'name', 'address', 'employer'] as const
/** In order of precedence: where two rules meet, the earlier kind names the place. */
export type Kind = (typeof KINDS)[number]

/** UTF-16 offsets into the original text; `end` is exclusive. */
export interface Span { readonly kind: Kind; readonly start: number; readonly end: number }

export const PLACEHOLDERS: Readonly<Record<Kind, string>> = {
  phone: '【电话】', 'id-number': '【证件号】', card: '【银行卡号】', plate: '【车牌】', mail: '【邮箱】', link: '【链接】', account: '【账号】',
  name: '【姓名】', address: '【地址】', employer: '【单位】',
}

export const PLACEHOLDER = new RegExp(Object.values(PLACEHOLDERS).join('|'), 'g')

const rank = (kind: Kind): number => KINDS.indexOf(kind)

/** Sorted, without overlaps: what overlaps becomes one place under the kind of higher precedence. */
export const merged = (spans: readonly Span[]): readonly Span[] => {
  const sorted = spans.filter((span) => span.end > span.start).toSorted((a, b) => a.start - b.start || b.end - a.end)
  const out: Span[] = []
  for (const span of sorted) {
    const last = out.at(-1)
    const touches = last && (span.start < last.end || (span.start === last.end && span.kind === last.kind))
    if (!touches) { out.push(span); continue }
    out[out.length - 1] = {
      kind: rank(span.kind) < rank(last.kind) ? span.kind : last.kind, start: last.start, end: Math.max(last.end, span.end),
    }
  }
  return out
}
