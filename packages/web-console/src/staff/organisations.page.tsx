import { useQuery } from '@tanstack/react-query'
import { api, colon, comma, ProblemNotice, reading } from '@zhijian/web-kit'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Because, Choice, Text } from '../parts/fields.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { Table } from '../parts/table.tsx'
import { staffWords } from './words.ts'

export const words = { name: 'staff', words: staffWords }

const KINDS = ['bureau', 'legal-service-centre', 'legal-aid-centre', 'mediation-centre', 'mediation-committee', 'justice-office', 'village-office', 'corrections-agency', 'notary-office', 'law-firm', 'legal-service-firm'] as const
const CHANGES = ['organisations', 'watches']

const Organisations = (): ReactNode => {
  const { t } = useTranslation('staff')
  const { county } = useActing()
  const [chosen, setChosen] = useState<string | null>(null)
  const [wanted, setWanted] = useState('')
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['organisations', county], enabled: county !== '', queryFn: () => reading(api.GET('/api/v1/counties/{county}/organisations', { params: { path: { county } } })),
  })
  const rows = useMemo(() => (data?.items ?? []).filter(({ name, serves }) => name.includes(wanted) || serves.some((code) => wanted !== '' && code.startsWith(wanted))), [data, wanted])
  const one = rows.find(({ organisationId }) => organisationId === chosen)
  return (
    <Page title={t('organisations.title')} intro={t('organisations.intro')} actions={(
      <Act word={t('found')} primary changes={CHANGES} send={(values, header) => api.PUT('/api/v1/counties/{county}/organisations/{organisation}', {
        params: { path: { county, organisation: values['id']! }, header },
        body: {
          kind: values['kind'] as 'bureau', name: values['name']!, parentId: values['parent'] ?? null, address: values['address'] ?? null, officePhone: values['phone'] ?? null,
          serves: (values['serves'] ?? '').split(/[,，\s]+/).filter((each) => each !== ''), because: values['because']!,
        },
      })}>
        <div className="columns">
          <Text label={t('organisation.id')} name="id" required pattern="[A-Za-z0-9_\-]{1,64}" autoComplete="off" />
          <Choice label={t('kind')} name="kind" required options={KINDS.map((each) => [each, t(`kind.${each}`)])} />
          <Text label={t('organisation.name')} name="name" required maxLength={80} autoComplete="off" />
          <Choice label={t('parent')} name="parent" empty="—" options={(data?.items ?? []).filter(({ kind }) => kind !== 'village-office').map(({ organisationId, name }) => [organisationId, name])} />
          <Text label={t('address')} name="address" maxLength={200} autoComplete="off" />
          <Text label={t('office-phone')} name="phone" pattern="[0-9+\(\) \-]{3,30}" autoComplete="off" />
        </div>
        <Text label={t('serves')} hint={t('serves.hint')} name="serves" autoComplete="off" />
        <Because />
      </Act>
    )}>
      <form className="search" role="search" onSubmit={(event) => event.preventDefault()}>
        <label className="wide">{t('find')}<input type="search" name="find" value={wanted} onChange={({ target }) => setWanted(target.value.trim())} /></label>
      </form>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <Beside list={(
        <Table label={t('organisations.title')} rows={rows} isLoading={isFetching} isUnread={data === undefined && error !== null} keyOf={({ organisationId }) => organisationId} chosen={chosen} onOpen={({ organisationId }) => setChosen(organisationId)} empty={t('none')} columns={[
          { key: 'name', title: t('organisation.name'), width: '2fr', cell: ({ name }) => name },
          { key: 'kind', title: t('kind'), width: '1fr', cell: ({ kind }) => t(`kind.${kind}` as 'kind.bureau') },
          { key: 'phone', title: t('office-phone'), width: '9rem', cell: ({ officePhone }) => officePhone ?? '—' },
        ]} />
      )}>
        {one === undefined ? <p>{t('choose-organisation')}</p> : (
          <>
            <h2>{one.name}</h2>
            <Facts of={[[t('organisation.id'), one.organisationId], [t('kind'), t(`kind.${one.kind}` as 'kind.bureau')], [t('address'), one.address ?? '—'], [t('office-phone'), one.officePhone ?? '—'], [t('serves'), one.serves.join(comma()) || '—'],
              [t('parent'), data?.items.find(({ organisationId }) => organisationId === one.parentId)?.name ?? one.parentId ?? '—']]} />
            <div className="buttons">
              <Act word={t('rename')} title={`${t('rename')}${colon()}${one.name}`} explain={t('rename.explain')} changes={CHANGES}
                send={({ name, because }, header) => api.PUT('/api/v1/counties/{county}/organisations/{organisation}/name', { params: { path: { county, organisation: one.organisationId }, header }, body: { name: name!, because: because! } })}>
                <Text label={t('organisation.name')} name="name" required maxLength={80} defaultValue={one.name} autoComplete="off" />
                <Because />
              </Act>
              <Act word={t('close')} title={`${t('close')}${colon()}${one.name}`} danger explain={t('close.explain')} changes={CHANGES}
                send={({ because }, header) => api.DELETE('/api/v1/counties/{county}/organisations/{organisation}', { params: { path: { county, organisation: one.organisationId }, header }, body: { because: because! } })}><Because /></Act>
            </div>
          </>
        )}
      </Beside>
    </Page>
  )
}
export default Organisations
