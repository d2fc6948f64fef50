import { useQuery } from '@tanstack/react-query'
import { api, comma, platformNowMs, ProblemNotice, reading, useCommand, usePlatformTime } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BackToMe } from '../below.tsx'
import { County } from '../county.tsx'
import type { Shift } from '../data.ts'
import { useWhen } from '../when.ts'
import { shiftsWords } from './words.ts'

export const words = { name: 'shifts', words: shiftsWords }

const Head = ({ shift: { post, county, startsAt, endsAt, taken, capacity, languages } }: { readonly shift: Shift }): ReactNode => {
  const { t } = useTranslation('shifts')
  const when = useWhen()
  return (
    <>
      <h3>{when.day(startsAt)} {when.hour(startsAt)}–{when.hour(endsAt)}</h3>
      <p>{t(`post.${post}`)} · <County code={county} /></p>
      <p className="soft">{t('places', { taken, capacity })}{languages.length > 0 && ` · ${t('languages', { list: languages.join(comma()) })}`}</p>
    </>
  )
}

const usePlace = () => useCommand(({ how, shift: { rosterId: roster, shiftId: shift } }: { readonly how: 'take' | 'leave'; readonly shift: Shift }, headers) => {
  const params = { path: { roster, shift } }
  return how === 'take' ? api.POST('/api/v1/rosters/{roster}/shifts/{shift}/place', { params, headers }) : api.DELETE('/api/v1/rosters/{roster}/shifts/{shift}/place', { params, headers })
})

const Mine = ({ shift }: { readonly shift: Shift }): ReactNode => {
  const { t } = useTranslation('shifts')
  const leave = usePlace()
  const now = usePlatformTime(30_000)
  const [asked, ask] = useState(false)
  const isLate = now !== null && shift.releaseMs !== null && Date.parse(shift.startsAt) - now < shift.releaseMs
  return (
    <li className="card">
      <Head shift={shift} />
      <ProblemNotice error={leave.error} />
      <button type="button" className="zj-button zj-quiet" disabled={leave.isPending}
        onClick={() => (isLate && !asked ? ask(true) : leave.mutate({ how: 'leave', shift }))}>{t(isLate && asked ? 'leave-late' : 'leave')}</button>
    </li>
  )
}

const Open = ({ shift }: { readonly shift: Shift }): ReactNode => {
  const { t } = useTranslation('shifts')
  const when = useWhen()
  const take = usePlace()
  usePlatformTime(30_000)
  const isEarly = shift.grabFrom !== null && Date.parse(shift.grabFrom) > platformNowMs()
  return (
    <li className="card">
      <Head shift={shift} />
      {shift.maxShifts !== null && <p className="soft">{t('max', { n: shift.maxShifts })}</p>}
      <ProblemNotice error={take.error} />
      {isEarly ? <p className="soft">{t('from', { at: when.moment(shift.grabFrom!) })}</p>
        : <button type="button" className="zj-button" disabled={take.isPending || shift.taken >= shift.capacity} onClick={() => take.mutate({ how: 'take', shift })}>{t(shift.taken >= shift.capacity ? 'full' : 'take')}</button>}
    </li>
  )
}

const keyOf = ({ rosterId, shiftId }: Shift): string => `${rosterId}/${shiftId}`

const Shifts = (): ReactNode => {
  const { t } = useTranslation('shifts')
  const shifts = useQuery({ queryKey: ['shifts'], queryFn: () => reading(api.GET('/api/v1/lawyer/shifts')), refetchInterval: 30_000 })
  const { held = [], open = [], past = [] } = shifts.data ?? {}
  return (
    <main className="zj-page">
      <h1>{t('title')}</h1>
      <ProblemNotice error={shifts.error} onRetry={() => void shifts.refetch()} />
      {shifts.data !== undefined && (
        <>
          <h2>{t('mine')}</h2>
          {held.length === 0 && <p className="soft">{t('no-mine')}</p>}
          <ul className="list">{held.map((shift) => <Mine key={keyOf(shift)} shift={shift} />)}</ul>
          <h2>{t('open')}</h2>
          {open.length === 0 && <p className="soft">{t('no-open')}</p>}
          <ul className="list">{open.map((shift) => <Open key={keyOf(shift)} shift={shift} />)}</ul>
          <h2>{t('past')}</h2>
          {past.length === 0 && <p className="soft">{t('no-past')}</p>}
          <ul className="list">{past.map((shift) => (
            <li key={keyOf(shift)} className="card"><Head shift={shift} /><p><span className={shift.isMissed ? 'badge bad' : 'badge'}>{t(shift.phase === 'cancelled' ? 'cancelled' : shift.isMissed ? 'missed' : 'served')}</span></p></li>
          ))}</ul>
        </>
      )}
      <BackToMe />
    </main>
  )
}
export default Shifts
