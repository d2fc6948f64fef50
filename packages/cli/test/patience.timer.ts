/** Looks again and again while real processes work; fails after a bound that a working platform never comes near. */
export const until = async <T>(what: string, look: () => Promise<T | false | undefined> | T | false | undefined): Promise<T> => {
  const since = performance.now()
  for (;;) {
    const found = await look()
    if (found !== false && found !== undefined) return found
    if (performance.now() - since > 300_000) throw new Error(`never: ${what}`)
    await new Promise<void>((resolve) => { setTimeout(resolve, 50) })
  }
}
