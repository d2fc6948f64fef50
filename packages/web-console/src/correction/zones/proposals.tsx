// Zones that reach out of the county: somebody proposed each, and somebody else with the wider scope says whether it is to bind.
import { api } from '@zhijian/web-kit'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../../acting.ts'
import { Act } from '../../parts/act.tsx'
import { Because, Long } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { when } from '../../parts/when.ts'
import type { File, FileActs } from '../data.ts'
import { scheduleWords } from './schedule.tsx'

export type Proposal = File['zoneProposals'][number]
const TONES = { proposed: 'warn', approved: 'good', rejected: 'plain' } as const

export const Decide = ({ of, path, onDone }: { readonly of: Proposal } & Pick<FileActs, 'path' | 'onDone'>): ReactNode => {
  const { t } = useTranslation('correction')
  const { role, session } = useActing()
  if (role !== 'bureau-head') return t('zone.head-only')
  if (of.by === session.accountId) return t('zone.own')
  const to = { ...path, proposal: of.proposalId }
  const zone = of.label ?? of.zoneId
  return (
    <>
      <Act word={t('zone.approve')} title={t('zone.approve.of', { zone })} primary explain={t('zone.approve.explain')} changes={[]} onDone={onDone}
        send={({ because }, header) => api.POST('/api/v1/supervisees/{supervisee}/zone-proposals/{proposal}/approval', { params: { path: to, header }, body: { because: because! } })}><Because /></Act>
      <Act word={t('zone.reject')} title={t('zone.reject.of', { zone })} explain={t('zone.reject.explain')} changes={[]} onDone={onDone}
        send={({ reason }, header) => api.DELETE('/api/v1/supervisees/{supervisee}/zone-proposals/{proposal}', { params: { path: to, header }, body: { reason: reason! } })}>
        <Long label={t('zone.reject.reason')} name="reason" required minLength={2} maxLength={500} />
      </Act>
    </>
  )
}

export const Proposals = ({ of, names, mayAct, path, onDone, onLook }: {
  readonly of: readonly Proposal[]; readonly names: Readonly<Record<string, string>>; readonly mayAct: boolean; readonly onLook: (proposal: Proposal) => void
} & Pick<FileActs, 'path' | 'onDone'>): ReactNode => {
  const { t } = useTranslation('correction')
  if (of.length === 0) return null
  return (
    <>
      <h3 id="zone-proposals">{t('zone.proposals')}</h3>
      <table className="plain" aria-labelledby="zone-proposals">
        <thead><tr>{(['zone.label', 'zone.kind', 'schedule', 'zone.proposed-by', 'state', 'action'] as const).map((each) => <th key={each}>{t(each)}</th>)}</tr></thead>
        <tbody>{of.map((each) => (
          <tr key={each.proposalId}>
            <td>{each.label ?? t('gone')}</td><td>{t(`zone.${each.kind}`)}</td><td>{scheduleWords(each.schedule, t)}</td><td>{`${names[each.by] ?? each.by} ${when(each.askedAt)}`}</td>
            <td><Mark tone={TONES[each.phase]}>{t(`zone.proposal.${each.phase}`)}</Mark>{each.decidedBy === null ? null : ` ${names[each.decidedBy] ?? each.decidedBy} ${when(each.decidedAt)}`}{each.refusal === null ? null : <p className="zj-hint">{each.refusal}</p>}</td>
            <td>{each.phase !== 'proposed' ? '—' : <div className="buttons"><Button htmlType="button" onClick={() => onLook(each)}>{t('map.alarm.show')}</Button>{mayAct ? <Decide of={each} path={path} onDone={onDone} /> : null}</div>}</td>
          </tr>
        ))}</tbody>
      </table>
    </>
  )
}
