// What was just done, said once to eyes and ears, wherever one is by then.
import { useSyncExternalStore, type ReactNode } from 'react'

let text = ''
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()
const set = (next: string): void => {
  text = next
  for (const each of listeners) each()
}

export const say = (what: string): void => {
  clearTimeout(timer)
  set(what)
  timer = setTimeout(() => set(''), 8000)
}

export const Said = (): ReactNode => {
  const said = useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, () => text)
  return <div role="status" className={said === '' ? 'said' : 'said is-there'}>{said}</div>
}
