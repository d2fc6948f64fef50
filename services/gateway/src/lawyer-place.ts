// Where a lawyer of the register lies for whoever acts on his standing. The county that he is registered in supervises him, with the
// prefecture and the province above it; a county whose counsel he is has to do with him as well. The next county has not. One who is
// registered for a province or a prefecture alone is nearer to no county than to another: every office within his province reaches him,
// which stops his taking questions here and is no penalty on his licence.
// @source 律师执业管理办法 第四十九条, 第五十条 (2016-09-18): daily supervision is the county's where he practises
import { regionsOf } from './policy.ts'

export interface LyingSomewhere {
  readonly region: string
  readonly county: string | null
  readonly counselOf: readonly { readonly county: string }[]
}
type Scopes = Parameters<typeof regionsOf>[0]

const isWithin = (region: string, { region: where }: Pick<LyingSomewhere, 'region'>): boolean => where.startsWith(region.slice(0, 2))

/** @returns the caller's own region where he is reached from there, otherwise where he lies */
export const placeOf = (scopes: Scopes, lawyer: LyingSomewhere): string => {
  const home = lawyer.county ?? (lawyer.region.length === 6 ? lawyer.region : null)
  const near = regionsOf(scopes)?.find((region) =>
    (home === null ? isWithin(region, lawyer) : home.startsWith(region)) || lawyer.counselOf.some(({ county }) => county.startsWith(region)))
  return near ?? home ?? lawyer.region
}

/** Whom an office may make counsel of its county, and whom it may register. */
export const isOfTheirProvince = (scopes: Scopes, lawyer: Pick<LyingSomewhere, 'region'>): boolean =>
  regionsOf(scopes)?.some((region) => isWithin(region, lawyer)) ?? true
