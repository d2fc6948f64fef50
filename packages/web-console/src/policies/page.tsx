// What the county promises: in force, proposed, and before. One proposes, another confirms what he read.
import { useQuery } from '@tanstack/react-query'
import { api, comma, ProblemNotice, reading, usePlatformTime } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Because } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { when } from '../parts/when.ts'
import { ChangesTable, WholeTable } from './changes.tsx'
import { Edit } from './edit.tsx'
import type { Policy } from './policy.ts'
import { Trial } from './trial.tsx'
import { policiesWords } from './words.ts'

export const words = { name: 'policies', words: policiesWords }

/** As consult-router keeps them. */
interface Proposal { readonly version: number; readonly policy: Policy; readonly policyHash: string; readonly proposedBy: string; readonly effectiveFrom: string | null }
interface Confirmed { readonly version: number; readonly policy: Policy; readonly proposedBy: string; readonly confirmedBy: string; readonly effectiveAt: string }
interface Policies { readonly proposal: Proposal | null; readonly confirmed: readonly Confirmed[]; readonly default: Policy; readonly names: Readonly<Record<string, string>> }
const CHANGES = ['policies', 'promise']

const Withdraw = ({ county, version }: { readonly county: string; readonly version: number }): ReactNode => {
  const { t } = useTranslation('policies')
  return (
    <Act word={t('withdraw')} danger explain={t('withdraw.explain')} changes={CHANGES}
      send={({ because }, header) => api.DELETE('/api/v1/counties/{county}/policies/{version}', { params: { path: { county, version: String(version) }, header }, body: { because: because! } })}><Because /></Act>
  )
}

const ProposalOf = ({ county, of, inForce, names }: { readonly county: string; readonly of: Proposal; readonly inForce: Policy; readonly names: Policies['names'] }): ReactNode => {
  const { t } = useTranslation('policies')
  const { session, role } = useActing()
  const isOwn = of.proposedBy === session.accountId
  return (
    <section className="card" aria-label={t('proposal')}>
      <h2>{t('proposal')} · {t('version', { version: of.version })}</h2>
      <p>{t('proposal.by', { who: names[of.proposedBy] ?? of.proposedBy })}{comma('sentences')}{of.effectiveFrom === null ? t('proposal.now') : t('proposal.from', { at: when(of.effectiveFrom) })}</p>
      <h3>{t('changes')}</h3>
      <ChangesTable before={inForce} after={of.policy} />
      <details><summary>{t('all')}</summary><WholeTable of={of.policy} /></details>
      {role === 'auditor' ? null : <details><summary>{t('trial')}</summary><Trial county={county} policy={of.policy} /></details>}
      {role === 'auditor' ? null : (
        <>
          {isOwn ? <p className="note">{t('confirm.own')}</p> : null}
          <div className="buttons">
            {isOwn ? null : (
              <Act word={t('confirm')} primary explain={t('confirm.explain')} changes={CHANGES} send={({ because }, header) => api.POST('/api/v1/counties/{county}/policies/{version}/confirmation', {
                params: { path: { county, version: String(of.version) }, header }, body: { policyHash: of.policyHash, because: because! },
              })}><Because /></Act>
            )}
            <Withdraw county={county} version={of.version} />
          </div>
        </>
      )}
    </section>
  )
}

const PoliciesPage = (): ReactNode => {
  const { t } = useTranslation('policies')
  const { county, role } = useActing()
  const nowMs = usePlatformTime(30_000)
  const [isEditing, setEditing] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['policies', county], enabled: county !== '', refetchInterval: 30_000, queryFn: async () => await reading(api.GET('/api/v1/counties/{county}/policies', { params: { path: { county } } })) as unknown as Policies,
  })
  const hasBegun = ({ effectiveAt }: Confirmed): boolean => nowMs !== null && Date.parse(effectiveAt) <= nowMs
  const current = data?.confirmed.findLast(hasBegun)
  const inForce = current?.policy ?? data?.default
  const nameOf = (id: string): string => data?.names[id] ?? id
  return (
    <Page title={t('title')} intro={t('intro')} actions={role === 'policy-admin' && !isEditing && inForce !== undefined && data?.proposal === null
      ? <Button type="primary" htmlType="button" onClick={() => setEditing(true)}>{t('edit')}</Button> : null}>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {inForce === undefined || data === undefined ? null : (
        <>
          {isEditing ? <Edit county={county} from={inForce} onDone={() => setEditing(false)} /> : data.proposal === null ? <p>{t('no-proposal')}</p> : <ProposalOf county={county} of={data.proposal} inForce={inForce} names={data.names} />}
          <section className="card">
            <h2>{current === undefined ? t('in-force.default') : `${t('in-force')} · ${t('version', { version: current.version })}`}</h2>
            {current === undefined ? null : <p>{t('since', { at: when(current.effectiveAt) })}{comma('sentences')}{t('by', { proposed: nameOf(current.proposedBy), confirmed: nameOf(current.confirmedBy) })}</p>}
            <WholeTable of={inForce} />
          </section>
          <section className="card">
            <h2>{t('history')}</h2>
            {data.confirmed.length === 0 ? <p>{t('history.none')}</p> : data.confirmed.map((each, place) => (
              <details key={each.version}>
                <summary>{t('version', { version: each.version })} · {hasBegun(each) ? t('since', { at: when(each.effectiveAt) }) : `${t('future')} · ${when(each.effectiveAt)}`} · {t('by', { proposed: nameOf(each.proposedBy), confirmed: nameOf(each.confirmedBy) })}</summary>
                <ChangesTable before={data.confirmed[place - 1]?.policy ?? data.default} after={each.policy} />
                {hasBegun(each) || role === 'auditor' ? null : <Withdraw county={county} version={each.version} />}
              </details>
            )).toReversed()}
          </section>
        </>
      )}
    </Page>
  )
}
export default PoliciesPage
