/** Of a clock that nobody sets. */
export const elapsedMs = (): number => performance.now()
