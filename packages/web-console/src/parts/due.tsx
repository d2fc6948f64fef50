// A clock that runs down, by the platform's time, and what is over.
import { clockWords, usePlatformTime } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export const Due = ({ at }: { readonly at: string | null }): ReactNode => {
  const { t } = useTranslation('parts')
  const nowMs = usePlatformTime()
  if (at === null) return '—'
  if (nowMs === null) return ''
  const leftMs = Date.parse(at) - nowMs
  return leftMs > 0 ? <span className={leftMs < 120_000 ? 'due is-near' : 'due'}>{t('left', { time: clockWords(leftMs) })}</span>
    : <strong className="due is-over">{t('overdue', { time: clockWords(-leftMs) })}</strong>
}
