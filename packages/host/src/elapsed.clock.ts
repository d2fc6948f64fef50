/** Milliseconds that have passed, of the machine's own clock: nobody sets it, and it goes on while this process stands still. */
export const elapsedMs = (): number => performance.now()
