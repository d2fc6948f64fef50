// A manifest against the schema that Kubernetes publishes for its kind, to the last field.
/* eslint-disable @typescript-eslint/no-explicit-any */
/** A field that the schema's own code never looks at is one it does not know. */
const watched = (value: any, path: string, seen: Map<string, { all: readonly string[]; read: Set<string> }>): any => {
  if (value === null || typeof value !== 'object') return value
  const entry = { all: Object.keys(value), read: new Set<string>() }
  seen.set(path, entry)
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === 'string') entry.read.add(key)
      return typeof key === 'string' && Object.hasOwn(target, key) ? watched(target[key], `${path}/${key}`, seen) : target[key]
    },
  })
}
/** `apps/v1` StatefulSet is AppsV1StatefulSet. */
const schemaName = ({ apiVersion, kind }: { apiVersion: string; kind: string }): string => {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') as [string, string] : ['core', apiVersion]
  return `${group.split('.')[0]![0]!.toUpperCase()}${group.split('.')[0]!.slice(1)}${version[0]!.toUpperCase()}${version.slice(1)}${kind}`
}
/** @returns what is wrong with it, and what the schema does not know; empty: nothing */
export const faultsOf = async (value: any): Promise<string[]> => {
  const { validate } = await import(`kubernetes-models/_schemas/IoK8sApi${schemaName(value)}`)
  const seen = new Map<string, { all: readonly string[]; read: Set<string> }>()
  const fits = validate(watched(value, '', seen))
  return [
    ...(fits ? [] : (validate.errors as { instancePath: string; params: object }[]).map(({ instancePath, params }) => `${instancePath} ${JSON.stringify(params)}`)),
    ...[...seen].filter(([, { read }]) => read.size > 0).flatMap(([path, { all, read }]) => all.filter((key) => !read.has(key)).map((key) => `${path}/${key} is unknown`)),
  ]
}
