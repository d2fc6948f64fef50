// What waits for somebody to look, with what people miss because of it; delivered again, or passed over, with a reason.
import { comma, ProblemNotice } from '@zhijian/web-kit'
import { Alert, Button, Space } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { named, useMoments } from '../platform/format.ts'
import { Mark } from '../platform/mark.tsx'
import { ReasonDialog } from '../platform/reason.tsx'
import { Rows } from '../platform/rows.tsx'
import { useAct, useDeadLetters, type Act, type Letter } from './read.ts'
import { deadLettersWords } from './words.ts'

export const words = { name: 'dead-letters', words: deadLettersWords }

const Missed = ({ missed }: Pick<Letter, 'missed'>): ReactNode => {
  const { t } = useTranslation('dead-letters')
  return missed === null ? <em>{t('consequence.unknown')}</em> : <strong>{t(`missed.${missed.code}`, { count: missed.count ?? 0 })}</strong>
}

const Dialog = ({ act, onClose, onDone }: { readonly act: Act; readonly onClose: () => void; readonly onDone: () => void }): ReactNode => {
  const { t } = useTranslation('dead-letters')
  const command = useAct()
  const send = (reason: string): void => command.mutate({ act, reason }, { onSuccess: onDone })
  const common = { isPending: command.isPending, error: command.error, onAct: send, onClose }
  if (act.kind === 'settle') return <ReasonDialog {...common} title={t('settle.title', { stream: act.parked.stream })} act={t('settle')}><p>{t('settle.say')}</p></ReasonDialog>
  const { letter } = act
  return (
    <ReasonDialog {...common} title={t(`${act.kind}.title`, { what: named('consumer', letter.consumer) })} act={t(act.kind)} isDangerous={act.kind === 'discard'}>
      <p>{t(`${act.kind}.say`)}</p>
      {act.kind === 'discard' ? <p>{t('discard.consequence')}<Missed missed={letter.missed} /></p> : null}
    </ReasonDialog>
  )
}

const DeadLetters = (): ReactNode => {
  const { t } = useTranslation('dead-letters')
  const moment = useMoments()
  const { role } = useActing()
  const found = useDeadLetters()
  const [act, setAct] = useState<Act | null>(null)
  const [isDone, setIsDone] = useState(false)
  const mayAct = role === 'system-admin'
  const { letters = [], parked = [], total = 0, silent = [] } = found.data ?? {}
  const begin = (next: Act): void => {
    setIsDone(false)
    setAct(next)
  }
  return (
    <main className="zj-screen">
      <h1>{t('title')}</h1>
      <p className="zj-lead">{t('lead')}{total > letters.length ? ` ${t('total', { total, shown: letters.length })}` : ''}</p>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {silent.length === 0 ? null : <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('silent', { names: silent.map((each) => named('service', each)).join(comma()) })} />}
      <div role="status">{isDone ? <Alert type="success" showIcon style={{ marginBottom: 12 }} title={t('done')} /> : null}</div>
      <Rows name={t('title')} rows={letters} keyOf={({ consumer, eventId }) => `${consumer} ${eventId}`} none={found.isPending ? '' : t('none')} rowHeight={76}
        height={`min(calc(100vh - 360px), ${44 + Math.max(1, letters.length) * 100}px)`} columns={[
          { key: 'consequence', head: t('consequence'), width: 'minmax(16rem, 1.6fr)', cell: ({ missed, waiting }) => <><Missed missed={missed} />{waiting > 0 ? <small>{t('waiting.some', { count: waiting })}</small> : null}</> },
          {
            key: 'what', head: t('what'), width: 'minmax(15rem, 1.6fr)', cell: ({ consumer, type, stream, version }) =>
              <>{named('consumer', consumer)}<small><code>{consumer}</code></small><small><code>{type} · {stream}@{version}</code></small></>,
          },
          { key: 'why', head: t('why'), width: 'minmax(7rem, 0.7fr)', cell: ({ code }) => <Mark tone="bad">{named('fault', code)}</Mark> },
          { key: 'attempts', head: t('attempts'), width: '4rem', cell: ({ attempts }) => attempts },
          { key: 'happened', head: t('happened'), width: '10.5rem', cell: ({ happenedAt }) => moment(happenedAt) },
          { key: 'parked', head: t('parked'), width: '10.5rem', cell: ({ parkedAt }) => moment(parkedAt) },
          ...(mayAct ? [{
            key: 'act', head: t('act'), width: '11.5rem', cell: (letter: Letter) => (
              <Space size={8}>
                <Button size="small" type="primary" onClick={() => begin({ kind: 'replay', letter })}>{t('replay')}</Button>
                <Button size="small" danger onClick={() => begin({ kind: 'discard', letter })}>{t('discard')}</Button>
              </Space>
            ),
          }] : []),
        ]} />
      <h2>{t('deadlines')}</h2>
      <p className="zj-lead">{t('deadlines.lead')}</p>
      <Rows name={t('deadlines')} rows={parked} keyOf={({ stream }) => stream} none={found.isPending ? '' : t('deadlines.none')} height={`${Math.min(320, 50 + Math.max(1, parked.length) * 46)}px`} columns={[
        { key: 'consequence', head: t('consequence'), width: 'minmax(16rem, 1.6fr)', cell: () => <strong>{t('missed.clock-stands')}</strong> },
        { key: 'stream', head: t('stream'), width: 'minmax(14rem, 1.6fr)', cell: ({ stream }) => <code>{stream}</code> },
        { key: 'service', head: t('service'), width: '9rem', cell: ({ service }) => named('service', service) },
        { key: 'why', head: t('why'), width: 'minmax(7rem, 1fr)', cell: ({ code }) => <Mark tone="bad">{named('fault', code)}</Mark> },
        ...(mayAct ? [{ key: 'act', head: t('act'), width: '9.5rem', cell: (each: (typeof parked)[number]) => <Button size="small" type="primary" onClick={() => begin({ kind: 'settle', parked: each })}>{t('settle')}</Button> }] : []),
      ]} />
      {act === null ? null : <Dialog act={act} onClose={() => setAct(null)} onDone={() => {
        setAct(null)
        setIsDone(true)
      }} />}
    </main>
  )
}
export default DeadLetters
