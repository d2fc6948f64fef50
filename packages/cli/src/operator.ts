// Who is at the keyboard, and what they are asked for there. What is secret or personal comes by standard input: arguments
// are seen by everyone on the machine and kept in histories.
import { userInfo } from 'node:os'
import { Fault, type Json } from '@zhijian/kernel'
import type { Context, Run } from './context.ts'
import { ask } from './doors.ts'

/** The user; `li/zhijian` for li acting as the user zhijian by sudo. */
export const operator = (env: Context['env']): string => {
  const { username } = userInfo()
  return env.SUDO_USER === undefined || env.SUDO_USER === username ? username : `${env.SUDO_USER}/${username}`.slice(0, 80)
}

export const call = <T>({ paths }: Pick<Run, 'paths'>, operation: string, input: Json = null): Promise<T> => ask(paths, operation, input)

/** Lines of standard input, one at a time. */
export const lines = ({ streams }: Context): ((prompt: string) => Promise<string>) => {
  const pieces = streams.in?.[Symbol.asyncIterator]()
  let rest = ''
  return async (prompt) => {
    if (streams.err.isTTY) streams.err.write(prompt)
    for (;;) {
      const cut = rest.indexOf('\n')
      if (cut >= 0) {
        const line = rest.slice(0, cut).trim()
        rest = rest.slice(cut + 1)
        return line
      }
      const piece = await pieces?.next()
      if (piece === undefined || piece.done) {
        const line = rest.trim()
        rest = ''
        if (line === '') throw new Fault('usage', 'a line was expected on standard input', { retry: 'never', about: { reason: 'line' } })
        return line
      }
      rest += String(piece.value)
    }
  }
}
