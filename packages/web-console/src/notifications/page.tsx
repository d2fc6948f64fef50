// Who was told, who was held back and why, and what became of it: of the county, of one question, of one lawyer.
import { bracketed, ProblemNotice } from '@zhijian/web-kit'
import { Button, Drawer, Input, Segmented } from 'antd'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useActing } from '../acting.ts'
import { useMoments } from '../platform/format.ts'
import { Mark, type Tone } from '../platform/mark.tsx'
import { Rows, type Column } from '../platform/rows.tsx'
import { useCounty, useLawyer, useQuestion, useRecipients, type Delivery, type Notice } from './read.ts'
import { notificationsWords } from './words.ts'

export const words = { name: 'notifications', words: notificationsWords }

const TONES: Readonly<Record<string, Tone>> = { delivered: 'good', failed: 'bad', unknown: 'warn' }

/** `sms unknown` → how many, in words. */
const Counts = ({ of, kind }: { readonly of: Readonly<Record<string, number>>; readonly kind: 'outcome' | 'report' }): ReactNode => {
  const { t } = useTranslation('notifications')
  return Object.entries(of).map(([key, count]) => {
    const [channel = '', outcome = ''] = key.split(' ')
    return <Mark key={key} tone={TONES[outcome] ?? 'calm'}>{t(`channel.${channel}`)} {t(`${kind}.${outcome}`)} {count}</Mark>
  })
}

const State = ({ delivery: { stopped, started, waves } }: { readonly delivery: Delivery }): ReactNode => {
  const { t } = useTranslation('notifications')
  return <>{stopped !== null ? t('state.stopped', { why: t(`stop.${stopped}`, { defaultValue: stopped }) }) : t(started < waves.length ? 'state.going' : 'state.over')}<small>{t('waves')} {t('waves.of', { started, all: waves.length })}</small></>
}

const useNoticeColumns = (): readonly Column<Notice>[] => {
  const { t } = useTranslation('notifications')
  return [
    {
      key: 'channels', head: t('channels'), width: 'minmax(12rem, 1.4fr)', cell: ({ channels, outcomes, reports }) => channels.map((channel) => {
        const outcome = outcomes[channel] ?? 'none'
        return <span className="zj-why" key={channel}>{t(`channel.${channel}`)} <Mark tone={TONES[outcome] ?? 'calm'}>{t(`outcome.${outcome}`)}</Mark>{reports[channel] === undefined ? null : <Mark tone={TONES[reports[channel]] ?? 'calm'}>{t(`report.${reports[channel]}`)}</Mark>}</span>
      }),
    },
    {
      key: 'why', head: t('why'), width: 'minmax(10rem, 1.2fr)', cell: ({ held }) => held.map(({ reason, channel }) =>
        <span className="zj-why" key={`${reason} ${channel}`}>{t(`held.${reason}`)}{channel === null ? '' : bracketed(t(`channel.${channel}`))}</span>),
    },
  ]
}

const Recipients = ({ delivery, onClose }: { readonly delivery: Delivery; readonly onClose: () => void }): ReactNode => {
  const { t } = useTranslation('notifications')
  const recipients = useRecipients(delivery)
  const columns = useNoticeColumns()
  const rows = useMemo(() => recipients.data?.pages.flatMap(({ items }) => items) ?? [], [recipients.data])
  const { hasNextPage, isFetching, fetchNextPage } = recipients
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return (
    <Drawer open size={760} onClose={onClose} title={`${t(`notice.${delivery.notice}`)} · ${t('recipients')}`} closable={{ 'aria-label': t('close') }}>
      <ProblemNotice error={recipients.error} onRetry={() => void recipients.refetch()} />
      <Rows name={t('recipients')} rows={rows} keyOf={({ recipient }) => recipient} none={recipients.isPending ? '' : t('none.recipients')} onEnd={onEnd} height="calc(100vh - 140px)" columns={[
        { key: 'recipient', head: t('recipient'), width: 'minmax(10rem, 1fr)', cell: ({ recipient }) => <code>{recipient}</code> }, ...columns,
      ]} />
    </Drawer>
  )
}

