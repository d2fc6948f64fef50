// Leave: asked for, granted by the level that its length takes, and what it reshapes meanwhile.
import { api, platformNowMs } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../../acting.ts'
import { Act } from '../../parts/act.tsx'
import { Because, Choice, Long, Text } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { instantOf, localOf, when } from '../../parts/when.ts'
import { useMayAct, type File, type FileActs } from '../data.ts'
import { positionOf } from '../map/shapes.ts'

export type Leave = File['leaves'][number]
const CAUSES = ['medical', 'family', 'work', 'study', 'court', 'other'] as const
const TONES = { requested: 'warn', approved: 'good', over: 'plain', overrun: 'bad', reported: 'plain', refused: 'plain', withdrawn: 'plain' } as const

/** Allowed as well while the leave lasts; without one she is bound to no place but the forbidden ones. */
const Area = (): ReactNode => {
  const { t } = useTranslation('correction')
  const [isNamed, setNamed] = useState(false)
  return (
    <>
      <Choice label={t('leave.area')} hint={t('leave.area.hint')} name="bound" value={isNamed ? 'circle' : 'free'} onChange={({ target }) => setNamed(target.value === 'circle')} options={[['free', t('leave.area.none')], ['circle', t('leave.area.circle')]]} />
      {!isNamed ? null : (
        <div className="columns">
          <Text label={t('zone.label')} hint={t('zone.label.hint')} name="label" required maxLength={60} autoComplete="off" />
          <Text label={t('centre')} hint={t('centre.hint')} name="centre" required pattern="\s*-?\d+(\.\d+)?\s*[,\uff0c\s]\s*-?\d+(\.\d+)?\s*" autoComplete="off" />
          <Text label={t('radius')} name="radius" type="number" min={100} max={300_000} required defaultValue="20000" />
        </div>
      )}
    </>
  )
}

export const LeaveActs = ({ of, path: person, onDone }: { readonly of: Leave } & Pick<FileActs, 'path' | 'onDone'>): ReactNode => {
  const { t } = useTranslation('correction')
  const { role } = useActing()
  const path = { ...person, leave: of.leaveId }
  if (of.phase === 'requested') {
    return (
      <div className="buttons">
        {of.level !== 'office' && role !== 'bureau-head' ? <span className="zj-hint">{t('leave.head')}</span> : (
          <Act word={t('leave.approve')} primary explain={t('leave.approve.explain', { level: t(`leave.level.${of.level}`), days: of.days, cumulated: of.cumulatedDays })} changes={[]} onDone={onDone}
            send={({ label, centre = '', radius, decision, because }, header) => api.POST('/api/v1/supervisees/{supervisee}/leaves/{leave}/approval', {
              params: { path, header },
              body: { area: label === undefined ? null : { label, datum: 'wgs-84', geometry: { kind: 'circle', centre: [...positionOf(centre) ?? [0, 0]] as [number, number], radiusM: Number(radius) } }, decision: decision ?? null, because: because! },
            })}>
            <Area />
            {of.level === 'superior' ? <Text label={t('leave.decision')} hint={t('leave.decision.hint')} name="decision" required minLength={2} maxLength={80} autoComplete="off" /> : null}
            <Because />
          </Act>
        )}
        <Act word={t('leave.refuse')} danger changes={[]} onDone={onDone} send={({ reason, because }, header) => api.POST('/api/v1/supervisees/{supervisee}/leaves/{leave}/refusal', { params: { path, header }, body: { reason: reason!, because: because! } })}>
          <Long label={t('leave.refuse.reason')} name="reason" required minLength={2} maxLength={500} />
          <Because />
        </Act>
      </div>
    )
  }
  return of.phase === 'approved' || of.phase === 'over' || of.phase === 'overrun' ? (
    <Act word={t('leave.return')} explain={t('leave.return.explain')} changes={[]} onDone={onDone} send={({ because }, header) => api.POST('/api/v1/supervisees/{supervisee}/leaves/{leave}/return', { params: { path, header }, body: { because: because! } })}><Because /></Act>
  ) : '—'
}

export const Leaves = (acts: FileActs): ReactNode => {
  const { file: { leaves, names, phase, terms }, path, onDone } = acts
  const { t } = useTranslation('correction')
  const mayAct = useMayAct() && phase !== 'over'
  return (
    <section className="card" aria-labelledby="leaves">
      <div className="page-head"><h2 id="leaves">{t('leaves')}</h2>{!mayAct ? null : (
        <div className="buttons"><Act word={t('leave.ask')} explain={t('leave.ask.explain')} changes={[]} onDone={onDone}
          send={({ cause, from, until, destination, reason, because }, header) => api.POST('/api/v1/supervisees/{supervisee}/leaves', {
            params: { path, header }, body: { cause: cause as 'medical', from: instantOf(from!), until: instantOf(until!), destination: destination!, reason: reason!, because: because! },
          })}>
          <Choice label={t('leave.cause')} name="cause" required options={CAUSES.map((each) => [each, t(`leave.cause.${each}`)])} />
          <div className="columns">
            <Text label={t('from')} name="from" type="datetime-local" required defaultValue={localOf(platformNowMs())} />
            <Text label={t('leave.until')} name="until" type="datetime-local" required />
          </div>
          <Text label={t('leave.destination')} name="destination" required minLength={2} maxLength={200} autoComplete="off" />
          <Long label={t('leave.reason')} name="reason" required minLength={2} maxLength={500} />
          <Because />
        </Act></div>
      )}</div>
      <p className="intro">{t('leaves.intro', { office: terms.leave.officeDays, grant: terms.leave.grantDays, cumulated: terms.leave.cumulatedDays, months: terms.leave.cumulatedMonths })}</p>
      {leaves.length === 0 ? <p>{t('leaves.none')}</p> : (
        <table className="plain">
          <thead><tr>{(['leave.when', 'leave.where', 'leave.level', 'state', 'action'] as const).map((each) => <th key={each}>{t(each)}</th>)}</tr></thead>
          <tbody>{leaves.map((of) => (
            <tr key={of.leaveId}>
              <td>{`${when(of.from)} – ${when(of.until)}`}<br /><span className="soft">{t('leave.days', { days: of.days, cumulated: of.cumulatedDays })}</span></td>
              <td>{of.destination ?? t('gone')}<br /><span className="soft">{`${t(`leave.cause.${of.cause}`)} · ${of.reason ?? t('gone')}`}</span></td>
              <td>{t(`leave.level.${of.level}`)}{of.toldProcuratorate ? <><br /><span className="soft">{t('leave.told')}</span></> : null}{of.decidedBy === null ? null : <><br /><span className="soft">{`${names[of.decidedBy] ?? of.decidedBy} ${when(of.decidedAt)}`}</span></>}</td>
              <td><Mark tone={TONES[of.phase]}>{t(`leave.${of.phase}`)}</Mark>{of.refusal === null ? null : <><br /><span className="soft">{of.refusal}</span></>}{of.hasArea ? <><br /><span className="soft">{t('leave.has-area')}</span></> : null}</td>
              <td>{mayAct ? <LeaveActs of={of} path={path} onDone={onDone} /> : '—'}</td>
            </tr>
          ))}</tbody>
        </table>
      )}
    </section>
  )
}
