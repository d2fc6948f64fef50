// What somebody in community correction sees of her own: the ground on which it may be known where she is, its end, and what is hers to do.
import { useQuery } from '@tanstack/react-query'
import { api, comma, ProblemNotice, reading, SignedIn, useFresh } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CHINA } from '../when.ts'
import { Bases } from './basis.tsx'
import { CheckIn } from './check-in.tsx'
import { Check } from './check.tsx'
import { useMine, type Mine } from './data.ts'
import { Leaves } from './leaves.tsx'
import { Letter } from './letter.tsx'
import { Looks } from './looks.tsx'
import { supervisionWords } from './words.ts'
import { Zones } from './zones.tsx'
import '../ask/ask.css'
import '../question/question.css'
import './supervision.css'

export const words = { name: 'supervision', words: supervisionWords }

const Person = ({ of: { sentence, from, until, region, office, officers, end }, names }: { readonly of: Mine; readonly names: Readonly<Record<string, string>> }): ReactNode => {
  const { t, i18n } = useTranslation('supervision')
  const county = region.slice(0, 6)
  const { data } = useQuery({ queryKey: ['organisations', county], staleTime: 3_600_000, queryFn: () => reading(api.GET('/api/v1/counties/{county}/organisations', { params: { path: { county } } })) })
  const found = data?.items.find(({ organisationId }) => organisationId === office)
  const on = (at: string): string => new Date(at).toLocaleDateString(i18n.language, CHINA)
  return (
    <section className="mine-card" aria-labelledby="person">
      <h2 id="person">{t('person')}</h2>
      {end !== null && <p role="status"><strong>{t('over', { at: on(end.at), reason: t(`end.${end.reason as 'served'}`) })}</strong></p>}
      <dl className="mine-facts">
        <div><dt>{t('sentence')}</dt><dd>{t(`sentence.${sentence}`)}</dd></div>
        {/* The last day still counts: the term ends where the next begins. */}
        <div><dt>{t('term')}</dt><dd>{t('from-to', { from: on(from), until: on(new Date(Date.parse(until) - 1).toISOString()) })}</dd></div>
        <div><dt>{t('office')}</dt><dd>{found?.name ?? office}{found?.officePhone ? <><br /><a className="ask-link" href={`tel:${found.officePhone.replaceAll(/[^0-9+]/g, '')}`}>{t('ring', { number: found.officePhone })}</a></> : null}</dd></div>
        {officers.length > 0 && <div><dt>{t('officers')}</dt><dd>{officers.map((id) => names[id] ?? id).join(comma())}</dd></div>}
      </dl>
    </section>
  )
}

const Supervision = (): ReactNode => {
  const { t } = useTranslation('supervision')
  const { data, error, refetch } = useMine()
  useFresh('my-supervision')
  return (
    <main className="zj-page mine">
      <h1>{t('title')}</h1>
      <p>{t('says')}</p>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data?.items.length === 0 && <p role="status">{t('none')}</p>}
      {data?.items.map((of) => (
        <div key={of.superviseeId}>
          {of.check !== null && <Check key={of.check.checkId} supervisee={of.superviseeId} check={of.check} />}
          {of.checkIn !== null && <CheckIn key={of.checkIn.checkInId} supervisee={of.superviseeId} of={of.checkIn} />}
          {of.phase !== 'over' && <><Bases of={of} /><Zones of={of} /><Leaves of={of} /></>}
          <Letter of={of} />
          <Person of={of} names={data.names} />
          <Looks supervisee={of.superviseeId} />
        </div>
      ))}
      <p className="zj-hint">{t('rights')}</p>
      <Link className="zj-button zj-quiet talk-go" to="/">{t('back')}</Link>
    </main>
  )
}

const SupervisionPage = (): ReactNode => (
  <SignedIn by="phone" roles={({ roles }) => roles.filter((role) => role === 'citizen')}>{() => <Supervision />}</SignedIn>
)
export default SupervisionPage
