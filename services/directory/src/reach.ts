// Whom somebody reaches at this moment: asked of his own stream, so that an office which ended a moment ago is over, and of the pool's
// word about appointments.
import type { AgentBasis, MandateVia, Office, PersonId } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { ServicePorts } from '@zhijian/runtime'
import { personAggregate } from './aggregates.ts'
import type { Person } from './person.ts'
import { answersFor, officeToActFor } from './scope.ts'
import { counsel, counselServing, lawyerPersons, type CounselDocument, type LawyerPersonDocument } from './views/counsel.ts'

export interface Place {
  readonly countyCode: string
  readonly villageCode: string | null
}

type Ports = Pick<ServicePorts, 'state' | 'view'>

const officesOf = async (ports: Ports, personId: PersonId): Promise<readonly Office[]> =>
  (await ports.state<Person>(personAggregate, personId))?.state.offices ?? []

/** The office or appointment under which an agent may act for people of a place, or null. */
export const basisOf = async (
  ports: Ports, agentId: PersonId, via: MandateVia, { countyCode, villageCode }: Place, at: Instant,
): Promise<AgentBasis | null> => {
  if (via !== 'village-counsel') {
    const office = officeToActFor(await officesOf(ports, agentId), via, villageCode ?? countyCode, at)
    if (office === null) return null
    const { officeId, role, organisationId, region } = office
    return { kind: 'office', officeId, role, organisationId, region }
  }
  if (villageCode === null) return null
  const lawyer = await ports.view<LawyerPersonDocument>(lawyerPersons.collection.name).get(agentId)
  const serving = await counselServing(ports.view<CounselDocument>(counsel.collection.name), villageCode, at)
  const appointment = serving.find(({ lawyerId }) => lawyerId === (lawyer?.lawyerId ?? agentId))
  return appointment ? { kind: 'counsel', appointmentId: appointment.appointmentId, lawyerId: appointment.lawyerId as never } : null
}

/** Whether somebody answers for the desk of a place. */
export const isDeskOf = async (ports: Ports, personId: PersonId, { countyCode, villageCode }: Place, at: Instant): Promise<boolean> =>
  answersFor(await officesOf(ports, personId), villageCode ?? countyCode, at)
