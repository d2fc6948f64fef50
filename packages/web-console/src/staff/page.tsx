// Who works for the county, and in which offices: what they may do follows from these.
import { useQuery } from '@tanstack/react-query'
import { api, colon, comma, platformNowMs, ProblemNotice, reading } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Because, Choice, Text } from '../parts/fields.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePlaces } from '../parts/place.ts'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { instantOf, localOf, when } from '../parts/when.ts'
import { staffWords } from './words.ts'

export const words = { name: 'staff', words: staffWords }

type Row = Item<'list-staff'>
/** Offices that are given; the platform's own roles are granted to accounts. */
const GIVEN = ['desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'justice-office', 'legal-aid-clerk', 'legal-aid-head', 'mediator', 'committee-chair', 'notary', 'correction-officer', 'editor'] as const
const CHANGES = ['staff', 'accounts', 'watches']

const One = ({ of }: { readonly of: Row }): ReactNode => {
  const { t } = useTranslation('staff')
  const { county, role, session } = useActing()
  const placeOf = usePlaces()
  const organisations = useQuery({ queryKey: ['organisations', county], queryFn: () => reading(api.GET('/api/v1/counties/{county}/organisations', { params: { path: { county } } })) })
  const path = { person: of.personId }
  const mayAppoint = (role === 'bureau-head' || role === 'security-admin') && session.accountId !== of.personId && of.phase === 'present'
  const mayChange = of.phase === 'present' && role !== 'auditor'
  const nameOf = (id: string): string => organisations.data?.items.find(({ organisationId }) => organisationId === id)?.name ?? id
  return (
    <>
      <h2>{of.name ?? of.personId} {of.name === null ? null : <span className="soft">{of.personId}</span>}</h2>
      <Facts of={[[t('state'), t(of.phase)], [t('phone'), t(of.hasPhone ? 'phone.has' : 'phone.none')]]} />
      <h2>{t('offices')}</h2>
      {of.offices.length === 0 ? <p>{t('no-offices')}</p> : null}
      <ul>{of.offices.map((office) => (
        <li key={office.officeId}>
          {t(`role.${office.role}` as 'role.desk')} · {nameOf(office.organisationId)} · {placeOf(office.region)} <span className="soft">{when(office.from)} – {office.until === null ? t('forever') : when(office.until)}</span>{' '}
          {mayAppoint ? (
            <Act word={t('end')} title={`${t('end')}${colon()}${t(`role.${office.role}` as 'role.desk')}`} danger changes={CHANGES}
              send={({ because }, header) => api.DELETE('/api/v1/staff/{person}/offices/{office}', { params: { path: { person: of.personId, office: office.officeId }, header }, body: { because: because! } })}><Because /></Act>
          ) : null}
        </li>
      ))}</ul>
      <div className="buttons">
        {!mayAppoint ? null : (
          <Act word={t('take')} primary changes={CHANGES} send={({ office, organisation, region, from, until, because }, header) => api.POST('/api/v1/staff/{person}/offices', {
            params: { path, header },
            body: { office: { officeId: header['Idempotency-Key'], role: office as 'desk', organisationId: organisation!, region: region!, from: instantOf(from!), until: until === undefined ? null : instantOf(until) }, because: because! },
          })}>
            <Choice label={t('office')} name="office" required options={GIVEN.map((each) => [each, t(`role.${each}`)])} />
            <Choice label={t('organisation')} name="organisation" required options={(organisations.data?.items ?? []).map(({ organisationId, name }) => [organisationId, name])} />
            <Text label={t('region')} hint={t('region.hint')} name="region" required inputMode="numeric" pattern="\d{6}(\d{3}){0,2}" defaultValue={county} />
            <Text label={t('from')} name="from" type="datetime-local" required defaultValue={localOf(platformNowMs())} />
            <Text label={t('until')} hint={t('until.hint')} name="until" type="datetime-local" />
            <Because />
          </Act>
        )}
        {!mayChange ? null : (
          <Act word={t('details')} explain={t('details.hint')} changes={CHANGES}
            send={({ name, phone, because }, header) => api.PUT('/api/v1/staff/{person}/details', { params: { path, header }, body: { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }), because: because! } })}>
            <Text label={t('name')} name="name" maxLength={60} defaultValue={of.name ?? ''} autoComplete="off" />
            <Text label={t('phone')} name="phone" inputMode="numeric" pattern="1[3-9][0-9]{9}" maxLength={11} autoComplete="off" />
            <Because />
          </Act>
        )}
        {mayAppoint ? <Act word={t('leave')} danger explain={t('leave.explain')} changes={CHANGES} send={({ because }, header) => api.DELETE('/api/v1/staff/{person}', { params: { path, header }, body: { because: because! } })}><Because /></Act> : null}
      </div>
    </>
  )
}

const Staff = (): ReactNode => {
  const { t } = useTranslation('staff')
  const { county, role } = useActing()
  const [chosen, setChosen] = useState<string | null>(null)
  const list = usePages<Row, Answer<'list-staff'>>(['staff', county],
    (cursor) => api.GET('/api/v1/counties/{county}/staff', { params: { path: { county }, query: { limit: '100', ...(cursor === undefined ? {} : { cursor }) } } }), { enabled: county !== '' })
  const one = list.rows.find(({ personId }) => personId === chosen)
  return (
    <Page title={t('staff.title')} intro={t('staff.intro')} actions={role === 'auditor' ? null : (
      <Act word={t('add')} primary changes={CHANGES} send={({ id, name, phone, because }, header) => api.PUT('/api/v1/staff/{person}', {
        params: { path: { person: id! }, header }, body: { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }), because: because! },
      })}>
        <Text label={t('id')} hint={t('id.hint')} name="id" required pattern="[A-Za-z0-9_.\-]{2,64}" autoComplete="off" />
        <Text label={t('name')} name="name" maxLength={60} autoComplete="off" />
        <Text label={t('phone')} name="phone" inputMode="numeric" pattern="1[3-9][0-9]{9}" maxLength={11} autoComplete="off" />
        <Because />
      </Act>
    )}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={t('staff.title')} rows={list.rows} total={list.total} isLoading={list.isLoading} isUnread={list.isUnread} onEnd={list.onEnd} keyOf={({ personId }) => personId} chosen={chosen} onOpen={({ personId }) => setChosen(personId)} columns={[
          { key: 'name', title: t('name'), width: '1fr', cell: ({ name }) => name ?? '—' },
          { key: 'id', title: t('id'), width: '1.4fr', cell: ({ personId }) => personId },
          { key: 'offices', title: t('offices'), width: '2fr', cell: ({ offices, phase }) => (phase === 'left' ? t('left') : offices.map((office) => t(`role.${office.role}` as 'role.desk')).join(comma()) || t('no-offices')) },
        ]} />
      )}>{one === undefined ? <p>{t('choose')}</p> : <One key={one.personId} of={one} />}</Beside>
    </Page>
  )
}
export default Staff
