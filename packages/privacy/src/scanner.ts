// Who looks for malware in what people send, in our words.
import { Fault } from '@zhijian/kernel'

export interface FileScanner {
  /**
   * @returns the name of what was found; null: nothing that it knows
   * @throws Fault `file-not-scanned` (later): it is away, slow, or did not look at all of it
   */
  scan(bytes: Uint8Array): Promise<string | null>
}

/** Never a blob. Whoever began the upload is told, and it is noted who sent it. */
export class FileInfected extends Fault {
  /** As the scanner names it. */
  readonly found: string
  constructor(found: string) {
    super('file-infected', `the scanner found ${found}`, { retry: 'never' })
    this.found = found
  }
}

/** @throws FileInfected; as `FileScanner.scan` */
export const assertClean = async (scanner: FileScanner | undefined, bytes: Uint8Array): Promise<void> => {
  const found = await scanner?.scan(bytes) ?? null
  if (found !== null) throw new FileInfected(found)
}
