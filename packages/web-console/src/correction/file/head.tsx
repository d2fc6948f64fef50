// Who it is, for how long, and who answers for it.
import { api, comma } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Act } from '../../parts/act.tsx'
import { Because, Choice } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Facts } from '../../parts/page.tsx'
import { usePlaces } from '../../parts/place.ts'
import { day, lastDay, when } from '../../parts/when.ts'
import { Hints } from './hints.tsx'
import { ENDS, shortNumber, useMayAct, useOffices, type FileActs } from '../data.ts'
import { OfficeFields, officeOf } from '../fields.tsx'

export const Head = ({ file, path, onDone, purpose }: FileActs & { readonly purpose: string }): ReactNode => {
  const { t } = useTranslation('correction')
  const placeOf = usePlaces()
  const mayAct = useMayAct()
  const { nameOf } = useOffices()
  const { superviseeId, name, region, office, officers, sentence, from, until, phase, end, names, hints } = file
  return (
    <section className="card" aria-labelledby="person">
      <div className="page-head">
        <h2 id="person">{name ?? t('erased')} <span className="soft">{shortNumber(superviseeId)}</span> <Mark tone={phase === 'over' ? 'plain' : 'good'}>{t(`phase.${phase}`)}</Mark></h2>
        {!mayAct || phase === 'over' ? null : (
          <div className="buttons">
            <Act word={t('assign')} explain={t('assign.explain')} lists={['officers']} changes={['supervisees']} onDone={onDone}
              send={(values, header) => api.PUT('/api/v1/supervisees/{supervisee}/office', { params: { path, header }, body: { ...officeOf(values), because: values['because']! } })}>
              <OfficeFields region={region} office={office} officers={officers} />
              <Because />
            </Act>
            <Act word={t('finish')} danger explain={t('finish.explain')} changes={['supervisees']} onDone={onDone}
              send={({ reason, because }, header) => api.POST('/api/v1/supervisees/{supervisee}/end', { params: { path, header }, body: { reason: reason as 'moved', because: because! } })}>
              <Choice label={t('why')} name="reason" required empty={t('why')} options={ENDS.map((each) => [each, t(`end.${each}`)])} />
              <Because />
            </Act>
          </div>
        )}
      </div>
      <Facts of={[
        [t('sentence'), t(`sentence.${sentence}`)], [t('term'), `${day(from)} – ${lastDay(until)}`], [t('place'), placeOf(region)], [t('office'), nameOf(office)],
        [t('officers'), officers.length === 0 ? t('nobody') : officers.map((id) => names[id] ?? id).join(comma())],
        ...(end === null ? [] : [[t('ended'), `${t(`end.${end.reason as 'served'}`)} ${day(end.at)}`] as const]),
        ...(end?.track === undefined ? [] : [[t('destroyed'), end.track.digest === null ? t('destroyed.unread', { at: when(end.track.at) }) : t('destroyed.says', { at: when(end.track.at), count: end.track.fixes ?? 0, digest: end.track.digest.slice(0, 16) })] as const]), [t('for'), purpose],
      ]} />
      <Hints of={hints} />
    </section>
  )
}
