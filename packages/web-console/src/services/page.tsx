// How every service is, and a view made anew. All of it is what the instances say of themselves; nothing is concluded here.
import { bracketed, comma, ProblemNotice } from '@zhijian/web-kit'
import { Alert, Button, Progress } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useActing } from '../acting.ts'
import { lengthOf, named, shareOf, useMoments } from '../platform/format.ts'
import { Mark } from '../platform/mark.tsx'
import { ReasonDialog } from '../platform/reason.tsx'
import { Rows } from '../platform/rows.tsx'
import { Lateness } from './lateness.tsx'
import { isWell, keyOf, useRebuild, useServices, type Instance, type Report, type View } from './read.ts'
import { servicesWords } from './words.ts'
import './services.css'

export const words = { name: 'services', words: servicesWords }

const State = ({ instance }: { readonly instance: Instance }): ReactNode => {
  const { t } = useTranslation('services')
  if (instance.report === null) return <Mark tone="bad">{t('silent')}</Mark>
  if (!instance.report.ready) return <Mark tone="bad">{t('not-ready')}</Mark>
  return isWell(instance) ? <Mark tone="good">{t('well')}</Mark> : <Mark tone="warn">{t('attention')}</Mark>
}

const Made = ({ view, head }: { readonly view: View; readonly head: string | null }): ReactNode => {
  const { t } = useTranslation('services')
  const { rebuild, documents } = view
  if (rebuild === null) return null
  const name = t('rebuild.progress', { view: named('view', view.name) })
  switch (rebuild.phase) {
    case 'filling': {
      const share = shareOf(rebuild.position, head) ?? 0
      return <><Progress percent={Math.floor(share * 90)} size="small" showInfo={false} aria-label={name} /><small>{t('rebuild.filling', { percent: Math.floor(share * 100) })}</small></>
    }
    case 'comparing': return (
      <>
        <Progress percent={90 + Math.floor(Math.min(1, rebuild.compared / Math.max(1, documents)) * 10)} size="small" showInfo={false} aria-label={name} />
        <small>{t('rebuild.comparing', { compared: rebuild.compared, documents })}</small>
      </>
    )
    case 'done': return <small>{t('rebuild.done', { differing: rebuild.differing })}</small>
    default: return <small>{t('rebuild.failed', { code: named('fault', rebuild.code ?? 'bug') })}</small>
  }
}

const Views = ({ report, onRebuild }: { readonly report: Report; readonly onRebuild: ((view: string) => void) | null }): ReactNode => {
  const { t } = useTranslation('services')
  return (
    <Rows name={t('views')} rows={report.views} keyOf={({ name }) => name} none="" rowHeight={59} height={`${Math.min(640, 44 + report.views.length * 60)}px`} columns={[
      { key: 'name', head: t('view'), width: 'minmax(12rem, 1.4fr)', cell: ({ name, version }) => <>{named('view', name)}<small><code>{name}</code> v{version}</small></> },
      { key: 'documents', head: t('documents'), width: '7rem', cell: ({ documents }) => documents.toLocaleString() },
      { key: 'behind', head: t('behind'), width: '6rem', cell: ({ behindMs }) => (behindMs === 0 ? t('at-end') : lengthOf(behindMs)) },
      {
        key: 'state', head: t('state'), width: 'minmax(8rem, 1fr)', cell: ({ isLive, failures, code }) => (failures > 0
          ? <Mark tone="bad">{t('stalled', { code: named('fault', code ?? 'bug'), failures })}</Mark> : <Mark tone={isLive ? 'good' : 'calm'}>{t(isLive ? 'live' : 'catching')}</Mark>),
      },
      {
        key: 'checkpoint', head: t('checkpoint'), width: 'minmax(10rem, 1.2fr)', cell: ({ position, checkpoint }) =>
          <><code>{position?.replace(/^0+(?=\d)/, '') ?? '—'}</code>{checkpoint === null ? null : <small><code>{checkpoint.stream}@{checkpoint.version}</code></small>}</>,
      },
      {
        key: 'rebuild', head: t('rebuild'), width: 'minmax(9rem, 1fr)', cell: (view) => (
          <>
            {onRebuild === null ? null : (
              <Button size="small" disabled={view.rebuild !== null && view.rebuild.endedAt === null} aria-label={`${t('rebuild')} ${named('view', view.name)}`} onClick={() => onRebuild(view.name)}>{t('rebuild')}</Button>
            )}
            <Made view={view} head={report.head} />
          </>
        ),
      },
    ]} />
  )
}

