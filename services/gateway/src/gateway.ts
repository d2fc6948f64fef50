// What route handlers work with: the ports, the accounts as the log has them, and the way to the other services.
import type { MakeBundle, MakeReceipt } from '@zhijian/audit'
import {
  accountEvents, CommandReply, mandateEvents, type Actor, type AccountEvent, type MandateEvent, type Sealed,
} from '@zhijian/contracts'
import type { Bus } from '@zhijian/bus'
import type { EventStore } from '@zhijian/event-store'
import { epochMs, Fault, type Clock, type Json, type JsonObject, type Timers } from '@zhijian/kernel'
import type { BlobStore, KeyRing, Lookup, Sealer, Uploads } from '@zhijian/privacy'
import { silentLog, type ActorTokens, type Log } from '@zhijian/runtime'
import { account, type Account } from './account.ts'
import { createCallSignals, type CallSignals } from './call-signals.ts'
import { createDeadlines, type Deadlines } from './ahead.ts'
import type { BureauSeal } from './adapters/bureau-seal.ts'
import type { GatewayConfig } from './config.ts'
import type { HardshipStandards } from './hardship.ts'
import type { MapTiles } from './map-tiles.ts'
import type { PositionDoorKeys } from './position-door.ts'
import type { CodeSender, EdgeState, ReportDoors, SecretStore, TurnRelay, WeChatOAuth } from './ports.ts'
import { liveFacts, type LiveFacts } from './live-viewer.ts'
import { LIMITS } from './config.ts'
import { createLiveHub, type LiveHub } from './live.ts'
import { staffNameFold } from './names.ts'
import { held, noOffices, scopesOf, type Scope } from './standing.ts'
import { createOperators, type Operators } from './operators.ts'
import { streamFold, type StreamFold } from './stream-fold.ts'

export interface GatewayPorts {
  readonly bus: Bus
  readonly store: EventStore
  readonly sealer: Sealer
  readonly keyring: KeyRing
  readonly lookup: Lookup
  readonly blobs: BlobStore
  readonly uploads: Uploads
  readonly edgeState: EdgeState
  readonly secrets: SecretStore
  readonly codeSender: CodeSender
  readonly wechat?: WeChatOAuth
  readonly reports?: ReportDoors
  /** Absent: calls are offered only where they may go directly (`directCalls`). */
  readonly turn?: TurnRelay
  /** What is said of economic hardship; absent: nothing. */
  readonly hardship?: HardshipStandards
  /** The bureau's own certificate under documents; null: the platform makes one. */
  readonly documentSeal?: BureauSeal | null
  /** What maps are drawn on; absent or null: nothing. */
  readonly mapTiles?: MapTiles | null
  /** Keys of the door at which systems of somebody else hand positions over; absent or null: it is shut. */
  readonly positionDoor?: PositionDoorKeys | null
  /** Absent: this gateway gives no receipts. */
  readonly receipt?: MakeReceipt
  /** Absent: this gateway gives no bundles. */
  readonly bundle?: MakeBundle
  readonly tokens: ActorTokens
  /** The platform's time: `requestedAt`. */
  readonly clock: Clock
  /** Sessions, codes, limits. */
  readonly systemClock: Clock
  /** What the gateway waits by. */
  readonly timers: Timers
  readonly config: GatewayConfig
  readonly log?: Log
}

export interface Sending {
  readonly actor: Actor
  readonly commandId: string
  readonly correlationId: string
}

type Given = Extract<MandateEvent, { type: 'MandateGiven' }>['data']

export interface Gateway extends GatewayPorts {
  readonly accounts: StreamFold<Account>
  /** Of members of staff, as the directory has it. */
  readonly staffNames: StreamFold<Sealed | null>
  /** What an account may act as at this moment; nothing while it is suspended. */
  scopesOf(account: Account): Promise<readonly Scope[]>
  /** Who gave a mandate to whom, and where she is of. */
  readonly mandates: StreamFold<Given | null>
  readonly facts: LiveFacts
  readonly live: LiveHub
  /** What operators ask of services, and have done. */
  readonly operators: Operators
  readonly callSignals: CallSignals
  readonly deadlines: Deadlines
  nowMs(): number
  /** @throws Fault */
  send(service: string, command: string, data: JsonObject, sending: Sending): Promise<CommandReply>
  /** @param timeoutMs default 5,000 @throws Fault */
  ask(service: string, query: string, data: JsonObject, actor: Actor, atLeast?: string, timeoutMs?: number): Promise<Json>
}

export const createGatewayCore = (ports: GatewayPorts): Gateway => {
  const { bus, tokens, clock, systemClock, timers, store, config } = ports
  const nowMs = (): number => epochMs(systemClock.now())
  const log = ports.log ?? silentLog
  const facts = liveFacts(ports)
  const live = createLiveHub({
    store, timers, log, whom: facts.whom, most: { perAccount: LIMITS.live.perAccount * config.rateScale, perAddress: config.connectionsPerAddress, all: Math.floor(config.connections * LIMITS.live.percent / 100) },
  })
  const offices = streamFold(store, 'person', () => noOffices, held)
  const ask: Gateway['ask'] = (service, query, data, actor, atLeast, timeoutMs) => bus.request(`qry.${service}.${query}`, {
    data, actor: { ...actor }, token: tokens.sign(actor, 'query'), ...(atLeast === undefined ? {} : { atLeast }),
  }, timeoutMs === undefined ? {} : { timeoutMs })
  return {
    ...ports,
    accounts: streamFold(store, 'account', account.initial, (state, stored) => {
      const event = accountEvents.read(stored.type, stored.data) as AccountEvent | null
      return event === null ? state : account.evolve(state, event)
    }),
    staffNames: staffNameFold(store),
    async scopesOf(of) {
      if (of.phase !== 'active') return []
      const known = of.kind === 'citizen' ? null : await offices.load(of.id!)
      return scopesOf(of, known?.state ?? noOffices, clock.now())
    },
    mandates: streamFold(store, 'mandate', (): Given | null => null, (state, stored) => {
      const event = mandateEvents.read(stored.type, stored.data)
      return event?.type === 'MandateGiven' ? event.data : state
    }),
    facts,
    live,
    callSignals: createCallSignals({ bus, sealer: ports.sealer, calls: facts.calls, live, log }),
    deadlines: createDeadlines({ ask, facts, nowMs }),
    operators: createOperators({ bus, store, tokens, clock, sealer: ports.sealer, timers, edgeState: ports.edgeState, nowMs, log }),
    nowMs,
    async send(service, command, data, { actor, commandId, correlationId }) {
      const reply = await bus.request(`cmd.${service}.${command}`, {
        commandId, data, actor: { ...actor }, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId,
      })
      const parsed = CommandReply.safeParse(reply)
      if (!parsed.success) throw new Fault('internal', `cmd.${service}.${command}: the reply has another shape`,
        { retry: 'never' })
      return parsed.data
    },
    ask,
  }
}
