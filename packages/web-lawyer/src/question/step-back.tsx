import { api, ProblemNotice, useCommand } from '@zhijian/web-kit'
import { Sheet } from '@zhijian/web-kit/phone/sheet'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

const REASONS = ['acts-for-other-side', 'former-client', 'relative', 'same-firm', 'other'] as const

/** Stepping back for good, with the kind of reason. */
export const StepBack = ({ consultation, open, onClose, onDone }: {
  readonly consultation: string
  readonly open: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}): ReactNode => {
  const { t } = useTranslation('question')
  const [reason, setReason] = useState<(typeof REASONS)[number] | null>(null)
  const recuse = useCommand((body: { readonly reason: (typeof REASONS)[number] }, headers) =>
    api.POST('/api/v1/consultations/{consultation}/recusal', { params: { path: { consultation } }, headers, body }), ['inbox', 'holdings', 'answered'])
  return (
    <Sheet open={open} title={t('recuse-title')} onClose={onClose}>
      <p>{t('recuse-say')}</p>
      <fieldset>
        <legend>{t('recuse-reason')}</legend>
        {REASONS.map((each) => <label key={each} className="choice"><input type="radio" name="reason" value={each} checked={reason === each} onChange={() => setReason(each)} />{t(`reason.${each}`)}</label>)}
      </fieldset>
      <ProblemNotice error={recuse.error} />
      <button type="button" className="zj-button" disabled={reason === null || recuse.isPending} onClick={() => recuse.mutate({ reason: reason! }, { onSuccess: onDone })}>{t('recuse-confirm')}</button>
      <button type="button" className="zj-button zj-quiet" onClick={onClose}>{t('cancel')}</button>
    </Sheet>
  )
}

/** Taking one's answer back. */
export const Withdraw = ({ consultation, answer, open, onClose }: {
  readonly consultation: string
  readonly answer: string
  readonly open: boolean
  readonly onClose: () => void
}): ReactNode => {
  const { t } = useTranslation('question')
  const withdraw = useCommand((_: void, headers) => api.DELETE('/api/v1/consultations/{consultation}/answers/{answer}', { params: { path: { consultation, answer } }, headers }))
  return (
    <Sheet open={open} title={t('withdraw-title')} onClose={onClose}>
      <p>{t('withdraw-say')}</p>
      <ProblemNotice error={withdraw.error} />
      <button type="button" className="zj-button" disabled={withdraw.isPending} onClick={() => withdraw.mutate(undefined, { onSuccess: onClose })}>{t('withdraw-confirm')}</button>
      <button type="button" className="zj-button zj-quiet" onClick={onClose}>{t('cancel')}</button>
    </Sheet>
  )
}
