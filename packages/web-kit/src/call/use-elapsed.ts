import { useEffect, useState } from 'react'

/** How long something has been so, to the second, in ms of this device. @param is whether it is; begins anew with every turn to true */
export const useElapsedMs = (is: boolean): number => {
  const [elapsedMs, set] = useState(0)
  useEffect(() => {
    if (!is) return
    const from = performance.now()
    const timer = setInterval(() => set(performance.now() - from), 1000)
    return () => clearInterval(timer)
  }, [is])
  return elapsedMs
}
