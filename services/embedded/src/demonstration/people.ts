// The lawyers of the demonstration: 39 counsel of 卓资县, 600 further lawyers of the region, 10,000 nationwide. All invented,
// the same for the same seed, in the contract's own shapes: registering them needs nothing more.
// I1 Ids and licences are unique; every licence passes the contract's check.
// I2 Every village and community of the county has counsel, and no counsel has more than five.
import type { Counsel, Language, LawyerId, LawyerProfile, TopicCode } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import { readCounty, readProvinces, type County, type Province } from './data.ts'
import { inventedFirm, inventedName } from './names.ts'
import { drawsFrom, type Draws } from './random.ts'

export const COUNSEL = 39
export const REGION = 600
export const NATION = 10_000

export interface DemonstrationLawyer {
  /** `demo-counsel-01`, `demo-region-001`, `demo-nation-00001`. */
  readonly lawyerId: LawyerId
  /** What register-lawyer takes beside the id. */
  readonly registration: {
    readonly licence: string
    readonly profile: LawyerProfile
    /** Nobody is ever called. */
    readonly phone: null
    readonly isSimulated: true
    readonly isProbe: false
    readonly checkValidUntil: Instant
  }
  /** What appoint-counsel takes; null for all but the county's own. */
  readonly counsel: Counsel | null
}

/** Level-1 specialties by how many lawyers take them on; invented after the spread of questions. */
const SPECIALTIES: readonly (readonly [string, number])[] = [
  ['01', 18], ['05', 16], ['03', 14], ['04', 13], ['13', 11], ['16', 10], ['07', 9], ['08', 8], ['06', 7], ['02', 5], ['14', 4], ['12', 4], ['19', 3],
  ['10', 3], ['17', 3], ['09', 2], ['11', 2], ['15', 2], ['18', 2], ['20', 2], ['21', 1],
]
/** What counsel of a county of farms and pastures must know. */
const RURAL: readonly (readonly [string, number])[] = SPECIALTIES.map(([code, weight]) => [code, ['09', '11', '15', '18', '20'].includes(code) ? weight * 4 : weight])

/** The same few thousand combinations come again: one list for each. */
const combinations = new Map<number, TopicCode[]>()
const CODES = SPECIALTIES.map(([code]) => code)

const specialtiesOf = (draws: Draws, from: typeof SPECIALTIES): TopicCode[] => {
  let mask = 0
  for (let left = 1 + draws.int(4); left > 0;) {
    const bit = 1 << CODES.indexOf(draws.weighted(from))
    if (mask & bit) continue
    mask |= bit
    left -= 1
  }
  let combination = combinations.get(mask)
  if (!combination) {
    combination = CODES.filter((_, bit) => mask & (1 << bit)).toSorted() as TopicCode[]
    combinations.set(mask, combination)
  }
  return combination
}

const NEWEST_LICENCE = 2024
/** @param serial six digits. Kind 1 (firm), province, city, year, practice 1 (full time), sex, serial: see isLicence. */
const licenceOf = (draws: Draws, province: string, city: string, serial: number): string => {
  const year = NEWEST_LICENCE - Math.min(draws.int(38), draws.int(38))
  return `1${province}${city}${year}1${draws.int(2)}${serial}`
}

const LANGUAGES: Readonly<Record<string, readonly (readonly [Language, number])[]>> = {
  15: [['mn', 18], ['en', 2]], 11: [['en', 6]], 31: [['en', 6]], 44: [['en', 4]], 22: [['ko', 5]], 45: [['za', 5]], 54: [['bo', 40]], 63: [['bo', 12], ['mn', 2]],
  65: [['ug', 25], ['kk', 8], ['ky', 2]], 51: [['ii', 2], ['bo', 2]],
}
const CHINESE: Language[] = ['zh']
const languagesOf = (draws: Draws, province: string): Language[] => {
  const others = LANGUAGES[province]
  if (!others && !draws.chance(1)) return CHINESE
  const spoken: Language[] = ['zh']
  for (const [language, percent] of others ?? []) if (draws.chance(percent)) spoken.push(language)
  if (!others || draws.chance(1)) spoken.push('sgn')
  return spoken
}

const placeName = (name: string): string => name.replace(/(壮族|回族|维吾尔)?自治区$|[省市县]$/, '')

