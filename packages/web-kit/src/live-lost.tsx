// Said while live updates do not come; gone by itself when they do.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLiveLost } from './live.ts'

export const LiveLost = (): ReactNode => {
  const { t } = useTranslation('kit')
  return <div role="status">{useLiveLost() ? <p className="zj-problem">{t('live.lost')}</p> : null}</div>
}
