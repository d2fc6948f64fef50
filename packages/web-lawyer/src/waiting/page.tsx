import { ProblemNotice } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Countdown } from '../countdown.tsx'
import { County } from '../county.tsx'
import { useHoldings, useTopics, type Holding } from '../data.ts'
import { SilenceClock } from '../silence-clock.tsx'
import { useWhen } from '../when.ts'
import { waitingWords } from './words.ts'

export const words = { name: 'waiting', words: waitingWords }

const Row = ({ held: { consultationId, topic, countyCode, claimUntil, waitingSince, ...clocks } }: { readonly held: Holding }): ReactNode => {
  const { t } = useTranslation('waiting')
  const topicName = useTopics()
  const when = useWhen()
  return (
    <li>
      <Link className="card" to={`/q/${consultationId}`}>
        <h2>{topicName(topic.code)} · <County code={countyCode} /></h2>
        {claimUntil !== null && (
          <p><span className="badge warm">{t('claim')}</span> <Countdown until={claimUntil} hurryMs={30_000} label={(left) => t('claim-left', { left })} over={t('claim-over')} /></p>
        )}
        {waitingSince !== null && (
          <>
            <p><span className="badge bad">{t('follow')}</span> <span className="soft">{t('since', { at: when.moment(waitingSince) })}</span></p>
            <SilenceClock {...clocks} />
          </>
        )}
      </Link>
    </li>
  )
}

const Waiting = (): ReactNode => {
  const { t } = useTranslation('waiting')
  const held = useHoldings()
  return (
    <main className="zj-page">
      <h1>{t('title')}</h1>
      <ProblemNotice error={held.error} onRetry={() => void held.refetch()} />
      {held.data?.items.length === 0 && <p className="empty" role="status">{t('none')}</p>}
      <ul className="list">{held.data?.items.map((each) => <Row key={each.consultationId} held={each} />)}</ul>
    </main>
  )
}
export default Waiting
