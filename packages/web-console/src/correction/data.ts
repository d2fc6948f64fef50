// People in community correction, as the platform answers for them.
import type { operations } from '@zhijian/client'
import { useQuery } from '@tanstack/react-query'
import { api, reading, useCommand, type LiveEvent } from '@zhijian/web-kit'
import { useState } from 'react'
import { useActing } from '../acting.ts'
import type { Item } from '../parts/read.ts'

export type Row = Item<'list-supervisees'>
export type File = operations['look-at-supervisee']['responses'][201]['content']['application/json']
export type Basis = Row['bases'][number]

export const SENTENCES = ['public-surveillance', 'probation', 'parole', 'outside-prison'] as const
export const GROUNDS = ['injunction-breached', 'left-without-leave', 'refused-to-report', 'public-order-penalty', 'revocation-sought'] as const
export const DEVICES = ['dedicated', 'phone'] as const
/** `served` comes by itself. */
export const ENDS = ['revoked', 're-imprisoned', 'died', 'moved'] as const

/** From the mildest. */
export const LEVELS = ['notice', 'warning', 'alarm', 'lost'] as const
export const LEVEL_TONES = { notice: 'plain', warning: 'warn', alarm: 'bad', lost: 'bad' } as const

/** The board may show something else after it. */
export const isOfAlarm = ({ event, data }: LiveEvent): boolean => event === 'reset' || typeof data['alarmId'] === 'string'

/** Whose matters are shown: of the town where one's office reaches no further, else of the county. */
export const useReach = (): string => {
  const { region, county } = useActing()
  return region !== null && region.length > 6 ? region : county
}

export const useMayAct = (): boolean => ['correction-officer', 'bureau-head'].includes(useActing().role)

/** Institutions that may answer for somebody, by id. */
export const useOffices = () => {
  const { county } = useActing()
  const { data } = useQuery({
    queryKey: ['organisations', county], enabled: county !== '', staleTime: 600_000,
    queryFn: () => reading(api.GET('/api/v1/counties/{county}/organisations', { params: { path: { county } } })),
  })
  const offices = (data?.items ?? []).filter(({ kind }) => kind === 'justice-office' || kind === 'corrections-agency' || kind === 'bureau')
  return { offices, nameOf: (id: string): string => data?.items.find(({ organisationId }) => organisationId === id)?.name ?? id }
}

export type BasisState = 'live' | 'to-come' | 'ended'
/** @param nowMs of the platform */
export const stateOf = ({ from, until, endedAt }: Basis, nowMs: number): BasisState =>
  (endedAt !== null || Date.parse(until) <= nowMs ? 'ended' : Date.parse(from) > nowMs ? 'to-come' : 'live')

interface Opened { readonly file: File; readonly purpose: string }

/** A file, opened for a purpose. After each act it is looked at again, for the same purpose: that too is in the log. */
export const useFile = (supervisee: string) => {
  const [opened, setOpened] = useState<Opened | null>(null)
  const look = useCommand(({ purpose, atLeast }: { readonly purpose: string; readonly atLeast?: string }, headers) => api.POST('/api/v1/supervisees/{supervisee}/views', {
    params: { path: { supervisee } }, headers: { ...headers, ...(atLeast === undefined ? {} : { 'zhijian-at-least': atLeast }) }, body: { purpose },
  }), [])
  const open = (purpose: string, atLeast?: string): void => look.mutate({ purpose, ...(atLeast === undefined ? {} : { atLeast }) }, { onSuccess: (file) => setOpened({ file, purpose }) })
  return {
    opened, error: look.error, isOpening: look.isPending, open: (purpose: string) => open(purpose),
    /** @param atLeast position in the log that the file is to show */
    again: (atLeast?: string) => { if (opened !== null) open(opened.purpose, atLeast) },
  }
}

export interface Receipted { readonly receipt: { readonly position?: string | null } }
/** What an act on a file is sent with, and how the file is looked at again after it. */
export interface FileActs {
  readonly file: File
  readonly path: { readonly supervisee: string }
  readonly onDone: (output: Receipted) => void
}

/** Enough to tell people of a county apart, said over the telephone. */
export const shortNumber = (superviseeId: string): string => superviseeId.replace(/^s_/, '').slice(-8)
