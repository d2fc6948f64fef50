// After a call the lawyer writes what was said: the call and these words are his answer, or his reply where he has answered before.
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { api, reading, useCommand } from '../api.ts'
import { useDraft } from '../drafts.ts'
import { Form } from '../form.tsx'
import { ProblemNotice } from '../problem.tsx'
import { keyed } from './data.ts'
import { useCallWords } from './use-words.ts'

/** @param answerOnly of a call of the past: a button first, and nothing where he has answered */
export const Summary = ({ call: { callId, consultationId, lawyerId }, answerOnly = false }: {
  readonly call: { readonly callId: string; readonly consultationId: string; readonly lawyerId: string }; readonly answerOnly?: boolean
}): ReactNode => {
  const { t } = useCallWords()
  const [isOpen, open] = useState(!answerOnly)
  const draft = useDraft(`call-${callId}`, '')
  const path = { params: { path: { consultation: consultationId } } }
  const question = useQuery({ queryKey: ['question', consultationId], queryFn: () => reading(api.GET('/api/v1/consultations/{consultation}', path)) })
  const hasAnswered = question.data?.answers.some((answer) => answer.lawyer.lawyerId === lawyerId && answer.status === 'given') === true
  const hasThread = question.data?.threads.some((thread) => thread.lawyerId === lawyerId) === true
  const send = useCommand<string, unknown>((text, headers) => {
    const said = { params: { ...path.params, header: keyed(headers) }, body: { text, call: callId } }
    return hasAnswered ? api.POST('/api/v1/consultations/{consultation}/replies', said)
      : api.POST('/api/v1/consultations/{consultation}/answers', said)
  })
  if (send.isSuccess) return <p role="status">{t('summary.sent')}</p>
  // He has answered, and she has asked nothing since: there is nothing that this would answer.
  if (question.data === undefined || (hasAnswered && (answerOnly || !hasThread)) || draft.value === null) return <ProblemNotice error={question.error} />
  const text = draft.value
  if (!isOpen) return <button type="button" className="zj-button zj-quiet" onClick={() => open(true)}>{t('summary.write')}</button>
  return (
    <Form className="zj-form" onSubmit={() => send.mutate(text, { onSuccess: () => void draft.discard() })}>
      <label>{t('summary.title')}
        <textarea name="summary" rows={4} required value={text} onChange={({ target }) => draft.change(target.value)} />
      </label>
      <p className="zj-hint">{t('summary.hint')}</p>
      <ProblemNotice error={send.error} />
      <button type="submit" className="zj-button" disabled={send.isPending}>{hasAnswered ? t('summary.reply') : t('summary.send')}</button>
    </Form>
  )
}
