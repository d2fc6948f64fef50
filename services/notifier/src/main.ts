// The notifier in a process of its own.
import { readFileSync } from 'node:fs'
import { runService, takes } from '@zhijian/host'
import { Fault } from '@zhijian/kernel'
import { addressesOver } from './adapters/addresses.bus.ts'
import { openChannels } from './adapters/channels.ts'
import { contactsOver, staffOver } from './adapters/contacts.bus.ts'
import { inAppChannel } from './adapters/in-app.ts'
import { openSendJournal } from './adapters/send-journal.sqlite.ts'
import { notifierConfig, type NotifierConfig } from './config.ts'
import { createNotifier } from './service.ts'

const readConfig = (file: string | undefined): NotifierConfig => {
  try {
    return notifierConfig(file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('usage', '--config (ZHIJIAN_NOTIFIER) cannot be read as JSON', { retry: 'never', cause: error })
  }
}

await runService({
  name: 'notifier',
  options: { config: takes.path('ZHIJIAN_NOTIFIER', 'channels, quotas and waves, as JSON; none: in-app alone') },
  create(ports, { bus, blobs, sealer, folder, closing }, settings) {
    const { quota, waves, quietHours, ...config } = readConfig(settings.config)
    return createNotifier(ports, {
      contacts: contactsOver(ports), staff: staffOver(ports), blobs, journal: closing(openSendJournal(folder.files.journal)),
      channels: [inAppChannel(bus), ...openChannels({ ...config, quota, quietHours }, addressesOver(ports, sealer))],
      quota, quietHours, ...(waves === undefined ? {} : { waves }),
    })
  },
})
