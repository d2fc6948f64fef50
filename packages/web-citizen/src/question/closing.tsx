// She has what she needs: the question is closed, and opens again with her next follow-up.
import { ProblemNotice } from '@zhijian/web-kit'
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useClose, type Question } from './data.ts'

const Sheet = lazy(async () => ({ default: (await import('@zhijian/web-kit/phone/sheet')).Sheet }))

export const Closing = ({ question }: { readonly question: Question }): ReactNode => {
  const { t } = useTranslation('question')
  const close = useClose(question.consultationId)
  const [isAsking, setAsking] = useState(false)
  /** The sheet is loaded by the first tap, and stays to move away. */
  const [hasAsked, setAsked] = useState(false)
  const away = useCallback(() => setAsking(false), [])
  if (question.phase === 'closed') return null
  return (
    <>
      <button type="button" className="zj-button zj-quiet" onClick={() => { setAsked(true); setAsking(true) }}>{t('close.begin')}</button>
      {hasAsked && <Suspense fallback={null}><Sheet open={isAsking} title={t('close.begin')} onClose={away}>
        <p>{t(question.promise === 'pending' ? 'close.says-waiting' : 'close.says')}</p>
        <ProblemNotice error={close.error} />
        <button type="button" className="zj-button" disabled={close.isPending} onClick={() => close.mutate(undefined, { onSuccess: away })}>{t('close.yes')}</button>
        <button type="button" className="zj-button zj-quiet" onClick={away}>{t('close.no')}</button>
      </Sheet></Suspense>}
    </>
  )
}
