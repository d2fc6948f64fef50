// A look into a case: opened with a purpose, kept for the tab, and asked for moments of it.
import { api, reading, useCommand, useLive } from '@zhijian/web-kit'
import type { components, operations } from '@zhijian/client'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

type Json<Of extends keyof operations, Status extends number> = operations[Of] extends { responses: { [S in Status]: { content: { 'application/json': infer Body } } } } ? Body : never
export type Story = Json<'continue-story', 200>
export type StoryEvent = Story['events'][number]
export type Moment = Json<'show-case-at', 200>
export type Verdict = Json<'verify-case', 200>
export type { components }

const keyOf = (id: string): string => `zhijian-story-${id}`

/** @returns the view that is open for this case, how to open one, and how to forget it */
export const useLook = (id: string) => {
  const [view, setView] = useState(() => sessionStorage.getItem(keyOf(id)))
  const queries = useQueryClient()
  const look = useCommand((purpose: string, headers) => api.POST('/api/v1/consultations/{consultation}/story-views', {
    params: { path: { consultation: id }, header: headers } as never, headers, body: { purpose },
  }), [])
  return {
    view, error: look.error, isOpening: look.isPending,
    open: (purpose: string) => look.mutate(purpose, {
      onSuccess: (opened) => {
        sessionStorage.setItem(keyOf(id), opened.view)
        queries.setQueryData(['story', opened.view], opened.story)
        setView(opened.view)
      },
    }),
    forget: () => {
      sessionStorage.removeItem(keyOf(id))
      setView(null)
    },
  }
}

export const useStory = (id: string, view: string) => {
  const queries = useQueryClient()
  useLive(({ data }) => {
    if (data['consultationId'] === id) void queries.invalidateQueries({ queryKey: ['story', view] })
  })
  return useQuery({ queryKey: ['story', view], queryFn: () => reading(api.GET('/api/v1/story-views/{view}', { params: { path: { view } } })) })
}

/** Whole seconds; what was asked once is kept. */
export const useMoment = (view: string, atMs: number | null, version: number) => useQuery({
  queryKey: ['moment', view, atMs, version], enabled: atMs !== null, placeholderData: keepPreviousData, staleTime: Infinity,
  queryFn: () => reading(api.GET('/api/v1/story-views/{view}/moment', { params: { path: { view }, query: { at: new Date(atMs!).toISOString() } } })),
})

export const useVerdict = (view: string) => useQuery({
  queryKey: ['verdict', view], enabled: false, gcTime: 0, queryFn: () => reading(api.GET('/api/v1/story-views/{view}/verdict', { params: { path: { view } } })),
})
