// On which ground, and until when: permitted checks, and positioning, which the head of the bureau alone approves.
import { api, colon, usePlatformTime } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../../acting.ts'
import { Act } from '../../parts/act.tsx'
import { Because, Choice, Text } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { when } from '../../parts/when.ts'
import { DEVICES, GROUNDS, stateOf, useMayAct, type Basis, type FileActs } from '../data.ts'
import { TermFields, termOf } from '../fields.tsx'

const TONES = { live: 'good', 'to-come': 'warn', ended: 'plain' } as const

const Grant = ({ file: { terms, letter }, path, onDone }: FileActs): ReactNode => {
  const { t } = useTranslation('correction')
  const { role } = useActing()
  return (
    <div className="buttons">
      <Act word={t('permit-checks')} disabled={letter === null} explain={t('permit-checks.explain', { count: terms.checksPerDay, minutes: terms.checkMs / 60_000 })} changes={['supervisees']} onDone={onDone}
        send={(values, header) => api.POST('/api/v1/supervisees/{supervisee}/checks-permitted', { params: { path, header }, body: { ...termOf(values), because: values['because']! } })}>
        <TermFields />
        <Because />
      </Act>
      {role !== 'bureau-head' ? <span className="zj-hint">{t('head-only')}</span> : (
        <Act word={t('approve')} danger explain={t('approve.explain', { months: terms.positioningMonths })} changes={['supervisees']} onDone={onDone}
          send={(values, header) => api.POST('/api/v1/supervisees/{supervisee}/positioning', {
            params: { path, header }, body: { ground: values['ground'] as 'left-without-leave', device: values['device'] as 'dedicated', decision: values['decision']!, ...termOf(values), because: values['because']! },
          })}>
          <Choice label={t('ground.label')} name="ground" required empty={t('ground.label')} options={GROUNDS.map((each) => [each, t(`ground.${each}`)])} />
          <div className="columns">
            <Text label={t('decision')} hint={t('decision.hint')} name="decision" required minLength={2} maxLength={80} autoComplete="off" />
            <Choice label={t('device')} name="device" required {...(terms.phoneMayServe ? {} : { hint: t('phone-may-not') })} options={DEVICES.filter((each) => terms.phoneMayServe || each === 'dedicated').map((each) => [each, t(`device.${each}`)])} />
          </div>
          <TermFields />
          <Because />
        </Act>
      )}
    </div>
  )
}

export const Bases = (acts: FileActs): ReactNode => {
  const { file: { bases, names, phase }, path, onDone } = acts
  const { t } = useTranslation('correction')
  const mayAct = useMayAct()
  const nowMs = usePlatformTime()
  const ground = ({ ground: of, decision, device }: Basis): string => (of === null ? '—' : `${t(`ground.${of as 'left-without-leave'}`)} · ${decision ?? ''} · ${t(`device.${(device ?? 'dedicated') as 'dedicated'}`)}`)
  return (
    <section className="card" aria-labelledby="bases">
      <h2 id="bases">{t('bases')}</h2>
      <p className="intro">{t('bases.explain')}</p>
      {bases.length === 0 ? <p>{t('bases.none')}</p> : (
        <table className="plain">
          <thead><tr>{(['kind', 'ground', 'in-force', 'by', 'state', 'action'] as const).map((each) => <th key={each}>{t(each)}</th>)}</tr></thead>
          <tbody>{bases.toReversed().map((basis) => {
            const state = nowMs === null ? null : stateOf(basis, nowMs)
            return (
              <tr key={basis.basisId}>
                <td>{t(`basis.${basis.kind}`)}</td><td>{ground(basis)}</td><td>{`${when(basis.from)} – ${when(basis.until)}`}</td><td>{names[basis.by] ?? basis.by}</td>
                <td>{state === null ? '' : <Mark tone={TONES[state]}>{state === 'ended' ? t(`ended.${basis.end ?? 'lapsed'}`) : t(`state.${state}`)}</Mark>}</td>
                <td>{!mayAct || phase === 'over' || state === 'ended' ? '—' : (
                  <Act word={t('end-basis')} title={`${t('end-basis')}${colon()}${t(`basis.${basis.kind}`)}`} danger explain={t('end-basis.explain')} changes={['supervisees']} onDone={onDone}
                    send={({ reason, because }, header) => api.DELETE('/api/v1/supervisees/{supervisee}/bases/{basis}', { params: { path: { ...path, basis: basis.basisId }, header }, body: { reason: reason as 'not-needed', because: because! } })}>
                    <Choice label={t('why')} name="reason" required options={(['not-needed', 'replaced'] as const).map((each) => [each, t(`why.${each}`)])} />
                    <Because />
                  </Act>
                )}</td>
              </tr>
            )
          })}</tbody>
        </table>
      )}
      {mayAct && phase !== 'over' ? <Grant {...acts} /> : null}
    </section>
  )
}
