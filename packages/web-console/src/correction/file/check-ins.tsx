// Check-ins at moments that are drawn: a photo that holds a number, looked at by an officer; or a call, where somebody's face is not to be kept.
import { api, usePlatformTime } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../../acting.ts'
import { Act } from '../../parts/act.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Due } from '../../parts/due.tsx'
import { Because, Choice, Text } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { when } from '../../parts/when.ts'
import { useMayAct, type File, type FileActs } from '../data.ts'

type CheckIn = File['checkInsDone'][number]
const TONES = { due: 'warn', answered: 'warn', missed: 'bad', accepted: 'good', rejected: 'bad' } as const
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const Photo = ({ supervisee, of }: { readonly supervisee: string; readonly of: CheckIn }): ReactNode => {
  const { t } = useTranslation('correction')
  const { t: parts } = useTranslation('parts')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button htmlType="button" onClick={() => setOpen(true)}>{t('check-in.photo')}</Button>
      {!isOpen ? null : (
        <Dialog title={t('check-in.number', { number: of.number })} onClose={() => setOpen(false)}>
          <img className="check-in-photo" src={`/api/v1/supervisees/${supervisee}/check-ins/${of.checkInId}/photo`} alt={t('check-in.alt', { number: of.number })} />
          <div className="buttons"><Button htmlType="button" onClick={() => setOpen(false)}>{parts('close')}</Button></div>
        </Dialog>
      )}
    </>
  )
}

export const CheckIns = ({ file: { checkIns: plan, checkIn: due, checkInsDone, phase, names, terms }, path, onDone }: FileActs): ReactNode => {
  const { t } = useTranslation('correction')
  const mayAct = useMayAct() && phase !== 'over'
  const { role } = useActing()
  usePlatformTime()
  return (
    <section className="card" aria-labelledby="check-ins">
      <div className="page-head"><h2 id="check-ins">{t('check-ins')}</h2>{!mayAct ? null : (
        <div className="buttons">
          <Act word={t('check-ins.plan')} primary={plan === null} explain={t('check-ins.plan.explain', { minutes: terms.checkInMs / 60_000 })} changes={[]} onDone={onDone}
            send={({ perDay, from, until, way, because }, header) => api.PUT('/api/v1/supervisees/{supervisee}/check-ins', {
              params: { path, header }, body: { perDay: Number(perDay), from: minuteOf(from!), until: minuteOf(until!) === 0 ? 1440 : minuteOf(until!), way: way as 'photo', because: because! },
            })}>
            <div className="columns">
              <Text label={t('check-ins.per-day')} name="perDay" type="number" min={1} max={4} required defaultValue={plan?.perDay ?? 1} />
              <Choice label={t('check-ins.way')} hint={t('check-ins.way.hint')} name="way" required defaultValue={plan?.way ?? 'photo'} options={(['photo', 'call'] as const).map((each) => [each, t(`way.${each}`)])} />
              <Text label={t('hours.from')} name="from" type="time" required defaultValue={clock(plan?.from ?? 480)} />
              <Text label={t('hours.until')} name="until" type="time" required defaultValue={clock((plan?.until ?? 1200) % 1440)} />
            </div>
            <Because />
          </Act>
          {plan === null ? null : <Act word={t('check-ins.stop')} danger changes={[]} onDone={onDone} send={({ because }, header) => api.DELETE('/api/v1/supervisees/{supervisee}/check-ins', { params: { path, header }, body: { because: because! } })}><Because /></Act>}
        </div>
      )}</div>
      <p role="status">{plan === null ? t('check-ins.none') : t('check-ins.are', { count: plan.perDay, from: clock(plan.from), until: clock(plan.until), way: t(`way.${plan.way}`) })}{due === null ? null : <> · {t('check-in.waits', { number: due.number })} <Due at={due.dueAt} /></>}</p>
      {checkInsDone.length === 0 ? null : (
        <table className="plain">
          <thead><tr>{(['check-in.asked', 'check-ins.way', 'check-in.code', 'state', 'action'] as const).map((each) => <th key={each}>{t(each)}</th>)}</tr></thead>
          <tbody>{checkInsDone.map((of) => (
            <tr key={of.checkInId}>
              <td>{when(of.askedAt)}</td><td>{t(`way.${of.way}`)}</td><td>{of.number}</td>
              <td><Mark tone={TONES[of.phase]}>{t(`check-in.${of.phase}`)}</Mark>{of.phase === 'answered' && !of.hasPhoto ? <Mark tone="warn">{t('check-in.wants-call')}</Mark> : null}{of.judgedBy === null ? null : <span className="soft">{`${names[of.judgedBy] ?? of.judgedBy} ${when(of.judgedAt)}`}</span>}</td>
              <td><div className="buttons">
                {of.hasPhoto && role !== 'procurator' ? <Photo supervisee={path.supervisee} of={of} /> : null}
                {!mayAct || of.phase !== 'answered' ? null : (
                  <Act word={t('check-in.judge')} primary explain={t('check-in.judge.explain', { number: of.number })} changes={[]} onDone={onDone}
                    send={({ verdict, because }, header) => api.POST('/api/v1/supervisees/{supervisee}/check-ins/{checkIn}/verdict', { params: { path: { ...path, checkIn: of.checkInId }, header }, body: { verdict: verdict as 'accepted', because: because! } })}>
                    <Choice label={t('check-in.verdict')} name="verdict" required empty={t('check-in.verdict')} options={(['accepted', 'rejected'] as const).map((each) => [each, t(`check-in.${each}`)])} />
                    <Because />
                  </Act>
                )}
              </div></td>
            </tr>
          ))}</tbody>
        </table>
      )}
    </section>
  )
}
