// Another policy, made from the one in force. What it may not be, the gateway says.
import { api, bracketed, ProblemNotice, useCommand } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { valuesOf } from '../parts/act.tsx'
import { Because, Check, Text } from '../parts/fields.tsx'
import { say } from '../parts/said.tsx'
import { instantOf } from '../parts/when.ts'
import { ChangesTable } from './changes.tsx'
import { Trial } from './trial.tsx'
import { clock, FACTOR, GROUPS, minuteOf, read, TERMS, write, type HourRule, type Line, type Policy, type Terms } from './policy.ts'

const Amount = ({ line: { path, unit }, label, of, onChange }: { readonly line: Line; readonly label: string; readonly of: object; readonly onChange: (value: number) => void }): ReactNode => {
  const { t } = useTranslation('policies')
  return (
    <Text label={unit === 'n' ? label : `${label}${bracketed(t(`unit.${unit}`))}`} name={path} type="number" required min={0} step="any" value={Number((read(of, path) / FACTOR[unit]).toFixed(4))}
      onChange={({ target }) => onChange(Math.round(Number(target.value) * FACTOR[unit]))} />
  )
}

const TermsFields = ({ of, onChange }: { readonly of: Terms; readonly onChange: (next: Terms) => void }): ReactNode => {
  const { t } = useTranslation('policies')
  const tier = (place: number, windowMs: number | null): void => onChange({ ...of, tiers: of.tiers.map((each, index) => (index === place ? { ...each, windowMs } : each)) })
  return (
    <div className="columns">
      {TERMS.map((line) => <Amount key={line.path} line={line} label={t(`terms.${line.path}` as 'terms.quorum')} of={of} onChange={(value) => onChange(write(of, line.path, value))} />)}
      {of.tiers.map(({ scope, windowMs }, place) => (
        <div key={scope}>
          {windowMs === null ? null : (
            <Text label={`${t('tier.window', { scope: t(`tier.${scope}`) })}${bracketed(t('unit.min'))}`} type="number" required min={0.1} step="any" value={Number((windowMs / FACTOR.min).toFixed(4))}
              onChange={({ target }) => tier(place, Math.round(Number(target.value) * FACTOR.min))} />
          )}
          {place === of.tiers.length - 1 ? <Check label={t('tier.last')} checked={windowMs === null} onChange={({ target }) => tier(place, target.checked ? null : 3 * FACTOR.min)} /> : null}
        </div>
      ))}
    </div>
  )
}

const HoursFields = ({ of, onChange, onRemove }: { readonly of: HourRule; readonly onChange: (next: HourRule) => void; readonly onRemove: () => void }): ReactNode => {
  const { t } = useTranslation('policies')
  return (
    <fieldset className="card">
      <legend>{of.name}</legend>
      <div className="columns">
        <Text label={t('hours.name')} hint={t('hours.name.hint')} required pattern="[a-z][a-z0-9\-]{0,30}" value={of.name} onChange={({ target }) => onChange({ ...of, name: target.value })} />
        <Text label={t('hours.from')} type="time" required value={clock(of.fromMinute)} onChange={({ target }) => onChange({ ...of, fromMinute: minuteOf(target.value) })} />
        <Text label={t('hours.to')} type="time" required value={clock(of.toMinute)} onChange={({ target }) => onChange({ ...of, toMinute: minuteOf(target.value) })} />
      </div>
      <div className="buttons" role="group" aria-label={t('hours.days')}>
        {[1, 2, 3, 4, 5, 6, 7].map((each) => (
          <Check key={each} label={t('day', { day: t('days')[each - 1] })} checked={of.isoWeekdays.includes(each)}
            onChange={({ target }) => onChange({ ...of, isoWeekdays: target.checked ? [...of.isoWeekdays, each].toSorted() : of.isoWeekdays.filter((one) => one !== each) })} />
        ))}
      </div>
      <TermsFields of={of.terms} onChange={(terms) => onChange({ ...of, terms })} />
      <p><Button htmlType="button" danger onClick={onRemove}>{t('hours.remove')}</Button></p>
    </fieldset>
  )
}

export const Edit = ({ county, from, onDone }: { readonly county: string; readonly from: Policy; readonly onDone: () => void }): ReactNode => {
  const { t } = useTranslation('policies')
  const [policy, setPolicy] = useState(from)
  const [effective, setEffective] = useState('')
  const proposing = useCommand((body: { policy: Policy; effectiveFrom: string | null; because: string }, headers) =>
    api.POST('/api/v1/counties/{county}/policies', { params: { path: { county }, header: { 'Idempotency-Key': headers['idempotency-key'] } }, body }), ['policies'])
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    proposing.mutate({ policy, effectiveFrom: effective === '' ? null : instantOf(effective), because: valuesOf(event.currentTarget)['because'] ?? '' }, { onSuccess: () => { say(t('proposal')); onDone() } })
  }
  const hours = (next: readonly HourRule[]): void => setPolicy({ ...policy, hours: [...next] })
  return (
    <div className="beside">
      <form className="card" onSubmit={submit} aria-label={t('edit')}>
        <h2>{t('group.terms')}</h2>
        <TermsFields of={policy.terms} onChange={(terms) => setPolicy({ ...policy, terms })} />
        {GROUPS.map(([group, lines]) => (
          <section key={group}>
            <h2>{t(`group.${group}`)}</h2>
            <div className="columns">{lines.map((line) => <Amount key={line.path} line={line} label={t(line.path as 'reviewMs')} of={policy} onChange={(value) => setPolicy(write(policy, line.path, value))} />)}</div>
          </section>
        ))}
        <h2>{t('group.hours')}</h2>
        {policy.hours.length === 0 ? <p>{t('hours.none')}</p> : null}
        {policy.hours.map((rule, place) => (
          // A rule has no name of its own that stays while it is typed.
          <HoursFields key={place} of={rule} onChange={(next) => hours(policy.hours.map((each, index) => (index === place ? next : each)))} onRemove={() => hours(policy.hours.filter((_, index) => index !== place))} />
        ))}
        <p><Button htmlType="button" onClick={() => hours([...policy.hours, { name: 'night', isoWeekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 22 * 60, toMinute: 8 * 60, terms: policy.terms }])}>{t('hours.add')}</Button></p>
        <Text label={t('from')} hint={t('from.hint')} type="datetime-local" value={effective} onChange={({ target }) => setEffective(target.value)} />
        <h2>{t('changes')}</h2>
        <ChangesTable before={from} after={policy} />
        <Because />
        <ProblemNotice error={proposing.error} />
        <div className="buttons">
          <Button htmlType="submit" type="primary" loading={proposing.isPending} disabled={proposing.isPending}>{t('propose')}</Button>
          <Button htmlType="button" onClick={onDone}>{t('edit.cancel')}</Button>
        </div>
      </form>
      <div className="panel"><Trial county={county} policy={policy} /></div>
    </div>
  )
}
