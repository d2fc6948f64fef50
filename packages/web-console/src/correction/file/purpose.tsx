// What somebody's file is opened for: asked before it opens, and in the log before anything is shown.
import { ProblemNotice } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Long } from '../../parts/fields.tsx'

/** @param initial what it is for as a rule; who looks may say it in his own words */
export const Purpose = ({ initial = '', error, isOpening, onOpen }: { readonly initial?: string; readonly error: unknown; readonly isOpening: boolean; readonly onOpen: (purpose: string) => void }): ReactNode => {
  const { t } = useTranslation('correction')
  const [purpose, setPurpose] = useState(initial)
  const [isShort, setShort] = useState(false)
  return (
    <form className="card" onSubmit={(event) => {
      event.preventDefault()
      setShort(purpose.trim().length < 2)
      if (purpose.trim().length >= 2) onOpen(purpose.trim())
    }}>
      <Long label={t('purpose')} hint={t('purpose.hint')} name="purpose" required maxLength={500} rows={2} value={purpose} onChange={({ target }) => setPurpose(target.value)} />
      {isShort ? <p role="alert" className="zj-problem">{t('purpose.fill')}</p> : null}
      <ProblemNotice error={error} />
      <div className="buttons"><Button type="primary" htmlType="submit" disabled={isOpening} loading={isOpening}>{t('look')}</Button></div>
    </form>
  )
}