const Deliveries = ({ rows, isPending, onEnd }: { readonly rows: readonly Delivery[]; readonly isPending: boolean; readonly onEnd?: () => void }): ReactNode => {
  const { t } = useTranslation('notifications')
  const moment = useMoments()
  const [open, setOpen] = useState<Delivery | null>(null)
  return (
    <>
      <Rows name={t('title')} rows={rows} keyOf={({ deliveryId }) => deliveryId} none={isPending ? '' : t('none')} rowHeight={62} chosen={open?.deliveryId ?? null} {...(onEnd === undefined ? {} : { onEnd })} columns={[
        { key: 'at', head: t('at'), width: '11rem', cell: ({ openedAt }) => moment(openedAt) },
        { key: 'what', head: t('what'), width: 'minmax(8rem, 1fr)', cell: ({ notice, isUrgent }) => <>{t(`notice.${notice}`)}{isUrgent ? <small>{t('urgent')}</small> : null}</> },
        { key: 'about', head: t('about'), width: 'minmax(9rem, 1.1fr)', cell: ({ consultationId }) => <code>{consultationId ?? '—'}</code> },
        { key: 'meant', head: t('meant'), width: '5rem', cell: ({ audience }) => audience },
        { key: 'told', head: t('told'), width: '5rem', cell: ({ told }) => told },
        { key: 'held', head: t('held'), width: 'minmax(9rem, 1.2fr)', cell: ({ held }) => Object.entries(held).map(([reason, count]) => <span className="zj-why" key={reason}>{t(`held.${reason}`)} {count}</span>) },
        { key: 'results', head: t('results'), width: 'minmax(10rem, 1.3fr)', cell: ({ receipts, reports }) => <><Counts of={receipts} kind="outcome" /><Counts of={reports} kind="report" /></> },
        { key: 'state', head: t('state'), width: '9rem', cell: (delivery) => <State delivery={delivery} /> },
        { key: 'open', head: t('recipients'), width: '7rem', cell: (delivery) => (delivery.consultationId === null ? null : <Button size="small" onClick={() => setOpen(delivery)}>{t('open')}</Button>) },
      ]} />
      {open === null ? null : <Recipients delivery={open} onClose={() => setOpen(null)} />}
    </>
  )
}

const OfCounty = (): ReactNode => {
  const { county } = useActing()
  const found = useCounty(county)
  const rows = useMemo(() => found.data?.pages.flatMap(({ items }) => items) ?? [], [found.data])
  const { hasNextPage, isFetching, fetchNextPage } = found
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return <><ProblemNotice error={found.error} onRetry={() => void found.refetch()} /><Deliveries rows={rows} isPending={found.isPending} onEnd={onEnd} /></>
}

const OfQuestion = ({ id }: { readonly id: string }): ReactNode => {
  const { t } = useTranslation('notifications')
  const found = useQuestion(id)
  if (id === '') return <p className="zj-lead">{t('enter.question')}</p>
  return <><ProblemNotice error={found.error} onRetry={() => void found.refetch()} /><Deliveries rows={found.data?.items ?? []} isPending={found.isPending} /></>
}

const OfLawyer = ({ id }: { readonly id: string }): ReactNode => {
  const { t } = useTranslation('notifications')
  const moment = useMoments()
  const found = useLawyer(id)
  const columns = useNoticeColumns()
  const rows = useMemo(() => found.data?.pages.flatMap(({ items }) => items) ?? [], [found.data])
  const { hasNextPage, isFetching, fetchNextPage } = found
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  if (id === '') return <p className="zj-lead">{t('enter.lawyer')}</p>
  return (
    <>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      <Rows name={t('title')} rows={rows} keyOf={({ deliveryId }) => deliveryId} none={found.isPending ? '' : t('none')} onEnd={onEnd} columns={[
        { key: 'at', head: t('at'), width: '11rem', cell: ({ at }) => moment(at) },
        { key: 'what', head: t('what'), width: 'minmax(9rem, 1fr)', cell: ({ notice }) => (notice ? t(`notice.${notice}`) : '—') },
        { key: 'about', head: t('about'), width: 'minmax(9rem, 1fr)', cell: ({ consultationId }) => <code>{consultationId ?? '—'}</code> }, ...columns,
      ]} />
    </>
  )
}

type By = 'county' | 'question' | 'lawyer'

const Notifications = (): ReactNode => {
  const { t } = useTranslation('notifications')
  const [place, setPlace] = useSearchParams()
  const by: By = place.has('consultation') ? 'question' : place.has('lawyer') ? 'lawyer' : 'county'
  const name = by === 'question' ? 'consultation' : 'lawyer'
  const id = place.get(name) ?? ''
  const [typed, setTyped] = useState(id)
  const show = (next: By): void => {
    setTyped('')
    setPlace(next === 'county' ? {} : { [next === 'question' ? 'consultation' : 'lawyer']: '' })
  }
  return (
    <main className="zj-screen">
      <h1>{t('title')}</h1>
      <p className="zj-lead">{t('lead')}</p>
      <form className="zj-tools" onSubmit={(event) => {
        event.preventDefault()
        setPlace({ [name]: typed.trim() })
      }}>
        <Segmented aria-label={t('by')} value={by} onChange={show} options={(['county', 'question', 'lawyer'] as const).map((value) => ({ value, label: t(`by.${value}`) }))} />
        {by === 'county' ? null : (
          <>
            <label>{t(by === 'question' ? 'question' : 'lawyer')}<Input name="id" value={typed} maxLength={64} style={{ width: 280 }} onChange={({ target }) => setTyped(target.value)} /></label>
            <Button type="primary" htmlType="submit">{t('look')}</Button>
          </>
        )}
      </form>
      {by === 'county' ? <OfCounty /> : by === 'question' ? <OfQuestion id={id} /> : <OfLawyer id={id} />}
    </main>
  )
}
export default Notifications
