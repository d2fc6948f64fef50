// What the asker is told before she asks, in Chinese: the promise of this hour, in words made from the policy's terms.
import type { Terms } from '@zhijian/contracts'

const SCOPES = { county: '本县法律顾问', region: '本省（自治区）律师', nation: '全国律师' } as const

/** 180,000 → 3 分钟; 90,000 → 90 秒; 28,800,000 → 8 小时. */
export const duration = (ms: number): string => {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000} 小时`
  if (ms % 60_000 === 0) return `${ms / 60_000} 分钟`
  return `${Math.ceil(ms / 1000)} 秒`
}

export const promiseText = ({ tiers, quorum, promiseMs, quorumMs }: Terms): string => {
  const [first, ...others] = tiers
  const widening = others.map((tier, i) => `${duration(tiers[i]!.windowMs!)}内不足 ${quorum} 位律师解答的，请${SCOPES[tier.scope]}解答`)
  return [
    `现在提问，${duration(promiseMs)}内有律师回复，${duration(quorumMs)}内至少 ${quorum} 位律师解答。`,
    `您的问题先由${SCOPES[first!.scope]}解答；${widening.map((part) => `${part}；`).join('')}可向每位解答的律师继续追问，不限次数、不限时间，全程免费。`,
  ].join('')
}
