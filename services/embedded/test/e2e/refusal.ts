import { problemBody, ProblemError } from '@zhijian/gateway'

/** What the gateway answers when it refuses by this code. */
export const refusalBody = (code: string): { readonly status: number; readonly title: string } => problemBody(new ProblemError(code), 'refused-in-a-test')
