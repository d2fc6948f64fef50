// What is on the screen is read anew when something happens that concerns it, and when the stream is there again after a sleep. Lists
// follow the log a moment behind: read at once, and once more when it has been quiet for a second.
import { useLive } from './live.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

const QUIET_MS = 1000

/** @param names first parts of query keys */
export const useFresh = (...names: readonly string[]): void => {
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive(({ event }) => {
    // What two browsers tell each other changes nothing here.
    if (event === 'call-signal') return
    const read = (): void => {
      for (const name of names) void queries.invalidateQueries({ queryKey: [name] })
    }
    if (timer.current === undefined) read()
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      timer.current = undefined
      read()
    }, QUIET_MS)
  })
}
