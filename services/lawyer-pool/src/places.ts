// What the directory says of division codes that a lawyer, an appointment or a roster names.
import { PlaceAnswer, type LawyerProfile, type PlaceRefusal, type Within } from '@zhijian/contracts'
import type { ServicePorts } from '@zhijian/runtime'

/** Why the first of these codes that names nothing does not, or null. */
export type Misplaced = (codes: readonly string[], within: Within) => Promise<PlaceRefusal | null>

export const misplacedOver = (ports: Pick<ServicePorts, 'ask'>): Misplaced => async (codes, within) =>
  PlaceAnswer.parse(await ports.ask('directory', 'misplaced', { codes: [...codes], within }))

/** Where a lawyer is registered and works: he may come from anywhere. */
export const placesOf = ({ region, county }: Pick<LawyerProfile, 'region' | 'county'>): readonly string[] =>
  (county === null ? [region] : [region, county])
