import { api, ProblemNotice } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Act } from '../parts/act.tsx'
import { Because } from '../parts/fields.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { when } from '../parts/when.ts'
import { deskWords } from './words.ts'

export const words = { name: 'desk', words: deskWords }

type Mandate = Item<'list-my-mandates'>

const Mandates = (): ReactNode => {
  const { t } = useTranslation('desk')
  const [chosen, setChosen] = useState<string | null>(null)
  const list = usePages<Mandate, Answer<'list-my-mandates'>>(['mandates'],
    (cursor) => api.GET('/api/v1/mandates', { params: { query: { limit: '50', ...(cursor === undefined ? {} : { cursor }) } } }))
  const stateOf = ({ isInForce, end }: Mandate): string => t(isInForce ? 'in-force' : end ?? 'expired')
  const one = list.rows.find(({ mandateId }) => mandateId === chosen)
  return (
    <Page title={t('mandates.title')} intro={t('mandates.intro')}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={t('mandates.title')} rows={list.rows} isLoading={list.isLoading} isUnread={list.isUnread} onEnd={list.onEnd} keyOf={({ mandateId }) => mandateId} chosen={chosen} onOpen={({ mandateId }) => setChosen(mandateId)} columns={[
          { key: 'kind', title: t('ask.kind'), width: 'minmax(6em, 1.4fr)', cell: ({ kind }) => t(`kind.${kind}` as 'kind.written') },
          { key: 'ref', title: t('ref'), width: 'minmax(7em, 1fr)', cell: ({ recordRef }) => recordRef },
          { key: 'state', title: t('state'), width: '5em', cell: stateOf },
          { key: 'from', title: t('from'), width: '10em', cell: ({ from }) => when(from) },
          { key: 'until', title: t('until'), width: '10em', cell: ({ until }) => when(until) },
        ]} />
      )}>
        {one === undefined ? <p>{t('choose')}</p> : (
          <>
            <h2>{t(`kind.${one.kind}` as 'kind.written')} · {one.recordRef}</h2>
            <Facts of={[[t('state'), stateOf(one)], [t('from'), when(one.from)], [t('until'), when(one.until)]]} />
            <p><Link to={`/desk/questions/${one.consultationId}`}>{t('to-question')}</Link></p>
            {one.isInForce ? <Act word={t('revoke')} danger explain={t('revoke.explain')} changes={['mandates']} send={({ because }, header) => api.DELETE('/api/v1/mandates/{mandate}', { params: { path: { mandate: one.mandateId }, header }, body: { because: because! } })}><Because /></Act> : null}
          </>
        )}
      </Beside>
    </Page>
  )
}
export default Mandates
