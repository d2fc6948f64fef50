// This runs from its source, and built.
const ROOT = new URL(import.meta.url.includes('/embedded/dist/') ? '../../../../../' : '../../../../', import.meta.url)

/** What a program that a spec starts is given of this environment, and started with. */
export const { asBuilt } = await import(new URL('tools/setup/bundled.mjs', ROOT).href) as typeof import('../../../../tools/setup/bundled.mjs')
