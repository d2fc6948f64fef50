// What all routes of community correction share: whose supervisee it is, an officer's act that is one command, and lists of one person.
import { SuperviseeId, type OfficeReach } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import { z } from 'zod'
import { reasoned, Receipt } from '../fields.ts'
import type { Gateway } from '../gateway.ts'
import { createdId, EDGE } from '../ids.ts'
import { covers, type RouteId } from '../policy.ts'
import { route, type AnyRoute, type Call, type Resource } from '../route.ts'
import type { Scope } from '../standing.ts'
import { outcome } from './outcome.ts'

export const MONITOR = 'geofence-monitor'
export const One = z.strictObject({ supervisee: SuperviseeId })
export const Place = z.object({ person: z.string(), region: z.string() }).nullable()
export const placeOf = async (gateway: Gateway, superviseeId: string): Promise<z.infer<typeof Place>> => Place.parse(await gateway.ask(MONITOR, 'supervisee-place', { superviseeId }, EDGE))

/** Null: no such supervisee. */
export const where = async ({ gateway, params }: { readonly gateway: Gateway; readonly params: { readonly supervisee: string } }): Promise<Resource | null> => {
  const found = await placeOf(gateway, params.supervisee)
  return found === null ? null : { owner: found.person, region: found.region }
}

export const countyOf = (region: string): string => region.slice(0, 6)
/** Whether an office reaches the county of somebody's, or of it a town alone. */
export const reachOf = (scopes: readonly Scope[], region: string): OfficeReach => (covers(scopes, countyOf(region)) ? 'county' : 'town')

export const Done = z.object({ receipt: Receipt })
export const common = { tag: 'supervision', idempotency: 'key', rate: 'write' } as const
export const OVER = ['no-such-supervisee', 'correction-over'] as const

/** An act that is one command, with what it makes named by the request's key. */
export const act = <B extends z.ZodType, P extends z.ZodType = typeof One>(
  { id, path, method = 'POST', command, summary, body, params, refusals, makes, named, of = '/supervisees/:supervisee', sealed, reaching = false }: {
    readonly id: RouteId; readonly path: string; readonly method?: AnyRoute['method']; readonly command: string; readonly summary: AnyRoute['summary']; readonly body: B; readonly params?: P
    readonly refusals: readonly string[]
    /** Field and prefix of the id that it makes. */
    readonly makes?: readonly [field: string, prefix: string]
    /** Fields of the command that the address says. */
    readonly named?: (params: z.infer<P>) => JsonObject
    readonly of?: '/supervisees/:supervisee' | '/my-supervision/:supervisee'
    /** Fields of the body that are hers, sealed before they go anywhere. */
    readonly sealed?: readonly string[]
    /** Who decides depends on how far the office reaches under which it is said. */
    readonly reaching?: boolean
  },
): AnyRoute => route({
  ...common, id, method, path: `${of}${path}`, params: (params ?? One) as typeof One, status: makes === undefined ? 200 : 201, summary, body,
  response: makes === undefined ? Done : Done.extend({ [makes[0]]: z.string() }), refusals: [...OVER, ...refusals], resource: where as never,
  async handle({ gateway, params: { supervisee, ...rest }, body: sent, send, commandId, scopes }) {
    const made = makes === undefined ? {} : { [makes[0]]: createdId(commandId, makes[1]) }
    const data = await reasoned(gateway, sent as { because?: string })
    const place = sealed === undefined && !reaching ? null : await placeOf(gateway, supervisee)
    const reach = reaching ? { reach: reachOf(scopes, place!.region) } : {}
    const hers = await Promise.all((sealed ?? []).map(async (field) => [field, await gateway.sealer.seal(place!.person as never, String(data[field]))] as const))
    return outcome(await send(MONITOR, command, { superviseeId: supervisee, ...made, ...named?.(rest as never), ...reach, ...data, ...Object.fromEntries(hers) as JsonObject }), made) as never
  },
})

/** The latest of a list of one person. */
export const listOf = async <S extends z.ZodType>(ask: Call<unknown, unknown, unknown>['ask'], superviseeId: string, list: string, row: S, mine = false, limit = 100): Promise<z.infer<S>[]> =>
  z.object({ items: z.array(row) }).parse(await ask(MONITOR, mine ? 'my-supervision-list' : 'supervisee-list', { superviseeId, list, limit })).items as z.infer<S>[]
