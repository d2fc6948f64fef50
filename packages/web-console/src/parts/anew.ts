// Lists that are read anew when something happens that concerns them.
// A1 At once, and one read at a time: where more happens than a read takes, reads that replace one another would never end, and the list would
//    stand still in the very minutes in which it matters.
// A2 Once more when it has been quiet for a second: lists follow the log a moment behind.
import { useLive, type LiveEvent } from '@zhijian/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { oneAtATime } from './one-at-a-time.ts'

const QUIET_MS = 1000

/** @param key the first part of its query's @param concerns an event that it shows */
export const useAnew = (key: string, concerns: (event: LiveEvent) => boolean): void => {
  const queries = useQueryClient()
  const read = useMemo(() => oneAtATime(() => queries.invalidateQueries({ queryKey: [key] })), [queries, key])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive((event) => {
    if (!concerns(event)) return
    read()
    clearTimeout(timer.current)
    timer.current = setTimeout(read, QUIET_MS)
  })
}
