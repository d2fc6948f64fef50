// Every variable of the environment that a process of the platform reads, by name; docs/settings.md lists the same.
import { GATEWAY_OPTIONS } from '@zhijian/gateway'
import { CHANNELS, FORGETTING, HOST_OPTIONS, SUPERVISION, type Options } from '@zhijian/host'
import { DEMONSTRATION_OPTIONS } from './demonstration/settings.ts'
import { SETUP_OPTIONS } from './setup/settings.ts'

const all: readonly Options[] = [DEMONSTRATION_OPTIONS, SETUP_OPTIONS, { channels: CHANNELS, forgetting: FORGETTING, supervision: SUPERVISION }, HOST_OPTIONS, GATEWAY_OPTIONS]

/** What two kinds of processes take by the same name, both take alike. */
export const knownSettings: ReadonlyMap<string, Options[string]> = new Map(all.flatMap((options) => Object.values(options).map((option) => [option.env, option] as const)))
