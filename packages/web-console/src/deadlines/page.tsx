// What happens by itself in the next ten minutes, over the whole platform.
import { addWords, ProblemNotice, usePlatformTime } from '@zhijian/web-kit'
import { Segmented } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { belongsTo, KINDS, useDeadlines, type Kind } from './data.ts'
import { DeadlineTable } from './list.tsx'
import { eventWords } from '../story/event-words.ts'
import { deadlineWords } from './words.ts'
import './deadlines.css'

addWords('events', eventWords)
export const words = { name: 'deadlines', words: deadlineWords }

/** Whom it is due for within the ten minutes that are shown. */
const AHEAD_MS = 600_000

const Deadlines = (): ReactNode => {
  const { t } = useTranslation('deadlines')
  const { t: common } = useTranslation('kit')
  const { shown, streams, total, error, isLoading, retry } = useDeadlines()
  const [kind, setKind] = useState<Kind | 'all'>('all')
  const nowMs = usePlatformTime(1000)
  // A look again may have brought what is due later than the list goes.
  const last = nowMs === null ? null : new Date(nowMs + AHEAD_MS).toISOString()
  const lastMinute = last?.slice(0, 16) ?? null
  const rows = useMemo(
    () => shown.filter((row) => (lastMinute === null || row.due.slice(0, 16) <= lastMinute) && belongsTo(kind, row)), [shown, kind, lastMinute])
  const counts = useMemo(() => Object.fromEntries(KINDS.map((each) => [each, shown.filter((row) => belongsTo(each, row)).length])) as Record<Kind, number>, [shown])
  const offered = KINDS.filter((each) => counts[each] > 0 || each === kind)
  return (
    <main className="console-page deadlines-page">
      <h1>{t('title')}</h1>
      <p className="zj-hint">{t('lead')}</p>
      <ProblemNotice error={error} onRetry={retry} />
      <div className="tools">
        <Segmented aria-label={t('filter')} value={kind} onChange={setKind} options={[
          { value: 'all' as const, label: `${t('all')} ${shown.length}` },
          ...offered.map((each) => ({ value: each, label: `${each === 'other' ? `${t('kind.lawyer')} · ${t('kind.duty')} · ${t('kind.mandate')}` : t(`kind.${each}`)} ${counts[each]}` })),
        ]} />
        <span role="status" className="count">{isLoading ? common('loading') : streams < total ? t('shown', { shown: streams, total }) : t('count', { count: rows.length })}</span>
      </div>
      {!isLoading && rows.length === 0 ? <p className="none">{t('none')}</p> : <DeadlineTable rows={rows} nowMs={nowMs} />}
    </main>
  )
}
export default Deadlines
