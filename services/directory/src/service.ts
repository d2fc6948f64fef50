// directory: which organisation and which person serves this village; the source of every scope and mandate.
import { BlobRef, CountyCode, PersonId } from '@zhijian/contracts'
import type { Json } from '@zhijian/kernel'
import type { BlobStore, KeyRing, Lookup, Sealer } from '@zhijian/privacy'
import { recordQueries } from '@zhijian/audit'
import { aheadQueries, query, type Aggregate, type QueryDefinition, type ServiceDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import { forgettingReactions } from './adapters/forgetting.ts'
import { divisionAggregate, mandateAggregate, organisationAggregate, personAggregate } from './aggregates.ts'
import { APPOINTERS, directoryCommands, erasureAggregate, erasureCommandsOver, KEEPERS, mandateCommandsOver, retentionOver } from './commands.ts'
import { USUAL_RULES, type ForgettingRules } from './adapters/forgetting-rules.ts'
import { planDivisions } from './import/divisions.ts'
import { createStaffImport } from './import/staff.ts'
import { directoryQueries, mapOver } from './queries.ts'
import { counsel, lawyerPersons } from './views/counsel.ts'
import { retentionAggregate, retentionCommandsOver, retentionReactions, retentionReviews } from './adapters/retention-duty.ts'
import { erasures } from './views/erasures.ts'
import { mandates } from './views/mandates.ts'
import { maps } from './views/maps.ts'
import { organisations } from './views/organisations.ts'
import { offices, persons, type PersonDocument } from './views/persons.ts'

/** What imports and forgetting need; a directory without it has no `plan-…` queries, and forgets nobody. */
export interface DirectoryPorts {
  readonly lookup: Lookup
  readonly keyring: Pick<KeyRing, 'destroy' | 'restrict' | 'status'>
  readonly sealer: Sealer
  readonly blobs: Pick<BlobStore, 'get'>
  /** A live store never takes simulated staff. */
  readonly storeIsLive: boolean
  /** What is said of forgetting; default `USUAL_RULES`. */
  readonly forgetting?: ForgettingRules
}

const upload = { person: PersonId, blob: BlobRef }

const importQueries = (ports: ServicePorts, own: DirectoryPorts): Readonly<Record<string, QueryDefinition>> => {
  const planStaff = createStaffImport({ ...own, mapOf: mapOver(ports), persons: () => ports.view<PersonDocument>(persons.collection.name) })
  return {
    /** A page of what an uploaded list of staff would change; sending it is the caller's, under his own name. */
    'plan-staff': query({
      schema: z.strictObject({ ...upload, from: z.int().min(0).default(0) }), roles: APPOINTERS,
      run: async ({ person, blob, from }, { now }) => await planStaff(await own.blobs.get(person, blob), from, now) as unknown as Json,
    }),
    'plan-divisions': query({
      schema: z.strictObject({
        ...upload, county: CountyCode, name: z.string().min(1).max(60), cityName: z.string().max(60), provinceName: z.string().max(60), source: z.string().max(200),
      }),
      roles: KEEPERS,
      run: async ({ person, blob, ...names }) => await planDivisions(await own.blobs.get(person, blob), names) as unknown as Json,
    }),
  }
}

const aggregates: readonly Aggregate[] = [organisationAggregate, personAggregate, mandateAggregate, divisionAggregate, erasureAggregate, retentionAggregate]

export const createDirectory = (ports: ServicePorts, own?: DirectoryPorts): ServiceDefinition => ({
  name: 'directory',
  aggregates,
  commands: { ...directoryCommands(own?.storeIsLive ?? false, mapOver(ports)), ...mandateCommandsOver(ports, mapOver(ports)), ...erasureCommandsOver(ports, own?.keyring ?? null, own?.forgetting ?? USUAL_RULES), ...retentionCommandsOver(ports, {
    keyring: own?.keyring ?? null, rules: own?.forgetting ?? USUAL_RULES, retentionOf: retentionOver(ports, (own?.forgetting ?? USUAL_RULES).keptFile),
  }) },
  queries: { ...directoryQueries(ports), ...aheadQueries(ports), ...recordQueries(ports, aggregates), ...(own ? importQueries(ports, own) : {}) },
  reactions: own ? [...forgettingReactions(ports, { ...own, copiesKeptMs: (own.forgetting ?? USUAL_RULES).copiesKeptMs }), ...retentionReactions] : [],
  sends: ['cmd.directory.begin-retention-duty', 'cmd.directory.certify-erasure', 'cmd.directory.forget-person-due', 'qry.consult-router.list-mine', 'qry.consult-router.ended-askers', 'qry.consult-router.has-ended', 'qry.geofence-monitor.kept', 'qry.geofence-monitor.ended-people'],
  views: [organisations, persons, offices, mandates, maps, counsel, lawyerPersons, erasures, retentionReviews],
})
