// Which files are data that we ship: what is neither a program of ours nor a description of one, wherever it lies. Each is named on the
// page of provenance with the hash it has.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder, isTest } from './files.mjs'

/** Tables, weights, word lists, drawings, a release with its store: data by where it lies or by what it is. */
const BY_PLACE = [/^(packages|services)\/[^/]+\/data\//, /\/dictionaries\//, /^packages\/web-[^/]+\/public\/.*(?<!\.js)$/, /^releases\//]
const BY_KIND = /\.(?:json|jsonl|csv|tsv|xlsx|txt|br|gz|bin|onnx|safetensors|wasm|woff2?|ttf|otf|svg|png|jpe?g|webp|ico|mp3|mp4|pem|db|sqlite)$/
/** Descriptions of packages and programs, what is made from our own sources (specs compare them), and samples that only specs read. */
const NO_DATA = /(^|\/)(package|turbo|knip)\.json$|(^|\/)(tsconfig[^/]*|vitest[^/]*)\.json$|^packages\/client\/openapi\.json$|\/golden\/|\/fixtures\/|\.md$/
/** Programs that hold tables: named by hand, as nothing about the file says so. */
const TABLES = ['services/gateway/src/common-passwords.ts', 'packages/topics/src/taxonomy.ts', 'packages/topics/src/words.ts', 'packages/topics/src/categories.ts', 'packages/contracts/src/places.ts', 'packages/contracts/src/danger.ts']

/** @param {string} base @returns {string[]} paths relative to base, sorted */
export const shippedData = (base) => ['packages', 'services', 'releases'].flatMap((top) => filesUnder(base, top, /./))
  .filter((path) => !isTest(path) && !NO_DATA.test(path) && (BY_KIND.test(path) || TABLES.includes(path) || BY_PLACE.some((place) => place.test(path)))).toSorted()

/** @param {string} base @param {string} path @returns {string} SHA-256, hex */
export const hashOf = (base, path) => createHash('sha256').update(readFileSync(join(base, path))).digest('hex')

/** A row: | `path` | … | `sha256` |; the hash is the last cell. */
const ROW = /^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$/gm

/**
 * @param {string} page
 * @param {string} base
 * @returns {{ read: number, failures: string[] }}
 */
export const compareProvenance = (page, base) => {
  const named = new Map([...page.matchAll(ROW)].map(([, path = '', hash = '']) => [path, hash]))
  const shipped = shippedData(base)
  return {
    read: shipped.length,
    failures: [
      ...shipped.filter((path) => !named.has(path)).map((path) => `${path} is shipped and not named in docs/provenance.md`),
      ...shipped.filter((path) => named.has(path) && named.get(path) !== hashOf(base, path)).map((path) => `${path} is not what docs/provenance.md says: where it comes from, or how it was made, may have changed; then run with --write`),
      ...[...named.keys()].filter((path) => !shipped.includes(path)).map((path) => `docs/provenance.md names ${path}, which is not shipped`),
    ],
  }
}

/** @param {string} page @param {string} base @returns {string} the page with the hashes that files have now */
export const withHashes = (page, base) => page.replace(/^(\| `([^`]+)` \|.*\| )`[0-9a-f?]+` \|$/gm, (line, before, path) =>
  (shippedData(base).includes(path) ? `${before}\`${hashOf(base, path)}\` |` : line))
