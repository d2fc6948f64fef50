// What an empty store begins with. Commands go the same way as anybody's; their ids derive from what they say, so that a
// start that was killed half-way is simply done again.
import { createHash } from 'node:crypto'
import { divisionCommands, type Actor, type CommandReply } from '@zhijian/contracts'
import { canonical, Fault, type Json } from '@zhijian/kernel'
import type { Founding } from './platform.ts'

/** What telling takes, wherever the services run. */
export type Teller = Pick<Founding, 'bus' | 'tokens' | 'clock'>

const SYSTEM = { id: 'system', role: 'system' } as Actor

/** One command of the platform to itself. @throws Fault `founding-refused` (never) when it is refused */
export const tell = async ({ bus, tokens, clock }: Teller, service: string, command: string, data: object): Promise<void> => {
  const commandId = createHash('sha256').update(`founding/${service}/${command}/${canonical(data)}`).digest('base64url')
  const reply = await bus.request(`cmd.${service}.${command}`, {
    commandId, data, actor: SYSTEM, token: tokens.sign(SYSTEM, commandId), requestedAt: clock.now(), correlationId: 'founding',
  } as unknown as Json, { timeoutMs: 60_000 }) as unknown as CommandReply
  if (reply.outcome === 'refused') throw new Fault('founding-refused', `${service} refused ${command}: ${reply.code}`, { retry: 'never' })
}

/** Many at once, so that the log's group commit carries them together. */
export const tellAll = async (platform: Teller, commands: Iterable<readonly [service: string, command: string, data: object]>): Promise<number> => {
  const AT_ONCE = 256
  let told = 0
  let batch: Promise<void>[] = []
  for (const [service, command, data] of commands) {
    batch.push(tell(platform, service, command, data))
    told += 1
    if (batch.length >= AT_ONCE) {
      await Promise.all(batch)
      batch = []
    }
  }
  await Promise.all(batch)
  return told
}

/** A county's file: what `npm start -- --live --county FILE` reads. Codes are those of the national statistics bureau. */
export interface CountyFile {
  /** Where the list is from. */
  readonly source: string
  readonly county: {
    readonly code: string
    readonly name: string
    readonly city: { readonly code: string; readonly name: string }
    readonly province: { readonly code: string; readonly name: string }
    readonly towns: readonly {
      readonly code: string
      readonly name: string
      readonly kind: string
      readonly villages: readonly { readonly code: string; readonly name: string; readonly kind: string }[]
    }[]
  }
}

/** A county's towns and villages as one command of the directory. @throws Fault `county-file-invalid` (never), naming the fields */
export const divisionsOf = ({ source, county }: CountyFile, file = ''): object => {
  const parsed = divisionCommands['import-divisions'].safeParse({
    county: county.code, name: county.name, cityName: county.city?.name, provinceName: county.province?.name, source,
    towns: county.towns.map(({ code, name, kind }) => ({ code, name, kind })), villages: county.towns.flatMap((town) => town.villages),
  })
  if (parsed.success) return parsed.data
  const fields = [...new Set(parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.')))].join(', ')
  throw new Fault('county-file-invalid', `the county file is wrong at: ${fields}`, { retry: 'never', about: { file, fields } })
}
