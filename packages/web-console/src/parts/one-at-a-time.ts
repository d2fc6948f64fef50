/**
 * @param read fails by itself, and tells nobody here
 * @returns what runs `read` at once, or, while it runs, once more when it is through, however often that was asked for
 */
export const oneAtATime = (read: () => Promise<unknown>): (() => void) => {
  let isRunning = false
  let isAskedFor = false
  const run = async (): Promise<void> => {
    isRunning = true
    do {
      isAskedFor = false
      await read().catch(() => undefined)
    } while (isAskedFor)
    isRunning = false
  }
  return () => {
    isAskedFor = true
    if (!isRunning) void run()
  }
}
