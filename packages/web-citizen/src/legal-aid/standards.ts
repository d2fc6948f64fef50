// Who is in economic hardship is said by each province, and changes (法律援助法 第三十四条). What stands here was read in older texts or is not
// known; a county that takes this into use puts its own in, with where it is from.

export interface Standard {
  /** Income per head of the household, a month, up to so many times the county's subsistence line of the year before; null: not known. */
  readonly timesSubsistenceLine: number | null
  readonly source: string | null
  /** Compared with what is in force by somebody who answers for it. */
  readonly isVerified: boolean
}

/** By the first two digits of a county's code. */
const BY_PROVINCE: Readonly<Record<string, Standard>> = {
  // The text of 2015; the national law came after it.
  37: { timesSubsistenceLine: 2, source: '山东省法律援助条例（2015 年）第八条', isVerified: false },
}
const UNKNOWN: Standard = { timesSubsistenceLine: null, source: null, isVerified: false }

export const standardOf = (county: string): Standard => BY_PROVINCE[county.slice(0, 2)] ?? UNKNOWN
