// Work that must not overlap within a process.

/** One after another, in the order asked for; what fails holds nobody up. */
export const inTurn = (): <T>(work: () => Promise<T>) => Promise<T> => {
  let inHand: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = inHand.then(work, work)
    inHand = mine.catch(() => {})
    return mine
  }
}
