import * as contracts from '@zhijian/contracts'

/** Every family that contracts know: events reach views in their current form. */
export const families: readonly contracts.EventFamily[] = Object.values(contracts)
  .filter((value) => typeof value === 'object' && value !== null && 'category' in value && 'storedType' in value) as contracts.EventFamily[]
