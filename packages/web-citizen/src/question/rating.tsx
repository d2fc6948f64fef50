// Stars for a lawyer; the last word counts. Native radios: one tab stop, arrows choose, and each star that they pass is chosen:
// they stay open while one is saved, or the focus would be lost, and what was given is said when it was taken.
import { ProblemNotice } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useRate, type Answer } from './data.ts'

const STARS = [1, 2, 3, 4, 5] as const

export const Rating = ({ consultation, answer: { answerId, lawyer, stars } }: { readonly consultation: string; readonly answer: Answer }): ReactNode => {
  const { t } = useTranslation('question')
  const rate = useRate(consultation, lawyer.lawyerId)
  const shown = rate.isPending ? rate.variables : stars
  return (
    <fieldset className="talk-stars" aria-busy={rate.isPending}>
      <legend>{t('rating.title')}</legend>
      <div>
        {STARS.map((n) => (
          <label key={n} className={shown !== null && n <= shown ? 'on' : ''}>
            <input type="radio" name={`stars-${answerId}`} checked={shown === n} onChange={() => rate.mutate(n)} aria-label={t('rating.stars', { count: n })} />
            <span aria-hidden="true">{shown !== null && n <= shown ? '★' : '☆'}</span>
          </label>
        ))}
      </div>
      <p className="zj-hint" role="status">{shown === null ? t('rating.none') : t(rate.isPending ? 'rating.saving' : 'rating.given', { count: shown })}</p>
      <ProblemNotice error={rate.error} />
    </fieldset>
  )
}
