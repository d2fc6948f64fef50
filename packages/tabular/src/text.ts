// What a file of text is written in. Windows Excel saves Chinese CSV as GBK, WPS as UTF-8 with or without a mark, "Unicode
// text" is UTF-16; nothing in the file says so but its bytes.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

const decodeAs = (encoding: Encoding, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** @returns null when it is no text: bytes that fit no encoding, or control characters that no table has */
export const decodeText = (bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } | null => {
  const marked: Encoding | null = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  // GB18030 takes almost anything, so it comes last.
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030'] as const) {
    const text = decodeAs(encoding, bytes)
    if (text !== null) return isPlain(text) ? { text, encoding } : null
  }
  return null
}

// eslint-disable-next-line no-control-regex
const isPlain = (text: string): boolean => !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)
