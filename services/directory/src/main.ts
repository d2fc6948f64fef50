// The directory in a process of its own.
import { FORGETTING, runService } from '@zhijian/host'
import { readForgettingRules } from './adapters/forgetting-rules.ts'
import { createDirectory } from './service.ts'

await runService({
  name: 'directory',
  options: { forgetting: FORGETTING },
  // Where everything is in one process, its start tells this (live.ts).
  tells({ folder }, settings) {
    const { review } = readForgettingRules(settings.forgetting)
    return review === null ? [] : [{ command: 'begin-retention-duty', data: { countyCode: folder.birth.county, everyMs: review.everyMs } }]
  },
  create: (ports, parts, settings) => createDirectory(ports, { ...parts, forgetting: readForgettingRules(settings.forgetting) }),
})