interface Kind {
  readonly lawyerId: string
  readonly province: Province
  readonly region: string
  readonly county: County | null
  readonly serial: number
  readonly specialties: typeof SPECIALTIES
  readonly enterprisePercent: number
  readonly nationwidePercent: number
}

const CITIES = 14
const KINDS: readonly (readonly [LawyerProfile['kind'], number])[] = [['social', 92], ['public', 4], ['legal-aid', 3], ['company', 1]]

const lawyer = (draws: Draws, kind: Kind, validUntil: Instant, counsel: Counsel | null): DemonstrationLawyer => {
  const { province } = kind
  const languages = languagesOf(draws, province.code)
  const city = kind.region.length > 2 ? kind.region.slice(2, 4) : String(1 + draws.int(CITIES)).padStart(2, '0')
  const profile: LawyerProfile = {
    name: inventedName(draws, languages.includes('mn') && draws.chance(80)),
    firm: inventedFirm(draws, placeName(kind.county && draws.chance(60) ? kind.county.name : province.name)),
    kind: draws.weighted(KINDS),
    region: kind.region as LawyerProfile['region'],
    county: kind.county ? (kind.county.code as LawyerProfile['county']) : null,
    specialties: specialtiesOf(draws, kind.specialties),
    enterprise: draws.chance(kind.enterprisePercent),
    languages,
    nationwide: draws.chance(kind.nationwidePercent),
  }
  return {
    lawyerId: kind.lawyerId as LawyerId,
    registration: {
      licence: licenceOf(draws, province.code, city, kind.serial), profile, phone: null, isSimulated: true, isProbe: false, checkValidUntil: validUntil,
    },
    counsel,
  }
}

/** The county's units in `parts` runs of neighbours, as even as can be. */
const villagesOf = (county: County, parts: number): readonly (readonly string[])[] => {
  const codes = county.towns.flatMap((town) => town.villages.map((village) => village.code))
  return Array.from({ length: parts }, (_, part) => codes.slice(Math.floor((part * codes.length) / parts), Math.floor(((part + 1) * codes.length) / parts)))
}

export interface LawyerOptions {
  /** Annual checks and appointments last until then (exclusive). */
  readonly validUntil: Instant
  /** Defaults: 39, 600, 10,000. */
  readonly counsel?: number
  readonly region?: number
  readonly nation?: number
}

const numbered = (kind: string, n: number, width: number): string => `demo-${kind}-${String(n).padStart(width, '0')}`

/** @param seed any integer; the same seed gives the same people */
export const demonstrationLawyers = (seed: number, options: LawyerOptions): readonly DemonstrationLawyer[] => {
  const draws = drawsFrom(seed)
  const county = readCounty()
  const provinces = readProvinces()
  const home = provinces.find(({ code }) => county.province.code.startsWith(code))!
  const villages = villagesOf(county, options.counsel ?? COUNSEL)
  const elsewhere = provinces.filter((province) => province !== home).map((province) => [province, province.weight] as const)
  const { validUntil } = options
  let serial = 100_000
  const people: DemonstrationLawyer[] = []
  villages.forEach((codes, index) => {
    serial += 1
    people.push(lawyer(draws, {
      lawyerId: numbered('counsel', index + 1, 2), province: home, region: county.code, county, serial, specialties: RURAL, enterprisePercent: 20, nationwidePercent: 0,
    }, validUntil, {
      appointmentId: numbered('appointment', index + 1, 2), county: county.code as Counsel['county'], villages: [...codes], until: validUntil,
    }))
  })
  for (let n = 1; n <= (options.region ?? REGION); n += 1) {
    serial += 1
    const region = `${home.code}${String(1 + draws.int(9)).padStart(2, '0')}`
    people.push(lawyer(draws, {
      lawyerId: numbered('region', n, 3), province: home, region, county: null, serial, specialties: SPECIALTIES, enterprisePercent: 22, nationwidePercent: 30,
    }, validUntil, null))
  }
  for (let n = 1; n <= (options.nation ?? NATION); n += 1) {
    serial += 1
    const province = draws.weighted(elsewhere)
    people.push(lawyer(draws, {
      lawyerId: numbered('nation', n, 5), province, region: province.code, county: null, serial, specialties: SPECIALTIES, enterprisePercent: 28, nationwidePercent: 100,
    }, validUntil, null))
  }
  return people
}
