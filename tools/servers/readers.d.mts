export interface Reader { readonly path: string; readonly args: readonly string[]; readonly name: string; readonly version: string; readonly source: string }
export interface Unavailable { readonly unavailable: string }
interface Found { readonly found: Reader | null; readonly elsewhere: null; readonly refused: string[] }
export declare const kustomizeFolder: string
export declare const composeFolder: string
export declare const pyhankoFolder: string
export declare const findKustomize: () => Promise<Found>
export declare const findCompose: () => Promise<Found>
export declare const findPyHanko: () => Promise<Found>
export declare const readerOf: (name: 'kustomize' | 'compose' | 'pyhanko') => Promise<Reader | Unavailable>
