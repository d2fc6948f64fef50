// 长辈版: larger text, larger targets, more room. A switch on the root element; the style sheet does the rest. Kept on this
// device, not in the account: who holds the phone decides.
import { useSyncExternalStore } from 'react'

const KEY = 'zhijian-elder'
const changed = new Set<() => void>()

const isOn = (): boolean => document.documentElement.dataset['elder'] === 'on'

const set = (on: boolean): void => {
  document.documentElement.dataset['elder'] = on ? 'on' : 'off'
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing: it holds until the page is left.
  }
  for (const each of changed) each()
}

/** Before the first paint. */
export const restoreElder = (): void => {
  try {
    document.documentElement.dataset['elder'] = localStorage.getItem(KEY) === 'on' ? 'on' : 'off'
  } catch {
    document.documentElement.dataset['elder'] = 'off'
  }
}

export const useElder = (): readonly [on: boolean, set: (on: boolean) => void] => {
  const on = useSyncExternalStore((listener) => {
    changed.add(listener)
    return () => changed.delete(listener)
  }, isOn)
  return [on, set]
}
