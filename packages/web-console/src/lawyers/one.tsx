// One lawyer of the register, and what the register's keepers do.
import { useQuery } from '@tanstack/react-query'
import { api, comma, ProblemNotice, reading } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act, type Values } from '../parts/act.tsx'
import { Because, Check, Choice, Remark, Text } from '../parts/fields.tsx'
import { Mark } from '../parts/mark.tsx'
import { Facts } from '../parts/page.tsx'
import { usePlaces } from '../parts/place.ts'
import type { Answer } from '../parts/read.ts'
import { useTopics } from '../parts/topics.ts'
import { day, endOfDay, instantOf, when } from '../parts/when.ts'

export type Card = Answer<'show-lawyer'>
export const KINDS = ['social', 'public', 'company', 'legal-aid'] as const
const GROUNDS = ['penalty', 'under-investigation', 'complaint', 'own-request', 'left-firm', 'other'] as const
const FAILS = ['incompetent', 'basically-competent', 'not-submitted', 'withdrawn'] as const
const GONE = ['licence-revoked', 'licence-cancelled', 'moved-away', 'retired', 'died', 'own-request', 'mistake'] as const
const CHANGES = ['lawyers', 'lawyer']

const minutes = (of: number): string => `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`

export const profileBody = (values: Values, before: Pick<Card, 'languages'> | null) => ({
  name: values['name']!, firm: values['firm']!, kind: values['kind'] as 'social', region: values['region']!, county: values['county'] ?? null,
  specialties: (values['specialties'] ?? '').split(',').filter((each) => each !== ''), enterprise: values['enterprise'] === 'on', nationwide: values['nationwide'] === 'on',
  languages: (before?.languages ?? ['zh']) as ('zh')[],
})

export const ProfileFields = ({ of }: { readonly of: Card | null }): ReactNode => {
  const { t } = useTranslation('lawyers')
  const topics = useTopics()
  return (
    <>
      <div className="columns">
        <Text label={t('name')} name="name" required maxLength={40} defaultValue={of?.name} />
        <Text label={t('firm')} name="firm" required maxLength={80} defaultValue={of?.firm} />
        <Choice label={t('kind')} name="kind" required defaultValue={of?.kind ?? 'social'} options={KINDS.map((each) => [each, t(`kind.${each}`)])} />
        <Text label={t('place')} hint={t('region.hint')} name="region" required pattern="\d{2}(\d{2}){0,2}" inputMode="numeric" defaultValue={of?.region} />
        <Text label={t('county-code')} name="county" pattern="\d{6}" inputMode="numeric" defaultValue={of?.county ?? ''} />
      </div>
      <fieldset className="field"><legend>{t('specialties')}</legend><div className="columns">
        {(topics.data?.items ?? []).filter(({ code }) => code.length === 2).map(({ code, name }) => <Check key={code} name="specialties" value={code} label={name} defaultChecked={of?.specialties.includes(code) ?? false} />)}
      </div></fieldset>
      <Check name="enterprise" label={t('enterprise')} defaultChecked={of?.enterprise ?? false} />
      <Check name="nationwide" label={t('nationwide')} defaultChecked={of?.nationwide ?? true} />
    </>
  )
}

const Acts = ({ of, county }: { readonly of: Card; readonly county: string }): ReactNode => {
  const { t } = useTranslation('lawyers')
  const path = { lawyer: of.lawyerId }
  const isSuspended = of.inactive === 'suspended'
  return (
    <div className="buttons">
      {isSuspended ? (
        <Act word={t('reinstate')} primary changes={CHANGES} send={({ because }, header) => api.DELETE('/api/v1/lawyers/{lawyer}/suspension', { params: { path, header }, body: { because: because! } })}><Because /></Act>
      ) : (
        <Act word={t('suspend')} danger explain={t('suspend.explain')} changes={CHANGES}
          send={({ reason, until, because }, header) => api.POST('/api/v1/lawyers/{lawyer}/suspension', {
            params: { path, header }, body: { reason: reason as 'other', until: until === undefined ? null : instantOf(until), ...(because === undefined ? {} : { because }) },
          })}>
          <Choice label={t('reason')} name="reason" required empty={t('reason')} options={GROUNDS.map((each) => [each, t(`ground.${each}`)])} />
          <Text label={t('until')} hint={t('until.hint')} name="until" type="datetime-local" />
          <Remark />
        </Act>
      )}
      <Act word={t('appoint')} explain={t('appoint.explain')} changes={CHANGES}
        send={({ villages, until, because }, header) => api.POST('/api/v1/lawyers/{lawyer}/appointments', {
          params: { path, header },
          body: { counsel: { appointmentId: header['Idempotency-Key'], county, villages: (villages ?? '').split(/[,，\s]+/).filter((each) => each !== ''), until: until === undefined ? null : endOfDay(until) }, because: because! },
        })}>
        <Text label={t('villages')} hint={t('villages.hint')} name="villages" />
        <Text label={t('term')} hint={t('term.hint')} name="until" type="date" />
        <Because />
      </Act>
      <Act word={t('pass')} changes={CHANGES} send={({ until, because }, header) => api.PUT('/api/v1/lawyers/{lawyer}/annual-check', { params: { path, header }, body: { validUntil: endOfDay(until!), because: because! } })}>
        <Text label={t('pass.until')} name="until" type="date" required />
        <Because />
      </Act>
      <Act word={t('fail')} danger changes={CHANGES}
        send={({ reason, because }, header) => api.DELETE('/api/v1/lawyers/{lawyer}/annual-check', { params: { path, header }, body: { reason: reason as 'withdrawn', ...(because === undefined ? {} : { because }) } })}>
        <Choice label={t('reason')} name="reason" required empty={t('reason')} options={FAILS.map((each) => [each, t(`fail.${each}`)])} />
        <Remark />
      </Act>
      <Act word={t('change-profile')} lists={['specialties']} changes={CHANGES} send={(values, header) => api.PUT('/api/v1/lawyers/{lawyer}/profile', { params: { path, header }, body: { profile: profileBody(values, of), because: values['because']! } })}><ProfileFields of={of} /><Because /></Act>
      <Act word={t('change-phone')} changes={CHANGES} send={({ phone, because }, header) => api.PUT('/api/v1/lawyers/{lawyer}/phone', { params: { path, header }, body: { phone: phone ?? null, because: because! } })}>
        <Text label={t('phone.new')} hint={t('phone.new.hint')} name="phone" inputMode="numeric" pattern="1[3-9][0-9]{9}" maxLength={11} autoComplete="off" />
        <Because />
      </Act>
      <Act word={t('deregister')} danger explain={t('deregister.explain')} changes={CHANGES}
        send={({ reason, because }, header) => api.POST('/api/v1/lawyers/{lawyer}/deregistration', { params: { path, header }, body: { reason: reason as 'retired', ...(because === undefined ? {} : { because }) } })}>
        <Choice label={t('reason')} name="reason" required empty={t('reason')} options={GONE.map((each) => [each, t(`gone.${each}`)])} />
        <Remark />
      </Act>
    </div>
  )
}

