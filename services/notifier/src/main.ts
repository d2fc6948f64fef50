// The notifier in a process of its own.
import { notifierConfig } from '@zhijian/channels'
import { CHANNELS, channelsOf, runService, settingAside } from '@zhijian/host'
import { addressesOver } from './adapters/addresses.bus.ts'
import { alarmOver } from './adapters/alarms.bus.ts'
import { openChannels } from './adapters/channels.ts'
import { contactsOver, staffOver } from './adapters/contacts.bus.ts'
import { inAppChannel } from './adapters/in-app.ts'
import { pushMeter } from './adapters/push-meter.ts'
import { openSendJournal } from './adapters/send-journal.sqlite.ts'
import { createNotifier } from './service.ts'

await runService({
  name: 'notifier',
  options: { channels: CHANNELS },
  create(ports, { bus, blobs, clock, sealer, folder, closing, log, metrics, storeIsLive }, settings) {
    const config = channelsOf(settings.channels, storeIsLive) ?? notifierConfig({})
    const { quota, waves, quietHours } = config
    return createNotifier(ports, {
      contacts: contactsOver(ports), staff: staffOver(ports), alarm: alarmOver(ports), blobs, journal: closing(openSendJournal(folder.files.journal, settingAside('journal', log))),
      channels: [inAppChannel(bus), ...openChannels(config, addressesOver(ports, sealer))],
      meter: pushMeter(metrics.registry), clock, quota, quietHours, ...(waves === undefined ? {} : { waves }),
    })
  },
})
