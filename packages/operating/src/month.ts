// A month in numbers for whoever keeps the machine: consult-router's own report, with the names that print beside its codes.
import { CountyCode, type Actor } from '@zhijian/contracts'
import { topicName } from '@zhijian/topics'
import { Fault, type Json, type JsonObject } from '@zhijian/kernel'
import { z } from 'zod'
import type { Operated } from './ports.ts'
import { checked } from './recorded.ts'

const SYSTEM = { id: 'system', role: 'system' } as Actor
const Input = z.strictObject({ county: CountyCode.optional(), month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) })

/** @throws Fault `usage` · `no-such-county` (never) */
export const monthlyReport = ({ bus, tokens, clock, county: own }: Operated) => async (input: Json): Promise<Json> => {
  const { county = own, month } = checked(Input, input)
  const ask = (service: string, query: string, data: JsonObject): Promise<Json> =>
    bus.request(`qry.${service}.${query}`, { data, actor: { ...SYSTEM }, token: tokens.sign(SYSTEM, 'query') }, { timeoutMs: 60_000 })
  const place = await ask('directory', 'county', { code: county }) as { readonly name: string } | null
  if (place === null) throw new Fault('no-such-county', `this platform has no county ${county}`, { retry: 'never' })
  const report = await ask('consult-router', 'monthly-report', { countyCode: county, month }) as { readonly byTopic: Readonly<Record<string, number>> }
  return {
    report: report as Json, name: place.name, at: clock.now(),
    topics: Object.fromEntries(Object.keys(report.byTopic).map((code) => [code, topicName(code as never) ?? code])),
  }
}
