// Those who are supervised: where, by whom, on which ground and until when. Names are in the files.
import { api, ProblemNotice, usePlatformTime } from '@zhijian/web-kit'
import { Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Act } from '../parts/act.tsx'
import { Because, Choice, Text } from '../parts/fields.tsx'
import { Mark } from '../parts/mark.tsx'
import { Page } from '../parts/page.tsx'
import { usePages, type Answer } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { day, endOfDay, instantOf, lastDay } from '../parts/when.ts'
import { SENTENCES, shortNumber, stateOf, useMayAct, useOffices, useReach, type Row } from './data.ts'
import { OfficeFields, officeOf } from './fields.tsx'
import { correctionWords } from './words.ts'

export const words = { name: 'correction', words: correctionWords }

const Enrol = ({ reach }: { readonly reach: string }): ReactNode => {
  const { t } = useTranslation('correction')
  return (
    <Act word={t('enrol')} primary explain={t('enrol.explain')} lists={['officers']} changes={['supervisees']}
      send={(values, header) => api.POST('/api/v1/supervisees', {
        params: { header },
        body: {
          phone: values['phone']!, name: values['name']!, sentence: values['sentence'] as 'probation', ...officeOf(values), from: instantOf(`${values['from']!}T00:00`), until: endOfDay(values['until']!), because: values['because']!,
        },
      })}>
      <div className="columns">
        <Text label={t('phone')} name="phone" required inputMode="numeric" pattern="1[3-9][0-9]{9}" maxLength={11} autoComplete="off" />
        <Text label={t('name')} name="name" required maxLength={60} autoComplete="off" />
        <Choice label={t('sentence')} name="sentence" required options={SENTENCES.map((each) => [each, t(`sentence.${each}`)])} />
      </div>
      <OfficeFields region={reach} />
      <div className="columns">
        <Text label={t('from.day')} name="from" type="date" required />
        <Text label={t('until.day')} name="until" type="date" required />
      </div>
      <Because />
    </Act>
  )
}

const People = (): ReactNode => {
  const { t } = useTranslation('correction')
  const reach = useReach()
  const mayAct = useMayAct()
  const go = useNavigate()
  const { nameOf } = useOffices()
  const nowMs = usePlatformTime(10_000)
  const [show, setShow] = useState<'current' | 'over'>('current')
  const list = usePages<Row, Answer<'list-supervisees'>>(['supervisees', reach, show], (cursor) => api.GET('/api/v1/regions/{region}/supervisees', {
    params: { path: { region: reach }, query: { over: show === 'over' ? 'true' : 'false', limit: '100', ...(cursor === undefined ? {} : { cursor }) } },
  }), { enabled: reach !== '' })
  const basis = (row: Row): ReactNode => {
    const live = row.bases.filter((each) => nowMs !== null && stateOf(each, nowMs) === 'live')
    return live.length === 0 ? t('basis.none') : live.map(({ basisId, kind, until }) => <Mark key={basisId} tone={kind === 'positioning' ? 'warn' : 'good'}>{`${t(`basis.${kind}`)} ${t('until', { day: lastDay(until) })}`}</Mark>)
  }
  const now = (row: Row): ReactNode => (
    <>
      {row.isTracked ? <Mark tone="warn">{t('tracked')}</Mark> : null}
      {row.check === null || nowMs === null || Date.parse(row.check.closesAt) <= nowMs ? null : <Mark tone="good">{t('checking')}</Mark>}
      {row.isLetterSigned || row.phase === 'over' ? null : <Mark>{t('letter.unsigned')}</Mark>}
      {row.end === null ? null : `${t(`end.${row.end.reason as 'served'}`)} ${day(row.end.at)}`}
    </>
  )
  return (
    <Page title={t('people.title')} intro={t('people.intro')} actions={(
      <>
        <Segmented aria-label={t('show')} value={show} onChange={setShow} options={[{ value: 'current' as const, label: t('current') }, { value: 'over' as const, label: t('over') }]} />
        {mayAct ? <Enrol reach={reach} /> : null}
      </>
    )}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Table label={t('people.title')} rows={list.rows} total={list.total} isLoading={list.isLoading} isUnread={list.isUnread} empty={t(show === 'over' ? 'people.none.over' : 'people.none')} onEnd={list.onEnd}
        keyOf={({ superviseeId }) => superviseeId} onOpen={({ superviseeId }) => void go(`/correction/people/${superviseeId}`)} columns={[
          { key: 'number', title: t('number'), width: '6rem', cell: ({ superviseeId }) => shortNumber(superviseeId) },
          { key: 'office', title: t('office'), width: '1.2fr', cell: ({ office }) => nameOf(office) },
          { key: 'sentence', title: t('sentence'), width: '6.5rem', cell: ({ sentence }) => t(`sentence.${sentence}`) },
          { key: 'term', title: t('term'), width: '1.5fr', cell: ({ from, until }) => `${day(from)} – ${lastDay(until)}` },
          { key: 'basis', title: t('basis'), width: '1.7fr', cell: basis },
          { key: 'state', title: t('state'), width: '1.4fr', cell: now },
        ]} />
    </Page>
  )
}
export default People
