import { api, Form, ProblemNotice, useCommand, useDraft } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The author of a hidden answer says why it should be seen. */
export const Contest = ({ consultation, answer }: { readonly consultation: string; readonly answer: string }): ReactNode => {
  const { t } = useTranslation('question')
  const draft = useDraft(`contest ${answer}`, '')
  const send = useCommand((text: string, headers) =>
    api.POST('/api/v1/consultations/{consultation}/answers/{answer}/complaints', { params: { path: { consultation, answer } }, headers, body: { text } }), [], { kept: `contest ${answer}` })
  if (send.isSuccess) return <p role="status" className="note">{t('contested')}</p>
  const submit = (): void => {
    send.mutate(draft.value ?? '', { onSuccess: () => void draft.discard() })
  }
  return (
    <Form className="zj-form card" onSubmit={submit}>
      <h2>{t('contest')}</h2>
      <label>{t('contest-text')}<textarea name="contest" rows={4} maxLength={20_000} required value={draft.value ?? ''} onChange={({ target }) => draft.change(target.value)} /></label>
      <ProblemNotice error={send.error} />
      <button className="zj-button" disabled={send.isPending}>{t('contest-send')}</button>
    </Form>
  )
}
