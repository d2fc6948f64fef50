// The names that a question speaks of, made comparable with what lawyers declared. A record keeps them under the asker's key
// (`Sealer.veil`), so that once she is forgotten nothing is left to compare; questions older than that keep them as they are.
import type { PersonId } from '@zhijian/contracts'
import type { Sealer } from '@zhijian/privacy'

interface Named {
  readonly askerId: PersonId
  readonly opponents: readonly string[]
  readonly askerParties: readonly string[]
}
export type Parties = <Question extends Named>(question: Question) => Promise<Question>

export const partiesOver = (sealer: Pick<Sealer, 'unveilOrNull'>): Parties => async (question) => {
  const { askerId } = question
  const either = async (parties: readonly string[]): Promise<string[]> =>
    [...parties, ...(await Promise.all(parties.map((party) => sealer.unveilOrNull(askerId, party)))).filter((party) => party !== null)]
  return { ...question, opponents: await either(question.opponents), askerParties: await either(question.askerParties) }
}
