// A month's shifts: who serves, who did not come; and who is on duty this very moment.
import { useQuery } from '@tanstack/react-query'
import { api, bracketed, comma, platformNowMs, ProblemNotice, reading, usePlatformTime } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Because, Choice, Text } from '../parts/fields.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { instantOf, localOf, when } from '../parts/when.ts'
import { lawyersWords } from './words.ts'

export const words = { name: 'lawyers', words: lawyersWords }

type Shift = Item<'show-roster'>
const POSTS = ['online', 'hotline', 'window', 'court', 'detention-centre'] as const
const HOUR_MS = 3_600_000
const CHANGES = ['roster', 'on-duty']

const OnDuty = ({ county }: { readonly county: string }): ReactNode => {
  const { t } = useTranslation('lawyers')
  const { data, error } = useQuery({ queryKey: ['on-duty', county], refetchInterval: 60_000, queryFn: () => reading(api.GET('/api/v1/counties/{county}/on-duty', { params: { path: { county } } })) })
  return (
    <section className="note">
      <h2>{t('now')}</h2>
      <ProblemNotice error={error} />
      {data === undefined ? null : data.items.length === 0 ? <p>{t('now.none')}</p>
        : <ul>{data.items.map(({ rosterId, shiftId, post, endsAt, lawyers }) => <li key={`${rosterId}/${shiftId}`}>{t(`post.${post}` as 'post.online')} · {lawyers.map((id) => data.names[id] ?? id).join(comma()) || '—'} · {t('ends')} {when(endsAt)}</li>)}</ul>}
    </section>
  )
}

const One = ({ of, names, isKeeper }: { readonly of: Shift; readonly names: Readonly<Record<string, string>>; readonly isKeeper: boolean }): ReactNode => {
  const { t } = useTranslation('lawyers')
  const path = { roster: of.rosterId, shift: of.shiftId }
  const nowMs = usePlatformTime(10_000) ?? 0
  const hasBegun = Date.parse(of.startsAt) <= nowMs
  return (
    <>
      <h2>{t(`post.${of.post}` as 'post.online')} · {when(of.startsAt)}</h2>
      <Facts of={[[t('ends'), when(of.endsAt)], [t('capacity'), `${of.lawyers.length} / ${of.capacity}`], [t('phase'), t(`phase.${of.phase}`)]]} />
      <ul>{of.lawyers.map((id) => <li key={id}>{names[id] ?? id}{of.missedBy.includes(id) ? bracketed(t('missed')) : ''}</li>)}</ul>
      {!isKeeper ? null : (
        <div className="buttons">
          {of.phase === 'open' && !hasBegun ? <Act word={t('cancel-shift')} danger changes={CHANGES} send={({ because }, header) => api.DELETE('/api/v1/rosters/{roster}/shifts/{shift}', { params: { path, header }, body: { because: because! } })}><Because /></Act> : null}
          {hasBegun && of.lawyers.some((id) => !of.missedBy.includes(id)) ? (
            <Act word={t('no-show')} danger explain={t('rosters.intro')} changes={CHANGES} send={({ lawyer, because }, header) => api.POST('/api/v1/rosters/{roster}/shifts/{shift}/no-shows', { params: { path, header }, body: { lawyerId: lawyer!, because: because! } })}>
              <Choice label={t('who')} name="lawyer" required options={of.lawyers.filter((id) => !of.missedBy.includes(id)).map((id) => [id, names[id] ?? id])} />
              <Because />
            </Act>
          ) : null}
        </div>
      )}
    </>
  )
}

