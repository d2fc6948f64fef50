// What follows when a follow-up goes on waiting: a reminder, then the asker may ask somebody else.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Countdown } from './countdown.tsx'

export const SilenceClock = ({ reminderDue, offerDue, isAnotherOffered }: {
  readonly reminderDue: string | null
  readonly offerDue: string | null
  readonly isAnotherOffered: boolean
}): ReactNode => {
  const { t } = useTranslation('frame')
  if (isAnotherOffered) return <p className="clock hurry">{t('silence.offered')}</p>
  return (
    <>
      <p>{reminderDue === null ? <span className="soft">{t('silence.reminded')}</span>
        : <Countdown until={reminderDue} hurryMs={600_000} label={(left) => t('silence.reminder', { left })} over={t('silence.reminded')} />}</p>
      {offerDue !== null && <p><Countdown until={offerDue} hurryMs={1_800_000} label={(left) => t('silence.offer', { left })} over={t('silence.offered')} /></p>}
    </>
  )
}
