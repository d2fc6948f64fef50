import { Fault } from '@zhijian/kernel'

/** A fault that no repeating mends. */
export const never = (code: string, message: string, cause?: unknown): Fault =>
  new Fault(code, message, { retry: 'never', cause })
