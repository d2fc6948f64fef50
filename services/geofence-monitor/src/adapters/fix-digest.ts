// The name of a fix: the same again for the same fix, and without the person's key as good as a random number.
import { createHash, createHmac } from 'node:crypto'
import type { KeptFix, ReceivedFix } from '@zhijian/positions'

/** @param key the person's. @returns a function, since most name many */
export const digesting = (key: Uint8Array): ((fix: KeptFix) => ReceivedFix) => {
  const own = createHmac('sha256', key).update('zhijian fix').digest()
  return (fix) => {
    const { at, lng, lat, errorM, source, isMock } = fix
    return { ...fix, digest: createHmac('sha256', own).update(`${at} ${Math.round(lng * 1e6)} ${Math.round(lat * 1e6)} ${errorM === null ? '-' : Math.round(errorM * 10)} ${source} ${isMock ? 1 : 0}`).digest('base64url').slice(0, 22) }
  }
}

/** Of a whole track: which fixes it was, by their names in the order in which they were taken. */
export const digestOf = (names: readonly string[]): string => createHash('sha256').update(names.join('\n')).digest('hex')
