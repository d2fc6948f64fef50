// A check: where are you, now, for a few minutes.
import { api, usePlatformTime } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Act } from '../../parts/act.tsx'
import { Due } from '../../parts/due.tsx'
import { Because } from '../../parts/fields.tsx'
import { stateOf, useMayAct, type FileActs } from '../data.ts'

export const CheckNow = ({ file: { check, bases, terms, phase }, path, onDone }: FileActs): ReactNode => {
  const { t } = useTranslation('correction')
  const mayAct = useMayAct()
  const nowMs = usePlatformTime()
  const isOpen = check !== null && nowMs !== null && Date.parse(check.closesAt) > nowMs
  const mayOpen = nowMs !== null && bases.some((each) => each.kind === 'checks' && stateOf(each, nowMs) === 'live')
  return (
    <section className="card" aria-labelledby="check">
      <h2 id="check">{t('check')}</h2>
      <p role="status">{isOpen ? <>{t('check.now')} <Due at={check.closesAt} /></> : t('check.none')}</p>
      {!mayAct || phase === 'over' ? null : (
        <Act word={t('check.open')} disabled={!mayOpen || isOpen} explain={t('check.explain', { minutes: terms.checkMs / 60_000, count: terms.checksPerDay })} changes={['supervisees']} onDone={onDone}
          send={({ because }, header) => api.POST('/api/v1/supervisees/{supervisee}/position-checks', { params: { path, header }, body: { because: because! } })}><Because /></Act>
      )}
    </section>
  )
}
