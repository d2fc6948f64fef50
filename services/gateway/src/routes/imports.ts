// Registers taken in from a file that was uploaded before: first as a trial, then in earnest, row by row, under the name of
// whoever sends them. What the rows mean is known to the service that plans them; here is only whether the sender's own
// reach covers each.
import type { JsonObject } from '@zhijian/kernel'
import { runImport, type ImportPlan, type PlannedCommand } from '@zhijian/tabular'
import { z } from 'zod'
import { zhCN } from '../i18n/zh-CN.ts'
import { reasoned, withRemark } from '../fields.ts'
import { EDGE } from '../ids.ts'
import { isOfTheirProvince, placeOf } from '../lawyer-place.ts'
import { covers, regionsOf } from '../policy.ts'
import { done, refused, type Answer, type Call } from '../route.ts'
import { finishedList, type Finished } from '../uploads.ts'

/** A trial changes nothing, and nobody is asked why. */
export const importBody = <More extends z.ZodRawShape>(more: More) =>
  z.strictObject({ file: z.string().regex(/^[0-9a-f]{64}$/), dryRun: z.boolean().default(true), ...withRemark, ...more })
    .refine((body) => (body as { dryRun: boolean }).dryRun || (body as { because?: string }).because !== undefined, { path: ['because'], params: { rule: 'required' }, message: 'why, unless it is a trial' })
export const ImportBody = importBody({})

export const ImportReport = z.object({
  total: z.int(), new: z.int(), changed: z.int(), unchanged: z.int(),
  refused: z.array(z.object({ line: z.int(), command: z.string(), code: z.string(), message: z.string() })),
  errors: z.array(z.looseObject({ line: z.int(), code: z.string(), message: z.string() })),
})
export const IMPORT_REFUSALS = ['no-such-blob', 'file-not-readable'] as const

type Importing = Pick<Call<unknown, unknown, { file: string; dryRun: boolean; because?: string | undefined }>,
  'gateway' | 'actor' | 'caller' | 'body' | 'correlationId'>

/**
 * @param plan asks for the page from a row on
 * @param barred the code with which a planned command is not sent, or null
 */
export const importFile = async (
  { gateway, actor, caller, body, correlationId }: Importing,
  plan: (list: Pick<Finished, 'person' | 'ref'>, from: number) => Promise<ImportPlan>,
  barred: (command: PlannedCommand) => Promise<string | null> | string | null = () => null,
): Promise<Answer<z.input<typeof ImportReport>>> => {
  const list = await finishedList(gateway, caller!.session.accountId, body.file)
  const why = await reasoned(gateway, { because: body.because })
  const result = await runImport((from) => plan(list, from), body.dryRun ? null : async (command) => {
    const code = await barred(command)
    if (code !== null) return code
    const { service, command: name, data, commandId } = command
    const reply = await gateway.send(service, name, { ...data, ...why }, { actor, commandId, correlationId })
    return reply.outcome === 'refused' ? reply.code : null
  })
  // What is wrong with a file as a whole: a missing column, an encoding; its own code, and in words which and what to do.
  return 'kind' in result ? refused('file-not-readable', { reason: result.code, message: result.message }) : done({ ...result, refused: result.refused.map((each) => ({ ...each, message: inWords(each.code) })) } as never)
}

const inWords = (code: string): string => {
  const { title, detail } = zhCN[code] ?? zhCN['internal']!
  return detail === undefined ? title : `${title}。${detail}`
}

const Lying = z.object({
  region: z.string(), county: z.string().nullable(), counselOf: z.array(z.object({ county: z.string() })),
  appointments: z.array(z.object({ appointmentId: z.string(), county: z.string() })).default([]),
})

/** Nobody registers, changes or makes counsel by a file whom he could not one by one. */
export const lawyerBeyondReach = ({ gateway, actor, scopes }: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'actor' | 'scopes'>) =>
  async ({ command, data }: PlannedCommand): Promise<string | null> => {
    if (regionsOf(scopes) === null) return null
    const { lawyerId, appointmentId, counsel, profile } = data as { lawyerId: string; appointmentId?: string; counsel?: { county: string }; profile?: { region: string } }
    if (command === 'register-lawyer') return isOfTheirProvince(scopes, profile!) ? null : 'not-permitted'
    const lawyer = Lying.nullable().parse(await gateway.ask('lawyer-pool', 'lawyer', { lawyerId }, actor))
    if (lawyer === null) return null
    const county = counsel?.county ?? lawyer.appointments.find((each) => each.appointmentId === appointmentId)?.county
    const isReached = county !== undefined ? covers(scopes, county) && isOfTheirProvince(scopes, lawyer) : appointmentId !== undefined || covers(scopes, placeOf(scopes, lawyer))
    return isReached ? null : 'not-permitted'
  }

/** Nobody gives an office beyond his own reach, nor touches people whom another county employs. */
export const staffBeyondReach = ({ gateway, scopes }: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'scopes'>) =>
  async ({ command, data }: PlannedCommand): Promise<string | null> => {
    if (regionsOf(scopes) === null) return null
    const regions = command === 'take-office' ? [(data as { office: { region: string } }).office.region]
      : z.array(z.object({ region: z.string() })).parse(await gateway.ask('directory', 'scope-of',
        { personId: data['personId'] } as JsonObject, EDGE)).map(({ region }) => region)
    return regions.every((region) => covers(scopes, region)) ? null : 'not-permitted'
  }
