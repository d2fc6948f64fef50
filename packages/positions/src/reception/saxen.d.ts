// As much of saxen as is used here; it comes without types.
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', hear: (name: string, attributes: () => Record<string, string>, decode: (text: string) => string, isEmpty: boolean) => void): this
    on(event: 'closeTag' | 'text', hear: (text: string) => void): this
    on(event: 'error', hear: (error: Error) => void): this
    stop(): void
    parse(xml: string): this
  }
}
