export interface Fuzzer { readonly path: string; readonly name: 'schemathesis'; readonly version: string; readonly source: string }
export interface Unavailable { readonly unavailable: string }
export declare const fuzzerFolder: string
export declare const findFuzzer: () => Promise<{ readonly found: Fuzzer | null; readonly elsewhere: null; readonly refused: string[] }>
export declare const fuzzer: () => Promise<Fuzzer | Unavailable>
