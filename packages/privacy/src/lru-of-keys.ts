/** The keys used last, wiped as they leave. What it gives out are copies: a holder's key never turns to zeros in use. */
export class LruOfKeys {
  readonly #keys = new Map<string, Uint8Array>()
  readonly #size: number
  constructor(size: number) {
    this.#size = size
  }

  get(person: string): Uint8Array | null {
    const key = this.#keys.get(person)
    if (!key) return null
    this.#keys.delete(person)
    this.#keys.set(person, key)
    return Uint8Array.from(key)
  }

  /** @returns a copy of the key */
  set(person: string, key: Uint8Array): Uint8Array {
    this.delete(person)
    const copy = Uint8Array.from(key)
    if (this.#size === 0) return copy
    if (this.#keys.size >= this.#size) this.delete(this.#keys.keys().next().value!)
    this.#keys.set(person, key)
    return copy
  }

  delete(person: string): void {
    this.#keys.get(person)?.fill(0)
    this.#keys.delete(person)
  }

  clear(): void {
    for (const key of this.#keys.values()) key.fill(0)
    this.#keys.clear()
  }
}
