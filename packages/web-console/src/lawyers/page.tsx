// The register: ten thousand and more, found as one types.
import { api, ProblemNotice } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Because, focus, Text } from '../parts/fields.tsx'
import { Beside, Page } from '../parts/page.tsx'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { usePlaces } from '../parts/place.ts'
import { Table } from '../parts/table.tsx'
import { useTopics } from '../parts/topics.ts'
import { endOfDay } from '../parts/when.ts'
import { One, profileBody, ProfileFields } from './one.tsx'
import { lawyersWords } from './words.ts'

export const words = { name: 'lawyers', words: lawyersWords }

type Row = Item<'search-lawyers'>
const STANDINGS = ['active', 'suspended', 'check-missing', 'check-failed', 'check-expired', 'deregistered'] as const
type Sort = 'name' | 'firm' | 'licence' | 'region'
const NOTHING = { words: '', region: '', specialty: '', standing: '', isCounsel: false }

const Lawyers = (): ReactNode => {
  const { t } = useTranslation('lawyers')
  const { county, role } = useActing()
  const placeOf = usePlaces()
  const [wanted, setWanted] = useState(NOTHING)
  const [sort, setSort] = useState<Sort>('name')
  const [chosen, setChosen] = useState<string | null>(null)
  const topics = useTopics()
  const typed = useDeferredValue(wanted)
  const isKeeper = role === 'desk' || role === 'bureau-head'
  const query = {
    sort, limit: '100', ...(typed.words.trim() === '' ? {} : { words: typed.words.trim() }), ...(/^\d{2,6}$/.test(typed.region) ? { region: typed.region } : {}),
    ...(typed.specialty === '' ? {} : { specialty: typed.specialty }), ...(typed.standing === '' ? {} : { standing: typed.standing as 'active' }), ...(typed.isCounsel && county !== '' ? { county } : {}),
  }
  const list = usePages<Row, Answer<'search-lawyers'>>(['lawyers', query], (cursor) => api.GET('/api/v1/lawyers', { params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } } }))
  const by = (name: Sort) => ({ onSort: () => setSort(name), isSorted: sort === name })
  return (
    <Page title={t('title')} intro={t('intro')} actions={!isKeeper ? null : (
      <Act word={t('register')} lists={['specialties']} changes={['lawyers']}
        send={(values, header) => api.POST('/api/v1/lawyers', {
          params: { header },
          body: {
            lawyerId: values['id']!, licence: values['licence']!, profile: profileBody(values, null), ...(values['phone'] === undefined ? {} : { phone: values['phone'] }),
            checkValidUntil: values['check'] === undefined ? null : endOfDay(values['check']), because: values['because']!,
          },
        })} onDone={({ lawyerId }) => setChosen(lawyerId)}>
        <div className="columns">
          <Text label={t('id')} hint={t('id.hint')} name="id" required pattern="[A-Za-z0-9_\-]{1,64}" autoComplete="off" />
          <Text label={t('licence')} name="licence" required inputMode="numeric" pattern="\d{12}|\d{17}" autoComplete="off" />
          <Text label={t('phone')} name="phone" inputMode="numeric" pattern="1[3-9][0-9]{9}" maxLength={11} autoComplete="off" />
          <Text label={t('pass.until')} name="check" type="date" />
        </div>
        <ProfileFields of={null} />
        <Because />
      </Act>
    )}>
      <form className="search" role="search" onSubmit={(event) => { event.preventDefault(); if (list.rows[0] !== undefined) setChosen(list.rows[0].lawyerId) }}>
        <label className="wide">{t('words')}<input name="words" type="search" ref={focus} autoComplete="off" maxLength={80} value={wanted.words} onChange={({ target }) => setWanted({ ...wanted, words: target.value })} /></label>
        <label className="narrow">{t('region')}<input name="region" inputMode="numeric" maxLength={6} value={wanted.region} onChange={({ target }) => setWanted({ ...wanted, region: target.value.replaceAll(/\D/g, '') })} /></label>
        <label>{t('specialty')}<select value={wanted.specialty} onChange={({ target }) => setWanted({ ...wanted, specialty: target.value })}>
          <option value="">{t('any')}</option>{(topics.data?.items ?? []).filter(({ code }) => code.length === 2).map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
        </select></label>
        <label>{t('standing')}<select name="standing" value={wanted.standing} onChange={({ target }) => setWanted({ ...wanted, standing: target.value })}>
          <option value="">{t('any')}</option>{STANDINGS.filter((each) => isKeeper || each === 'active').map((each) => <option key={each} value={each}>{t(`standing.${each}`)}</option>)}
        </select></label>
        <span className="check"><input id="counsel" type="checkbox" checked={wanted.isCounsel} onChange={({ target }) => setWanted({ ...wanted, isCounsel: target.checked })} /> <label htmlFor="counsel">{t('county')}</label></span>
        <Button htmlType="button" onClick={() => setWanted(NOTHING)}>{t('reset')}</Button>
        <button type="submit" hidden aria-hidden tabIndex={-1}>{t('words')}</button>
      </form>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={t('title')} rows={list.rows} total={list.total} isLoading={list.isLoading} isUnread={list.isUnread} onEnd={list.onEnd} keyOf={({ lawyerId }) => lawyerId} chosen={chosen} empty={t('none')} height="calc(100vh - 280px)" onOpen={({ lawyerId }) => setChosen(lawyerId)} columns={[
          { key: 'name', title: t('name'), width: '1fr', cell: ({ name }) => name, ...by('name') },
          { key: 'firm', title: t('firm'), width: '2fr', cell: ({ firm }) => firm, ...by('firm') },
          { key: 'licence', title: t('licence'), width: '10.5rem', cell: ({ licence }) => licence, ...by('licence') },
          { key: 'region', title: t('place'), width: '6rem', cell: ({ region }) => placeOf(region), ...by('region') },
          { key: 'standing', title: t('standing'), width: '7rem', cell: ({ isActive, inactive }) => t(`standing.${isActive ? 'active' : inactive ?? 'suspended'}` as 'standing.active') },
        ]} />
      )}>{chosen === null ? <p>{t('choose')}</p> : <One key={chosen} lawyer={chosen} />}</Beside>
    </Page>
  )
}
export default Lawyers
