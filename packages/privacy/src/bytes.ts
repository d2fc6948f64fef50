// Where the bytes of files lie: the port under the blob store, which has sealed and checked them before (blobs.ts). Nothing here
// is ever changed or taken away: a file is forgotten by destroying its key.
// Y1 Whole or not at all: a crash in the middle of a put leaves nothing that can be read, and the put can be repeated.
// Y2 Durable when a put resolves. The same name again is the same bytes.
// Y3 Full and away are faults that pass (`store-full`, `store-unavailable`: later); words for an operator, nothing of the content.
export interface BytesName {
  /** Of people, sealed; or for everybody. */
  readonly area: 'sealed' | 'public'
  /** SHA-256 of the bytes, hex. */
  readonly digest: string
}

export interface Bytes {
  put(name: BytesName, bytes: Uint8Array): Promise<void>
  /**
   * Bytes `from` to `to` (exclusive, cut at the end), as they lie there: whoever reads them checks them.
   * @returns null when there is nothing of this name; `size` is that of the whole
   */
  read(name: BytesName, from: number, to: number): Promise<{ readonly bytes: Buffer; readonly size: number } | null>
  close(): Promise<void>
}
