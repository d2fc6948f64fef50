/** Looks again and again while real processes work; fails after a bound that a working system never comes near. @returns what it found */
export const eventually = async <T>(look: () => Promise<T | null | undefined | false> | T | null | undefined | false, what: () => string): Promise<T> => {
  const since = performance.now()
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    if (performance.now() - since > 300_000) throw new Error(`never: ${what()}`)
    await new Promise<void>((resolve) => { setTimeout(resolve, 20) })
  }
}
