// The notifier in a process of its own.
import { runService, settingAside, takes } from '@zhijian/host'
import { addressesOver } from './adapters/addresses.bus.ts'
import { openChannels } from './adapters/channels.ts'
import { contactsOver, staffOver } from './adapters/contacts.bus.ts'
import { inAppChannel } from './adapters/in-app.ts'
import { pushMeter } from './adapters/push-meter.ts'
import { openSendJournal } from './adapters/send-journal.sqlite.ts'
import { readNotifierConfig } from './adapters/config.file.ts'
import { notifierConfig } from './config.ts'
import { createNotifier } from './service.ts'

await runService({
  name: 'notifier',
  options: { config: takes.path('ZHIJIAN_NOTIFIER', 'channels, quotas and waves, as JSON; none: in-app alone') },
  create(ports, { bus, blobs, clock, sealer, folder, closing, log, metrics }, settings) {
    const config = settings.config === undefined ? notifierConfig({}) : readNotifierConfig(settings.config)
    const { quota, waves, quietHours } = config
    return createNotifier(ports, {
      contacts: contactsOver(ports), staff: staffOver(ports), blobs, journal: closing(openSendJournal(folder.files.journal, settingAside('journal', log))),
      channels: [inAppChannel(bus), ...openChannels(config, addressesOver(ports, sealer))],
      meter: pushMeter(metrics.registry), clock, quota, quietHours, ...(waves === undefined ? {} : { waves }),
    })
  },
})
