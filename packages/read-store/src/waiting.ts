// Readers who asked for `atLeast` a position, and how long they are kept waiting (P2).
import { Fault, type Cancel } from '@zhijian/kernel'

/** Calls `giveUp` when a reader has waited long enough. Injected, so that tests decide when that is. */
export type Patience = (giveUp: () => void) => Cancel

/** Waits on the system's clock, not on logical time: a person sits at the other end. */
export const patienceOf = (ms: number): Patience => (giveUp) => {
  const timer = setTimeout(giveUp, ms)
  return () => clearTimeout(timer)
}

export interface Waiting {
  /** Resolves once `reached()` is true. @throws Fault `not-yet` (later) · `store-closed` (later) */
  until(reached: () => boolean): Promise<void>
  /** Looks again at what everybody waits for. */
  look(): void
  close(): void
}

/**
 * @param pollMs how often to look while somebody waits, for what another process wrote; 0 never
 * @param refresh of a store that has to be asked: brings what `reached` looks at up to date, before every look that is not
 *   asked for and once for everybody who begins to wait
 */
export const createWaiting = (patience: Patience, pollMs: number, refresh?: () => Promise<void>): Waiting => {
  interface Waiter { readonly look: () => void; readonly fail: (fault: Fault) => void }
  const waiters = new Set<Waiter>()
  let poll: NodeJS.Timeout | null = null

  const look = (): void => {
    for (const waiter of [...waiters]) waiter.look()
  }
  /** One question at a time; whoever comes while it is out is not answered by it. */
  let asking: 'no' | 'yes' | 'again' = 'no'
  const ask = (): void => {
    if (!refresh) return look()
    if (asking !== 'no') {
      asking = 'again'
      return
    }
    asking = 'yes'
    void refresh().then(look, (error: Fault) => {
      for (const waiter of [...waiters]) waiter.fail(error)
    }).then(() => {
      const isWanted = asking === 'again' && waiters.size > 0
      asking = 'no'
      if (isWanted) ask()
    })
  }
  const leave = (waiter: Waiter): void => {
    waiters.delete(waiter)
    if (waiters.size === 0 && poll) {
      clearInterval(poll)
      poll = null
    }
  }
  return {
    async until(reached) {
      if (reached()) return
      await new Promise<void>((resolve, reject) => {
        const waiter: Waiter = {
          look: () => attempt(() => reached() && end(resolve)),
          fail: (fault) => end(() => reject(fault)),
        }
        let cancel: Cancel = () => {}
        const end = (then: () => void): void => {
          leave(waiter)
          cancel()
          then()
        }
        const attempt = (step: () => unknown): void => {
          try {
            step()
          } catch (error) {
            end(() => reject(error as Error))
          }
        }
        waiters.add(waiter)
        cancel = patience(() => waiter.fail(
          new Fault('not-yet', 'the view does not reflect that position yet', { retry: 'later' })))
        if (pollMs > 0) poll ??= setInterval(() => asking === 'no' && ask(), pollMs)
        if (refresh) ask()
      })
    },
    look,
    close() {
      for (const waiter of [...waiters]) waiter.fail(new Fault('store-closed', 'the read store was closed', { retry: 'later' }))
    },
  }
}
