// For those who oversee correction: who looked at whose file, track or district, when, and what for.
import { api, ProblemNotice } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../parts/page.tsx'
import { usePlaces } from '../parts/place.ts'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { when } from '../parts/when.ts'
import { shortNumber, useReach } from './data.ts'
import { correctionWords } from './words.ts'
import './correction.css'

export const words = { name: 'correction', words: correctionWords }

type Look = Item<'list-supervision-looks'>

const Looks = (): ReactNode => {
  const { t } = useTranslation('correction')
  const reach = useReach()
  const placeOf = usePlaces()
  const list = usePages<Look, Answer<'list-supervision-looks'>>(['supervision-looks', reach], (cursor) => api.GET('/api/v1/regions/{region}/supervision-looks', {
    params: { path: { region: reach }, query: { limit: '100', ...(cursor === undefined ? {} : { cursor }) } },
  }), { enabled: reach !== '' })
  const names = list.first?.names ?? {}
  return (
    <Page title={t('looks.title')} intro={t('looks.intro')}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Table label={t('looks.title')} rows={list.rows} isLoading={list.isLoading} isUnread={list.isUnread} empty={t('looks.none')} onEnd={list.onEnd} keyOf={({ at, by, what, about }) => `${at} ${by} ${what} ${about}`} columns={[
        { key: 'at', title: t('looks.at'), width: '10rem', cell: ({ at }) => when(at) },
        { key: 'by', title: t('looks.by'), width: '1fr', cell: ({ by }) => names[by] ?? by },
        { key: 'what', title: t('looks.what'), width: '1fr', cell: ({ what }) => t(`looked.${what}`) },
        { key: 'number', title: t('number'), width: '6.5rem', cell: ({ what, about }) => (what === 'look-at-positions' ? '—' : shortNumber(about)) },
        { key: 'place', title: t('place'), width: '1.2fr', cell: ({ region }) => placeOf(region) },
        { key: 'purpose', title: t('purpose'), width: '2fr', cell: ({ purpose }) => purpose ?? t('gone') },
      ]} />
    </Page>
  )
}
export default Looks
