// Fields that several forms of correction have.
import { useQuery } from '@tanstack/react-query'
import { api, platformNowMs, reading } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import type { Values } from '../parts/act.tsx'
import { Check, Choice, Text } from '../parts/fields.tsx'
import { endOfDay, instantOf, localOf } from '../parts/when.ts'
import { useOffices } from './data.ts'

/** Whoever has an office of correction. */
const useOfficers = (): readonly (readonly [id: string, name: string])[] => {
  const { county } = useActing()
  const { data } = useQuery({
    queryKey: ['staff', county, 'correction'], enabled: county !== '',
    queryFn: () => reading(api.GET('/api/v1/counties/{county}/staff', { params: { path: { county }, query: { limit: '200' } } })),
  })
  return (data?.items ?? []).filter(({ phase, offices }) => phase === 'present' && offices.some(({ role: each }) => each === 'correction-officer')).map(({ personId, name }) => [personId, name ?? personId] as const)
}

export const OfficeFields = ({ region, office, officers }: { readonly region: string; readonly office?: string; readonly officers?: readonly string[] }): ReactNode => {
  const { t } = useTranslation('correction')
  const { offices } = useOffices()
  const people = useOfficers()
  return (
    <>
      <div className="columns">
        <Text label={t('region')} hint={t('region.hint')} name="region" required inputMode="numeric" pattern="\d{6}(\d{3}){0,2}" defaultValue={region} />
        <Choice label={t('office')} name="office" required key={offices.length} {...(office === undefined ? {} : { defaultValue: office })} options={offices.map(({ organisationId, name }) => [organisationId, name])} />
      </div>
      {people.length === 0 ? null : (
        <fieldset className="field"><legend>{t('officers')}</legend><div className="columns">
          {people.map(([id, name]) => <Check key={id} name="officers" value={id} label={name} defaultChecked={officers?.includes(id) ?? false} />)}
        </div><p className="zj-hint">{t('officers.hint')}</p></fieldset>
      )}
    </>
  )
}
export const officeOf = ({ region, office, officers = '' }: Values) => ({ region: region!, office: office!, officers: officers.split(',').filter((each) => each !== '') })

/** From an instant until the end of a day. */
export const TermFields = (): ReactNode => {
  const { t } = useTranslation('correction')
  return (
    <div className="columns">
      <Text label={t('from')} hint={t('from.hint')} name="from" type="datetime-local" required defaultValue={localOf(platformNowMs())} />
      <Text label={t('until.day')} name="until" type="date" required />
    </div>
  )
}
export const termOf = ({ from, until }: Values) => ({ from: instantOf(from!), until: endOfDay(until!) })