const Consumers = ({ report }: { readonly report: Report }): ReactNode => {
  const { t } = useTranslation('services')
  return (
    <Rows name={t('consumers')} rows={report.consumers} keyOf={({ consumer }) => consumer} none={t('none.consumers')} rowHeight={59} height={`${Math.min(640, 44 + Math.max(1, report.consumers.length) * 60)}px`} columns={[
      { key: 'name', head: t('consumer'), width: 'minmax(14rem, 2fr)', cell: ({ consumer }) => <>{named('consumer', consumer)}<small><code>{consumer}</code></small></> },
      { key: 'position', head: t('position'), width: 'minmax(7rem, 1fr)', cell: ({ position }) => <code>{position?.replace(/^0+(?=\d)/, '') ?? '—'}</code> },
      { key: 'lag', head: t('lag'), width: '6rem', cell: ({ lag }) => lag ?? t('unknown') },
      { key: 'parked', head: t('parked'), width: '6rem', cell: ({ parkedStreams }) => (parkedStreams === 0 ? 0 : <Link to="/dead-letters"><Mark tone="bad">{parkedStreams}</Mark></Link>) },
      { key: 'held', head: t('held'), width: 'minmax(8rem, 1fr)', cell: ({ heldStreams, heldFor }) =>
        (heldStreams === 0 ? 0 : <Mark tone="warn">{heldStreams}{t('held.for', { codes: heldFor.map((code) => named('fault', code)).join(comma()) })}</Mark>) },
    ]} />
  )
}

const Deadlines = ({ report: { deadlines: { pending, next, parked, lateness } } }: { readonly report: Report }): ReactNode => {
  const { t } = useTranslation('services')
  const moment = useMoments()
  return (
    <>
      <dl className="zj-facts">
        <div><dt>{t('pending')}</dt><dd>{pending.toLocaleString()}</dd></div>
        <div><dt>{t('next')}</dt><dd>{next === null ? t('next.none') : moment(next.due)}</dd></div>
        <div><dt>{t('parked.deadlines')}</dt><dd>{parked.length === 0 ? 0 : <Link to="/dead-letters">{parked.length}{bracketed(t('to-letters'))}</Link>}</dd></div>
      </dl>
      <h2>{t('lateness')}</h2>
      <Lateness lateness={lateness} />
    </>
  )
}

const One = ({ instance, instances }: { readonly instance: Instance; readonly instances: number }): ReactNode => {
  const { t } = useTranslation('services')
  const { role } = useActing()
  const [asked, setAsked] = useState<string | null>(null)
  const rebuild = useRebuild()
  const { report, service } = instance
  const close = (): void => {
    setAsked(null)
    rebuild.reset()
  }
  if (report === null) return <Alert type="error" showIcon title={t('silent.say', { name: named('service', service), code: named('fault', instance.code ?? 'bug') })} />
  return (
    <section className="zj-instance" aria-label={`${named('service', service)} ${t('instance', { ordinal: instance.ordinal })}`}>
      {report.reasons.map(({ code, words: said }) => <Alert key={said} type="warning" showIcon title={t(`why.${code}`, { defaultValue: said })} style={{ marginBottom: 12 }} />)}
      <h2>{t('views')}</h2>
      <Views report={report} onRebuild={role === 'system-admin' ? setAsked : null} />
      <h2>{t('consumers')}</h2>
      <Consumers report={report} />
      <h2>{t('deadlines')}</h2>
      <Deadlines report={report} />
      {asked === null ? null : (
        <ReasonDialog title={t('rebuild.title', { view: named('view', asked) })} act={t('rebuild.act')} isPending={rebuild.isPending} error={rebuild.error} onClose={close}
          onAct={(reason) => rebuild.mutate({ service, view: asked, reason }, { onSuccess: close })}>
          <p>{t('rebuild.say', { count: instances })}</p>
        </ReasonDialog>
      )}
    </section>
  )
}

const Services = (): ReactNode => {
  const { t } = useTranslation('services')
  const services = useServices()
  const [chosen, setChosen] = useState<string | null>(null)
  const items = services.data?.items ?? []
  // What needs a look comes first to mind.
  const shown = items.find((each) => keyOf(each) === chosen) ?? items.find((each) => !isWell(each)) ?? items[0]
  return (
    <main className="zj-screen">
      <h1>{t('title')}</h1>
      <p className="zj-lead">{t('lead')}</p>
      <ProblemNotice error={services.error} onRetry={() => void services.refetch()} />
      {shown === undefined ? null : (
        <div className="zj-services">
          <ul className="zj-instances" aria-label={t('instances')}>
            {items.map((each) => (
              <li key={keyOf(each)}>
                <button type="button" aria-pressed={each === shown} onClick={() => setChosen(keyOf(each))}>
                  <strong>{named('service', each.service)}</strong><State instance={each} />
                  <small>{t('instance', { ordinal: each.ordinal })}　<code>{each.service}</code></small>
                </button>
              </li>
            ))}
          </ul>
          <One key={keyOf(shown)} instance={shown} instances={items.filter(({ service, report }) => service === shown.service && report !== null).length} />
        </div>
      )}
    </main>
  )
}
export default Services
