// What a demonstration stands on, wherever its services run: in this process or in processes of their own.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import type { AccountId } from '@zhijian/contracts'
import type { EventStore } from '@zhijian/event-store'
import type { GatewayServer } from '@zhijian/gateway'
import type { DataFolder } from '@zhijian/host'
import type { Instant } from '@zhijian/kernel'
import type { Log } from '@zhijian/runtime'
import { say } from '../i18n.ts'
import type { Founding, Platform } from '../platform.ts'
import { demonstrationAccounts } from './accounts.ts'
import { foundDemonstration, regionFor } from './found.ts'
import { COUNSEL } from './people.ts'
import { foundSupervision } from './supervisees.ts'
import { startSimulatedLawyers } from './simulated-lawyers.ts'

export interface DemonstrationGround extends Pick<Platform, 'bus' | 'tokens' | 'clock' | 'sealer' | 'blobs'> {
  readonly store: EventStore
  readonly gateway: Pick<GatewayServer, 'provision' | 'syntheticSession' | 'administratorLink'>
}

export interface DemonstrationOptions {
  readonly folder: DataFolder
  /** Of its people, lawyers and answers. */
  readonly seed: number
  /** Nationwide, when it is founded now. */
  readonly lawyers: number
  /** Nobody answers by himself. */
  readonly silent: boolean
  readonly speed: number
  readonly log: Log
  readonly print: (line: string) => void
}

const MINUTES_3 = 180

/** In order: founded, then answered, then announced. */
export interface Demonstration {
  /** The county, where that has not come to its end yet, and its accounts. */
  found(founding: Founding): Promise<void>
  /** Lets its lawyers answer. */
  answer(ground: DemonstrationGround): { stop(): Promise<void> }
  /** Tells the person at the terminal how to come in. @param url how people reach the gateway */
  announce(gateway: DemonstrationGround['gateway'], url: string): Promise<void>
}

export const createDemonstration = ({ folder, seed, lawyers: nation, silent, speed, log, print }: DemonstrationOptions): Demonstration => {
  const founded = join(folder.root, 'founded')
  const file = join(folder.folders.keys, 'demonstration-accounts.json')
  const accounts = demonstrationAccounts(file, seed)
  return {
    async found(founding) {
      const isNew = !existsSync(founded)
      if (isNew) {
        print(say('first-start', { county: folder.birth.county, lawyers: COUNSEL + regionFor(nation) + nation }))
        await foundDemonstration(founding, seed, folder.birth.bornAt, nation)
      } else print(say('resumed', { time: founding.clock.now() }))
      for (const { label: _label, ...account } of accounts) await founding.gateway.provision(account)
      if (isNew) await foundSupervision(founding, folder.birth.bornAt as Instant)
      if (isNew) writeFileSync(founded, `${seed}\n`)
    },
    answer: (ground) => (silent ? { stop: async () => {} } : startSimulatedLawyers({ ...ground, timers: systemTimers, log, seed })),
    async announce(gateway, url) {
      print(say('ready', { url }))
      print(say('speed', { speed, seconds: Math.round(MINUTES_3 / speed) }))
      print(say('accounts', { file }))
      for (const account of accounts) {
        if (account.phone !== undefined) print(say('account.phone', { role: say(account.label), phone: account.phone }))
        else print(say('account.password', { role: say(account.label), id: account.id, password: account.password ?? '', totp: account.secondFactor ?? '' }))
      }
      const token = await gateway.administratorLink('demo-staff-system' as AccountId)
      print(say('admin-link', { link: `${url}/enrol#${token}` }))
    },
  }
}
