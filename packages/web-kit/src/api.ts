// Talking to the gateway. Reads throw what went wrong as one kind of error; a command keeps its Idempotency-Key until it was
// answered, so that a repetition after a lost connection is the same act.
import { createClient, type Problem, type ZhijianClient } from '@zhijian/client'
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { useRef, useSyncExternalStore } from 'react'
import { readDraft, removeDraft, writeDraft } from './drafts.ts'
import { readAtLeast } from './at-least.ts'

let role: string | undefined
const roleListeners = new Set<() => void>()

/** Which of the account's roles requests act in from now on. */
export const actAs = (next: string | undefined): void => {
  if (role === next) return
  role = next
  // Said while something renders: whoever listens renders after it.
  queueMicrotask(() => {
    for (const each of roleListeners) each()
  })
}
export const actingRole = (): string | undefined => role
/** Undefined until a page let somebody in. */
export const useActingRole = (): string | undefined => useSyncExternalStore((listener) => {
  roleListeners.add(listener)
  return () => roleListeners.delete(listener)
}, actingRole)

export const api: ZhijianClient = createClient({ baseUrl: '', role: () => role })
/** Reads show what was done and what was told of. */
export const atLeast = readAtLeast(api)

/** Codes of ours beside the gateway's: `offline` no answer at all, `unreadable` an answer that is no problem document. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly code: string
  readonly status: number
  readonly problem: Problem | null
  constructor(code: string, status: number, problem: Problem | null) {
    super(code)
    this.code = code
    this.status = status
    this.problem = problem
  }
}

interface Answer<T> {
  readonly data?: T
  readonly error?: unknown
  readonly response: Response
}

const isProblem = (value: unknown): value is Problem => typeof value === 'object' && value !== null && 'code' in value

/** @throws ApiProblem */
export const reading = async <T>(asked: Promise<Answer<T>>): Promise<T> => {
  const { data, error, response } = await asked.catch(() => {
    throw new ApiProblem('offline', 0, null)
  })
  if (response.ok) return data as T
  if (isProblem(error)) throw new ApiProblem(error.code, response.status, error)
  throw new ApiProblem(response.status >= 500 ? 'offline' : 'unreadable', response.status, null)
}

/** Answers that a repetition may change: the platform, or the way to it, was not there. */
export const mayPass = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500)

/** What the server asked for, else twice as long each time. @returns ms */
export const pauseBefore = (attempt: number, error: unknown): number => {
  const asked = error instanceof ApiProblem ? error.problem?.params?.['retryAfterMs'] : undefined
  return typeof asked === 'number' ? asked : Math.min(1000 * 2 ** attempt, 15_000)
}

export type Command<Input, Output> = UseMutationResult<Output, Error, Input>

interface Pending {
  readonly input: string
  readonly key: string
}

/**
 * Something done. The same input keeps its key until it was answered for good: accepted, or refused. A second tap after a lost
 * connection repeats the act; it does not make another.
 * @param send makes the request; `key` belongs into its header `idempotency-key`
 * @param changes what is read anew afterwards (first parts of query keys); default: everything
 * @param how.kept a name of the act on this device, where doing it twice makes two: its key then outlives the page. Somebody who loads
 *   the page anew before the answer came, and sends what stands in the draft again, repeats the act
 * @param how.line acts of one line are done one after another, as they were asked for: where the last word counts
 */
export const useCommand = <Input, Output>(
  send: (input: Input, headers: { readonly 'idempotency-key': string }) => Promise<Answer<Output>>, changes?: readonly string[],
  { kept, line }: { readonly kept?: string; readonly line?: string } = {},
): Command<Input, Output> => {
  const queries = useQueryClient()
  const pending = useRef<Pending | null>(null)
  const name = kept === undefined ? null : `${kept} unanswered`
  // A device that keeps nothing keeps it as long as the page.
  const begin = async (input: string): Promise<string> => {
    if (name !== null) pending.current ??= await readDraft<Pending>(name).catch(() => undefined) ?? null
    if (pending.current?.input !== input) {
      pending.current = { input, key: crypto.randomUUID() }
      if (name !== null) await writeDraft(name, pending.current).catch(() => undefined)
    }
    return pending.current.key
  }
  const end = async (): Promise<void> => {
    pending.current = null
    if (name !== null) await removeDraft(name).catch(() => undefined)
  }
  return useMutation<Output, Error, Input>({
    ...(line === undefined ? {} : { scope: { id: line } }),
    retry: (failures, error) => failures < 3 && mayPass(error),
    retryDelay: pauseBefore,
    // A tap without a network says so at once instead of waiting unseen.
    networkMode: 'always',
    async mutationFn(input) {
      const key = await begin(JSON.stringify(input) ?? '')
      try {
        const output = await reading(send(input, { 'idempotency-key': key }))
        await end()
        return output
      } catch (error) {
        if (!mayPass(error)) await end()
        throw error
      }
    },
    onSuccess: () => changes === undefined ? queries.invalidateQueries()
      : Promise.all(changes.map((first) => queries.invalidateQueries({ queryKey: [first] }))),
  })
}
