// Input that nobody honest sends, for specs of whatever reads what comes from outside: honest samples that were damaged on the way, or on
// purpose. Same seed, same input. `npm run fuzz -- --times 100` tries a hundred times as many.
import fc, { type Arbitrary } from 'fast-check'
import { isFault } from '@zhijian/kernel'

/** @param runs in `npm test`: few enough that a spec stays quick */
export const hostile = (runs: number): { readonly seed: number; readonly numRuns: number; readonly endOnFailure: boolean } => {
  const { ZHIJIAN_FUZZ_SEED: seed = '20261130', ZHIJIAN_FUZZ_TIMES: times = '1' } = process.env
  return { seed: Number(seed), numRuns: runs * Number(times), endOnFailure: false }
}

type Damage = readonly [kind: 'flip' | 'cut' | 'drop' | 'repeat' | 'insert' | 'swell', at: number, length: number, bytes: Uint8Array]
const damage: Arbitrary<Damage> = fc.tuple(
  fc.constantFrom('flip', 'cut', 'drop', 'repeat', 'insert', 'swell'), fc.nat(), fc.nat(64), fc.uint8Array({ minLength: 1, maxLength: 8 }),
)

const damaged = (bytes: Uint8Array, [kind, where, length, more]: Damage): Uint8Array => {
  const at = bytes.length === 0 ? 0 : where % bytes.length
  const around = (...middle: readonly Uint8Array[]): Uint8Array => Buffer.concat([bytes.subarray(0, at), ...middle, bytes.subarray(at)])
  switch (kind) {
    case 'flip': return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at + more.length)])
    case 'cut': return bytes.subarray(0, at)
    case 'drop': return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    case 'repeat': return around(bytes.subarray(at, at + length), bytes.subarray(at, at + length))
    case 'insert': return around(more)
    // Where a length stands, the largest there is.
    default: return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(Math.min(length % 9, bytes.length - at), 0xff), bytes.subarray(at + length % 9)])
  }
}

/** One of the samples, damaged in a few places; at times something else altogether. */
export const mutated = (...samples: readonly Uint8Array[]): Arbitrary<Uint8Array> => fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom(...samples), fc.array(damage, { minLength: 1, maxLength: 4 })).map(([sample, all]) => all.reduce(damaged, sample)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
)

/** The same of texts, with signs that readers stumble over. */
export const mutatedText = (...samples: readonly string[]): Arbitrary<string> => fc.oneof(
  { weight: 4, arbitrary: mutated(...samples.map((sample) => Buffer.from(sample))).map((bytes) => Buffer.from(bytes).toString()) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...samples), fc.nat(), fc.constantFrom('\0', '\ud800', '\u202e', '\r\n', '"', '\\', '%', '{', '<!--', '=', '__proto__', '-1', '1e999', '9'.repeat(40)))
    .map(([sample, where, sign]) => sample.slice(0, where % (sample.length + 1)) + sign + sample.slice(where % (sample.length + 1))) },
)

const oddValues: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 0.5, 1e308, Number.MAX_SAFE_INTEGER + 1, '', '\0', '\ud800', ' ', '__proto__', 'constructor', [], {}, [[]], [null]),
  fc.string({ maxLength: 30 }), fc.integer(), fc.constant('x'.repeat(5000)), fc.jsonValue({ maxDepth: 3 }),
)

/** One of the samples as JSON says it, with a few values, or members, that are not as they should be. */
export const mutatedJson = (...samples: readonly unknown[]): Arbitrary<unknown> => fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add'), oddValues), { minLength: 1, maxLength: 3 }))
    .map(([sample, changes]) => changes.reduce<unknown>((value, [where, kind, odd]) => changed(value, where, kind, odd), structuredClone(sample))) },
  { weight: 1, arbitrary: oddValues },
)

const changed = (value: unknown, where: number, kind: string, odd: unknown): unknown => {
  const places: [holder: Record<string, unknown>, name: string][] = []
  const walk = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return
    for (const [name, inner] of Object.entries(at)) {
      places.push([at as Record<string, unknown>, name])
      walk(inner)
    }
  }
  walk(value)
  if (places.length === 0) return odd
  const [holder, name] = places[where % places.length]!
  if (kind === 'remove' && !Array.isArray(holder)) delete holder[name]
  else if (kind === 'add' && !Array.isArray(holder)) Object.defineProperty(holder, `${name}Odd`, { value: odd, enumerable: true, configurable: true, writable: true })
  else holder[name] = odd
  return value
}

/**
 * Reads what is hostile.
 * @param secret words that were planted in the input: no refusal repeats them
 * @returns what was read, or the code of the refusal
 * @throws whatever is thrown that is no declared fault
 */
export const readOrRefused = async <T>(read: () => T | Promise<T>, secret?: string): Promise<{ readonly read: T } | { readonly refused: string }> => {
  try {
    return { read: await read() }
  } catch (error) {
    if (!isFault(error)) throw error
    if (secret !== undefined && `${error.message} ${JSON.stringify(error.about ?? null)}`.includes(secret)) throw new Error(`a refusal repeats its input: ${error.message}`, { cause: error })
    return { refused: error.code }
  }
}

/** Tries so many of them, or `times` as many. */
export const triedOn = async <T>(inputs: Arbitrary<T>, runs: number, look: (input: T) => unknown): Promise<void> =>
  fc.assert(fc.asyncProperty(inputs, async (input) => {
    await look(input)
  }), hostile(runs))