export const One = ({ lawyer }: { readonly lawyer: string }): ReactNode => {
  const { t } = useTranslation('lawyers')
  const { role, county } = useActing()
  const placeOf = usePlaces()
  const { data: of, error, refetch } = useQuery({ queryKey: ['lawyer', lawyer], queryFn: () => reading(api.GET('/api/v1/lawyers/{lawyer}', { params: { path: { lawyer } } })) })
  const topics = useTopics()
  if (of === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  const isKeeper = role === 'desk' || role === 'bureau-head'
  const topicOf = (code: string): string => topics.data?.items.find((each) => each.code === code)?.name ?? code
  const appointments = of.appointments ?? []
  return (
    <>
      <h2>{of.name} <span className="soft">{of.firm}</span> <Mark tone={of.isActive ? 'good' : 'bad'}>{t(`standing.${of.isActive ? 'active' : of.inactive ?? 'suspended'}` as 'standing.active')}</Mark>{of.isSimulated ? <Mark>{t('simulated')}</Mark> : null}</h2>
      <Facts of={[
        [t('licence'), of.licence], [t('kind'), t(`kind.${of.kind}` as 'kind.social')], [t('place'), placeOf(of.county ?? of.region)], [t('languages'), of.languages.map((each) => t(`language.${each}` as 'language.zh')).join(comma())], [t('enterprise'), t(of.enterprise ? 'yes' : 'no')], [t('nationwide'), t(of.nationwide ? 'yes' : 'no')],
        ...(!isKeeper ? [] : [
          [t('check'), of.check === undefined ? '—' : t(`check.${of.check.kind}`, { until: day(of.check.until) })] as const, [t('phone'), t(of.hasPhone === true ? 'phone.has' : 'phone.none')] as const,
          [t('available'), t(of.isAvailable === true ? 'on' : 'off')] as const, [t('quiet'), of.quiet === null || of.quiet === undefined ? '—' : `${minutes(of.quiet.from)}–${minutes(of.quiet.to)}`] as const,
          [t('conflicts'), of.conflicts ?? 0] as const, [t('barred'), when(of.barredUntil)] as const, [t('registered'), when(of.registeredAt)] as const, [t('suspended-until'), of.suspended === null || of.suspended === undefined ? '—' : of.suspended.until === null ? t('forever') : when(of.suspended.until)] as const,
        ]),
      ]} />
      <p>{of.specialties.map((code) => <Mark key={code}>{topicOf(code)}</Mark>)}</p>
      {isKeeper && of.phase === 'registered' ? <Acts of={of} county={county} /> : null}
      {!isKeeper || appointments.length === 0 ? null : <h2>{t('appointments')}</h2>}
      {!isKeeper ? null : appointments.map(({ appointmentId, county: where, villages, until }) => (
        <div key={appointmentId} className="buttons">
          <span>{t(villages.length === 0 ? 'counsel.all' : 'counsel.of', { county: placeOf(where), villages: villages.length, until: until === null ? t('forever') : when(until) })}</span>
          <Act word={t('end')} title={`${t('end')} ${where}`} danger changes={CHANGES}
            send={({ because }, header) => api.DELETE('/api/v1/lawyers/{lawyer}/appointments/{appointment}', { params: { path: { lawyer, appointment: appointmentId }, header }, body: { because: because! } })}><Because /></Act>
        </div>
      ))}
    </>
  )
}