const Rosters = (): ReactNode => {
  const { t } = useTranslation('lawyers')
  const { county, role, region } = useActing()
  const known = usePlatformTime(60_000)
  const [picked, setMonth] = useState('')
  const [suffix, setSuffix] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const month = picked !== '' ? picked : known === null ? '' : localOf(known).slice(0, 7)
  const roster = `${county}-${month}${suffix === '' ? '' : `-${suffix}`}`
  const list = usePages<Shift, Answer<'show-roster'>>(['roster', roster], (cursor) => api.GET('/api/v1/rosters/{roster}', { params: { path: { roster }, query: { limit: '100', ...(cursor === undefined ? {} : { cursor }) } } }), { enabled: county !== '' && month !== '' })
  const isKeeper = role === 'desk' || role === 'bureau-head'
  const names = list.first?.names ?? {}
  const one = list.rows.find(({ shiftId }) => shiftId === chosen)
  return (
    <Page title={t('rosters.title')} intro={t('rosters.intro')} actions={!isKeeper ? null : (
      <>
        <Act word={t('open-roster')} title={`${t('open-roster')} ${roster}`} changes={CHANGES} send={({ grab, max, release, bar, because }, header) => api.POST('/api/v1/rosters/{roster}', {
          params: { path: { roster }, header },
          body: { grabFrom: instantOf(grab!), maxShiftsPerLawyer: Number(max), releaseMs: Number(release) * HOUR_MS, barMs: Number(bar) * 24 * HOUR_MS, because: because! },
        })}>
          <div className="columns">
            <Text label={t('grab')} name="grab" type="datetime-local" required defaultValue={localOf(platformNowMs())} />
            <Text label={t('max')} name="max" type="number" min={1} max={100} required defaultValue="4" />
            <Text label={t('release')} name="release" type="number" min={0} max={336} required defaultValue="24" />
            <Text label={t('bar')} name="bar" type="number" min={0} max={366} required defaultValue="30" />
          </div>
          <Because />
        </Act>
        <Act word={t('open-shift')} title={`${t('open-shift')} ${roster}`} primary changes={CHANGES} send={({ post, starts, ends, capacity, because }, header) => api.POST('/api/v1/rosters/{roster}/shifts', {
          params: { path: { roster }, header },
          body: { shift: { shiftId: header['Idempotency-Key'], post: post as 'online', startsAt: instantOf(starts!), endsAt: instantOf(ends!), capacity: Number(capacity), languages: [] }, because: because! },
        })}>
          <div className="columns">
            <Choice label={t('post')} name="post" required options={POSTS.map((each) => [each, t(`post.${each}`)])} />
            <Text label={t('capacity')} name="capacity" type="number" min={1} max={50} required defaultValue="1" />
            <Text label={t('starts')} name="starts" type="datetime-local" required />
            <Text label={t('ends')} name="ends" type="datetime-local" required />
          </div>
          <Because />
        </Act>
      </>
    )}>
      {county === '' || role === 'auditor' || (region !== null && region.length > 6) ? null : <OnDuty county={county} />}
      <form className="search" onSubmit={(event) => event.preventDefault()}>
        <label>{t('month')}<input name="month" type="month" value={month} onChange={({ target }) => setMonth(target.value)} /></label>
        <label>{t('suffix')}<input name="suffix" value={suffix} maxLength={16} placeholder={t('suffix.hint')} onChange={({ target }) => setSuffix(target.value.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))} /></label>
      </form>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={roster} rows={list.rows} isLoading={list.isLoading} isUnread={list.isUnread} onEnd={list.onEnd} keyOf={({ shiftId }) => shiftId} chosen={chosen} empty={t('no-shifts')} onOpen={({ shiftId }) => setChosen(shiftId)} height="calc(100vh - 380px)" columns={[
          { key: 'starts', title: t('starts'), width: '10rem', cell: ({ startsAt }) => when(startsAt) },
          { key: 'ends', title: t('ends'), width: '10rem', cell: ({ endsAt }) => when(endsAt) },
          { key: 'post', title: t('post'), width: '1fr', cell: ({ post }) => t(`post.${post}` as 'post.online') },
          { key: 'who', title: t('who'), width: '2fr', cell: ({ lawyers, capacity }) => `${lawyers.length}/${capacity} ${lawyers.map((id) => names[id] ?? id).join(comma())}` },
          { key: 'phase', title: t('phase'), width: '5rem', cell: ({ phase }) => t(`phase.${phase}`) },
        ]} />
      )}>{one === undefined ? <p>{t('choose-shift')}</p> : <One key={one.shiftId} of={one} names={names} isKeeper={isKeeper} />}</Beside>
    </Page>
  )
}
export default Rosters
