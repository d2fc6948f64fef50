// RFC 9457 bodies. A problem says what kind it is, where in the request it lies and what to do; it never repeats input.
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'
import { zhCN } from './i18n/zh-CN.ts'
import { ProblemError, STATUS } from './problems.ts'

export const Problem = z.object({
  type: z.string().describe('/api/docs#<code>'),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('Stable; programs decide on it.'),
  detail: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  errors: z.array(z.object({
    in: z.enum(['path', 'query', 'body', 'header']), field: z.string(), rule: z.string(), text: z.string(),
  })).optional(),
  requestId: z.string(),
})
export type Problem = z.infer<typeof Problem>

export const statusOf = (code: string): number => STATUS[code] ?? 500

export const problemBody = (problem: ProblemError, requestId: string): Problem => {
  const known = STATUS[problem.code] !== undefined
  const code = known ? problem.code : 'internal'
  const text = zhCN[code] ?? zhCN['internal']!
  return {
    type: `/api/docs#${code}`,
    title: text.title,
    status: statusOf(code),
    code,
    ...(text.detail === undefined ? {} : { detail: text.detail.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(problem.detail[name] ?? whole)) }),
    ...(Object.keys(problem.detail).length === 0 ? {} : { params: problem.detail }),
    ...(problem.errors.length === 0 ? {} : { errors: [...problem.errors] }),
    requestId,
  }
}

/** A fault as the caller sees it: its code when the table knows it, else only whether trying again may help. */
export const problemOfFault = (fault: Fault): ProblemError => {
  // A deployment that is wrong (500) is wrong again in a moment: what waits for it to be mended waits elsewhere.
  const headers: Record<string, string> = fault.retry === 'never' || STATUS[fault.code] === 500 ? {} : { 'retry-after': fault.retry === 'now' ? '1' : '5' }
  if (STATUS[fault.code] !== undefined) return new ProblemError(fault.code, { headers })
  return new ProblemError(fault.retry === 'never' ? 'internal' : 'store-unavailable', { headers })
}
