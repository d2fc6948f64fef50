import { Fault } from '@zhijian/kernel'

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const AWAY = new Set(['EIO', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'ESTALE', 'EBUSY', 'ENOTDIR'])

/** What the disk's errors mean: full and away may pass; anything else is left as it is. Paths stay out of the message. */
export const asDiskFault = (error: unknown): unknown => {
  const code = (error as NodeJS.ErrnoException)?.code ?? ''
  const later = { retry: 'later', cause: error } as const
  if (FULL.has(code)) return new Fault('store-full', 'the disk of the store is full', later)
  return AWAY.has(code) ? new Fault('store-unavailable', `the disk of the store failed: ${code}`, later) : error
}

/** Runs a step that touches files. @throws Fault `store-full` · `store-unavailable` (later) */
export const onDisk = <T>(step: () => T): T => {
  try {
    return step()
  } catch (error) {
    throw asDiskFault(error)
  }
}
