// Zones that reach out of what somebody may set alone: he proposed each, and somebody else with the wider scope says whether it is to bind.
import { api } from '@zhijian/web-kit'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing, type Acting } from '../../acting.ts'
import { Act } from '../../parts/act.tsx'
import { Because, Long } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { when } from '../../parts/when.ts'
import type { File, FileActs } from '../data.ts'
import { scheduleWords } from './schedule.tsx'

export type Proposal = File['zoneProposals'][number]
const TONES = { proposed: 'warn', approved: 'good', rejected: 'plain' } as const

/** For whom it waits; null: for whoever looks at it. The platform says so again. */
const waitsFor = ({ isBeyond, isByHead }: Proposal, isOwn: boolean, { role, region }: Pick<Acting, 'role' | 'region'>): 'zone.head-only' | 'zone.county-only' | 'zone.own' | null => {
  if (isBeyond && !isByHead && (isOwn || role !== 'bureau-head')) return 'zone.head-only'
  if (region !== null && region.length > 6) return 'zone.county-only'
  return isOwn ? 'zone.own' : null
}

const Back = ({ of, word, path, onDone }: { readonly of: Proposal; readonly word: 'zone.reject' | 'zone.take-back' } & Pick<FileActs, 'path' | 'onDone'>): ReactNode => {
  const { t } = useTranslation('correction')
  return (
    <Act word={t(word)} title={t(`${word}.of`, { zone: of.label ?? of.zoneId })} explain={t(`${word}.explain`)} changes={[]} onDone={onDone}
      send={({ reason }, header) => api.DELETE('/api/v1/supervisees/{supervisee}/zone-proposals/{proposal}', { params: { path: { ...path, proposal: of.proposalId }, header }, body: { reason: reason! } })}>
      <Long label={t('zone.reject.reason')} name="reason" required minLength={2} maxLength={500} />
    </Act>
  )
}

export const Decide = ({ of, path, onDone }: { readonly of: Proposal } & Pick<FileActs, 'path' | 'onDone'>): ReactNode => {
  const { t } = useTranslation('correction')
  const acting = useActing()
  const isOwn = of.by === acting.session.accountId
  const waits = waitsFor(of, isOwn, acting)
  if (waits !== null) return <>{t(waits)}{isOwn ? <Back of={of} word="zone.take-back" path={path} onDone={onDone} /> : null}</>
  return (
    <>
      <Act word={t('zone.approve')} title={t('zone.approve.of', { zone: of.label ?? of.zoneId })} primary explain={t('zone.approve.explain')} changes={[]} onDone={onDone}
        send={({ because }, header) => api.POST('/api/v1/supervisees/{supervisee}/zone-proposals/{proposal}/approval', { params: { path: { ...path, proposal: of.proposalId }, header }, body: { because: because! } })}><Because /></Act>
      <Back of={of} word="zone.reject" path={path} onDone={onDone} />
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
            <td>{each.label ?? t('gone')}</td><td>{t(`zone.${each.kind}`)}{each.isBeyond ? <Mark tone="warn">{t('zone.beyond')}</Mark> : null}</td><td>{scheduleWords(each.schedule, t)}</td><td>{`${names[each.by] ?? each.by} ${when(each.askedAt)}`}</td>
            <td><Mark tone={TONES[each.phase]}>{t(`zone.proposal.${each.phase}`)}</Mark>{each.decidedBy === null ? null : ` ${names[each.decidedBy] ?? each.decidedBy} ${when(each.decidedAt)}`}{each.refusal === null ? null : <p className="zj-hint">{each.refusal}</p>}</td>
            <td>{each.phase !== 'proposed' ? '—' : <div className="buttons"><Button htmlType="button" onClick={() => onLook(each)}>{t('map.alarm.show')}</Button>{mayAct ? <Decide of={each} path={path} onDone={onDone} /> : null}</div>}</td>
          </tr>
        ))}</tbody>
      </table>
    </>
  )
}
