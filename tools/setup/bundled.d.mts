/** What a program that a spec starts is given of this environment, and started with. */
export function asBuilt(): Readonly<Record<'PATH' | 'NODE_COMPILE_CACHE', string> & { readonly NODE_OPTIONS?: string }>
export function bundleForSpecs(): Promise<void>
