// Who is called now, and in the weeks to come.
import { useQuery } from '@tanstack/react-query'
import { api, bracketed, comma, platformNowMs, ProblemNotice, reading } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act, type Values } from '../parts/act.tsx'
import { Because, Choice, Text } from '../parts/fields.tsx'
import { Facts, Page } from '../parts/page.tsx'
import type { Answer } from '../parts/read.ts'
import { instantOf, localOf, when } from '../parts/when.ts'
import { staffWords } from './words.ts'

export const words = { name: 'staff', words: staffWords }

type Line = NonNullable<Answer<'list-watches'>['items'][number]['standing']>
const CHANGES = ['watches']
const RANKS = ['officer', 'deputy', 'head'] as const
const lineOf = (values: Values) => ({ officer: values['officer']!, deputy: values['deputy'] ?? null, head: values['head'] ?? null })

const LineFields = ({ people, of }: { readonly people: readonly (readonly [string, string])[]; readonly of: Line | null }): ReactNode => {
  const { t } = useTranslation('staff')
  return RANKS.map((rank) => <Choice key={rank} label={t(rank)} name={rank} required={rank === 'officer'} empty="—" defaultValue={of?.[rank] ?? ''} options={people} />)
}

const Watch = (): ReactNode => {
  const { t } = useTranslation('staff')
  const { county } = useActing()
  const { data, error, refetch } = useQuery({
    queryKey: ['watches', county], enabled: county !== '', refetchInterval: 60_000, queryFn: () => reading(api.GET('/api/v1/counties/{county}/watches', { params: { path: { county } } })),
  })
  const staff = useQuery({ queryKey: ['staff', county, 'all'], enabled: county !== '', queryFn: () => reading(api.GET('/api/v1/counties/{county}/staff', { params: { path: { county }, query: { limit: '200' } } })) })
  const people = (staff.data?.items ?? []).filter(({ phase, offices }) => phase === 'present' && offices.length > 0).map(({ personId, name }) => [personId, name === null ? personId : `${name}${bracketed(personId)}`] as const)
  const nameOf = (id: string | null): string => (id === null ? '—' : data?.names[id] ?? id)
  const inWords = (line: Line | null): string => (line === null ? t('nobody') : RANKS.map((rank) => `${t(rank)} ${nameOf(line[rank])}`).join(comma('sentences')))
  return (
    <Page title={t('watch.title')} intro={t('watch.intro')}>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data?.items.length === 0 ? <p className="note is-bad">{t('no-bureau')}</p> : null}
      {data?.items.map((bureau) => {
        const path = { county, organisation: bureau.organisationId }
        return (
          <section key={bureau.organisationId} className="card">
            <div className="page-head">
              <h2>{bureau.name}</h2>
              <div className="buttons">
                <Act word={t('set-standing')} changes={CHANGES} send={(values, header) => api.PUT('/api/v1/counties/{county}/organisations/{organisation}/standing-watch', { params: { path, header }, body: { line: lineOf(values), because: values['because']! } })}>
                  <LineFields people={people} of={bureau.standing} />
                  <Because />
                </Act>
                <Act word={t('plan')} primary changes={CHANGES} send={(values, header) => api.POST('/api/v1/counties/{county}/organisations/{organisation}/watches', {
                  params: { path, header }, body: { watch: { watchId: header['Idempotency-Key'], from: instantOf(values['from']!), until: instantOf(values['until']!), line: lineOf(values) }, because: values['because']! },
                })}>
                  <div className="columns">
                    <Text label={t('from')} name="from" type="datetime-local" required defaultValue={localOf(platformNowMs())} />
                    <Text label={t('until')} name="until" type="datetime-local" required />
                  </div>
                  <LineFields people={people} of={bureau.standing} />
                  <Because />
                </Act>
              </div>
            </div>
            <h3>{t('now')}</h3>
            {bureau.now === null ? <p className="note is-bad"><strong>{t('nobody.explain')}</strong></p> : <Facts of={RANKS.map((rank) => [t(rank), <strong key={rank}>{nameOf(bureau.now![rank])}</strong>])} />}
            <h3>{t('standing')}</h3>
            <p>{inWords(bureau.standing)}</p>
            <h3>{t('planned')}</h3>
            {bureau.watches.length === 0 ? <p>{t('no-watches')}</p> : (
              <table className="plain">
                <thead><tr><th>{t('from')}</th><th>{t('until')}</th>{RANKS.map((rank) => <th key={rank}>{t(rank)}</th>)}<th>{t('action')}</th></tr></thead>
                <tbody>{bureau.watches.map(({ watchId, from, until, line }) => (
                  <tr key={watchId}>
                    <td>{when(from)}</td><td>{when(until)}</td>{RANKS.map((rank) => <td key={rank}>{nameOf(line[rank])}</td>)}
                    <td><Act word={t('remove')} title={`${t('remove')} ${when(from)} – ${when(until)}`} danger changes={CHANGES} send={({ because }, header) => api.DELETE('/api/v1/counties/{county}/organisations/{organisation}/watches/{watch}', { params: { path: { ...path, watch: watchId }, header }, body: { because: because! } })}><Because /></Act></td>
                  </tr>
                ))}</tbody>
              </table>
            )}
          </section>
        )
      })}
    </Page>
  )
}
export default Watch
