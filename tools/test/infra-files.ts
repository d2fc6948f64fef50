// What operators run, as the tests read it.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse, parseAllDocuments } from 'yaml'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const pathOf = (path: string): string => `${root}${path}`
export const textOf = (path: string): string => readFileSync(pathOf(path), 'utf8')
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const yamlOf = (path: string): any => parse(textOf(path), { merge: true })
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const yamlsOf = (path: string): any[] => parseAllDocuments(textOf(path), { merge: true }).map((document) => document.toJS())

/** Names of variables that some process of the platform reads, as its options say them. */
export const knownVariables = (): ReadonlySet<string> => new Set(
  ['packages/host/src/settings.ts', 'packages/host/src/channels.ts', 'services/gateway/src/settings.ts', 'services/embedded/src/setup/settings.ts']
    .flatMap((path) => [...textOf(path).matchAll(/(?:option|takes\.\w+)\('([A-Z][A-Z0-9_]+)'/g)].map(([, name]) => name!)))

/** OpenTelemetry's own, which its library reads. */
export const OPENTELEMETRY = /^OTEL_(EXPORTER_OTLP_(TRACES_)?ENDPOINT|TRACES_EXPORTER|METRICS_EXPORTER|SERVICE_NAME)$/

/** Metrics that processes tell, with their labels: the list in docs is held against a running platform. */
export const documentedMetrics = (): ReadonlyMap<string, readonly string[]> => new Map(
  [...textOf('docs/metrics.md').matchAll(/^\| `((?:zhijian|process|nodejs)_\w+)` \| \w+ \| ([^|]*) \|/gm)]
    .map(([, name, labels]) => [name!, [...labels!.matchAll(/`(\w+)`/g)].map(([, label]) => label!)]))
