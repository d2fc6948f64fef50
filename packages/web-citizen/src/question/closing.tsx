// She has what she needs: the question is closed, and opens again with her next follow-up.
import { ProblemNotice } from '@zhijian/web-kit'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useClose, type Question } from './data.ts'

export const Closing = ({ question }: { readonly question: Question }): ReactNode => {
  const { t } = useTranslation('question')
  const close = useClose(question.consultationId)
  const [isAsking, setAsking] = useState(false)
  const says = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (isAsking) says.current?.focus()
  }, [isAsking])
  if (question.phase === 'closed') return null
  if (!isAsking) return <button type="button" className="zj-button zj-quiet" onClick={() => setAsking(true)}>{t('close.begin')}</button>
  return (
    <section className="talk-card" aria-label={t('close.begin')}>
      <p ref={says} tabIndex={-1}>{t(question.promise === 'pending' ? 'close.says-waiting' : 'close.says')}</p>
      <ProblemNotice error={close.error} />
      <button type="button" className="zj-button" disabled={close.isPending} onClick={() => close.mutate(undefined, { onSuccess: () => setAsking(false) })}>{t('close.yes')}</button>
      <button type="button" className="zj-button zj-quiet" onClick={() => setAsking(false)}>{t('close.no')}</button>
    </section>
  )
}
