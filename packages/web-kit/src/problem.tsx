// What went wrong, in words a person can act on. The gateway's own words come first: they are Chinese and know the values.
import i18next from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, mayPass } from './api.ts'

/** In the language of the screen. */
export const problemWords = (error: unknown): string => {
  if (!(error instanceof ApiProblem)) return i18next.t('kit:problem.bug')
  const { problem, code } = error
  if (i18next.exists(`kit:problem.${code}`)) return i18next.t(`kit:problem.${code}`)
  if (problem === null) return i18next.t('kit:problem.bug')
  if (i18next.language !== 'zh-CN') return i18next.t('kit:problem.refused', { code })
  return problem.detail === undefined ? problem.title : `${problem.title.replace(/。$/, '')}。${problem.detail}`
}

/** What is refused for good is not tried again; a page that failed is. */
const isWorthAnother = (error: unknown): boolean => !(error instanceof ApiProblem) || mayPass(error) || error.code === 'unreadable'

/** Said at once by a screen reader. Nothing when there is no error. */
export const ProblemNotice = ({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }): ReactNode => {
  const { t } = useTranslation('kit')
  if (error === null || error === undefined) return null
  return (
    <div role="alert" className="zj-problem">
      <p>{problemWords(error)}</p>
      {onRetry === undefined || !isWorthAnother(error) ? null : <button type="button" className="zj-button zj-quiet" onClick={onRetry}>{t('again')}</button>}
    </div>
  )
}
