export type KurrentSource = { readonly source: 'KURRENTDB_URL' } | { readonly source: 'Docker'; readonly image: string }
export interface KurrentUnavailable { readonly unavailable: string }
export const kurrentImage: string
/** Whether a Docker engine answers there; default DOCKER_HOST, or this machine's own. */
export function dockerAnswers(host?: string): Promise<boolean>
export function findKurrent(): Promise<KurrentSource | KurrentUnavailable>
/** What `npm test` found, or, when a test is run alone, what is there. Starts nothing. */
export function kurrentServer(): Promise<KurrentSource | KurrentUnavailable>
