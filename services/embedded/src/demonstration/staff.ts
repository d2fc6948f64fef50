// The bureau of the demonstration county: its organisations and the people who work the platform. Invented, the same for
// the same seed. One person for each duty that must not be one with another (ADR: separate administrators).
import { ActingOffice, type OrganisationId, type PersonId, type PlatformGrant } from '@zhijian/contracts'
import { readCounty, type County } from './data.ts'
import { inventedName } from './names.ts'
import { drawsFrom } from './random.ts'

export type OrganisationKind = 'bureau' | 'service-centre' | 'legal-aid-centre' | 'notary-office' | 'mediation-centre' | 'justice-office' | 'village-station'

export interface DemonstrationOrganisation {
  readonly organisationId: OrganisationId
  readonly kind: OrganisationKind
  readonly name: string
  readonly parent: OrganisationId | null
  /** Division it serves: 6 digits the county, 9 a town, 12 a village. */
  readonly region: string
}

const organisationId = (name: string): OrganisationId => name as OrganisationId

/** Bureau, its centres, an office in every town, a station in every village: parents before children. */
export const demonstrationOrganisations = (county: County = readCounty()): readonly DemonstrationOrganisation[] => {
  const bureau = organisationId(`demo-bureau-${county.code}`)
  const centre = (kind: OrganisationKind, name: string): DemonstrationOrganisation => ({
    organisationId: organisationId(`demo-${kind}-${county.code}`), kind, name: `${county.name}${name}`, parent: bureau, region: county.code,
  })
  return [
    { organisationId: bureau, kind: 'bureau', name: `${county.name}司法局`, parent: null, region: county.code },
    centre('service-centre', '公共法律服务中心'), centre('legal-aid-centre', '法律援助中心'), centre('notary-office', '公证处'), centre('mediation-centre', '调解服务中心'),
    ...county.towns.flatMap((town): DemonstrationOrganisation[] => {
      const office = organisationId(`demo-justice-office-${town.code}`)
      return [
        { organisationId: office, kind: 'justice-office', name: `${town.name}司法所`, parent: bureau, region: town.code },
        ...town.villages.map((village): DemonstrationOrganisation => ({
          organisationId: organisationId(`demo-village-station-${village.code}`), kind: 'village-station', parent: office, region: village.code,
          name: `${village.name.replace(/(村民|居民)委员会$/, '')}公共法律服务工作室`,
        })),
      ]
    }),
  ]
}

export interface DemonstrationStaff {
  /** Also the account's id: one person, one account. */
  readonly personId: PersonId
  /** What they sign in with. */
  readonly login: string
  /** zh-CN, professional. */
  readonly name: string
  readonly title: string
  readonly organisation: OrganisationId
  /** Under which they act: by an office, or by a grant where the role is the platform's own. */
  readonly role: ActingOffice | PlatformGrant['role']
  /** Division their office reaches; null: they hold none. */
  readonly region: string | null
  readonly grants: readonly PlatformGrant[]
  /** Place in the line that words of danger go through, where they have one. */
  readonly dangerRank: 'duty-officer' | 'deputy' | 'head' | null
}

/** A post at a `justice-office` is in the county's first town, and reaches no farther. */
type Post = readonly [login: string, title: string, role: DemonstrationStaff['role'], kind: OrganisationKind, rank: DemonstrationStaff['dangerRank']]

const POSTS: readonly Post[] = [
  ['desk-1', '12348坐席', 'desk', 'service-centre', null], ['desk-2', '12348坐席', 'desk', 'service-centre', null],
  ['reviewer-1', '答复审核员', 'reviewer', 'service-centre', null], ['reviewer-2', '答复审核员', 'reviewer', 'service-centre', null],
  ['duty-1', '值班员', 'duty-officer', 'service-centre', 'duty-officer'], ['duty-2', '副值班员', 'duty-officer', 'service-centre', 'deputy'],
  ['head', '局长', 'bureau-head', 'bureau', 'head'],
  ['policy-1', '规则管理员', 'policy-admin', 'bureau', null], ['policy-2', '规则复核员', 'policy-admin', 'bureau', null],
  ['system', '系统管理员', 'system-admin', 'bureau', null], ['security', '安全管理员', 'security-admin', 'bureau', null], ['auditor', '审计员', 'auditor', 'bureau', null],
  ['town-1', '司法所窗口', 'desk', 'justice-office', null],
  ['correction-1', '社区矫正工作人员', 'correction-officer', 'bureau', null], ['correction-2', '社区矫正工作人员', 'correction-officer', 'bureau', null],
  // Of the procuratorate: holds no office, and oversees what the bureau decides.
  ['procurator', '检察官', 'procurator', 'bureau', null],
  ['correction-town', '司法所社区矫正工作人员', 'correction-officer', 'justice-office', null],
]

export const demonstrationStaff = (seed: number, county: County = readCounty()): readonly DemonstrationStaff[] => {
  const draws = drawsFrom(seed ^ 0x5747)
  return POSTS.map(([login, title, role, kind, dangerRank]) => {
    const region = kind === 'justice-office' ? county.towns[0]!.code : county.code
    const isOffice = ActingOffice.safeParse(role).success
    return {
      personId: `demo-staff-${login}` as PersonId, login, title, role, dangerRank,
      name: inventedName(draws, false),
      organisation: organisationId(`demo-${kind}-${region}`),
      region: isOffice ? region : null,
      grants: isOffice ? [] : [{ role: role as PlatformGrant['role'], region, organisation: null }],
    }
  })
}
