// `npm start`: the demonstration county, with lawyers who answer by themselves.
import { readSupervision } from '@zhijian/geofence-monitor'
import { say } from '../i18n.ts'
import { callsOf } from '../calls.ts'
import type { Starting } from '../live.ts'
import { openOperations } from '../operations.ts'
import { openPlatform } from '../platform.ts'
import { createDemonstration } from './ground.ts'
import { loadSessions } from './load-sessions.ts'

export const startDemonstration = async (starting: Starting): Promise<{ stop(): Promise<void> }> => {
  const { options, folder, log, print } = starting
  print(say('opening', { folder: folder.root }))
  const { seed, lawyers, silent, speed } = options
  const demonstration = createDemonstration({ folder, seed, lawyers, silent, speed, log, print })
  const platform = await openPlatform({
    ...starting, supervision: readSupervision(options.supervisionFile), hash: options.hash, suite: options.suite, ...(options.witnessesFile === undefined ? {} : { witnessesFile: options.witnessesFile }), ...(options.scanner === undefined ? {} : { scanner: options.scanner }), http: options, onSetAside: (what, file) => print(say(`set-aside.${what}`, { file })),
    codeSender: { send: async (phone, code) => print(say('code', { phone, code })) },
    found: demonstration.found, ...callsOf(options),
  })
  const answering = demonstration.answer(platform)
  const operations = await openOperations(platform, folder, log, { 'load-sessions': loadSessions(platform) })
  await demonstration.announce(platform.gateway, platform.url)
  print(say('stop-hint'))

  return {
    async stop() {
      await answering.stop()
      await operations.close()
      await platform.stop()
    },
  }
}
