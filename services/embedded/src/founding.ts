// What an empty store begins with. Commands go the same way as anybody's; their ids derive from what they say, so that a
// start that was killed half-way is simply done again.
import { divisionCommands } from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { tell, type Teller } from '@zhijian/operating'

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
