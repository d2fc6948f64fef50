// Answers that were flagged or complained about: read, decided, and never without a reason for hiding.
import { api, bracketed, comma, ProblemNotice } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act, ActNow } from '../parts/act.tsx'
import { useAnew } from '../parts/anew.ts'
import { Due } from '../parts/due.tsx'
import { Choice, Remark } from '../parts/fields.tsx'
import { Mark } from '../parts/mark.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { when } from '../parts/when.ts'
import { OpenOnly } from './open-only.tsx'
import { QuestionCard } from './question.tsx'
import { deskWords } from './words.ts'

export const words = { name: 'desk', words: deskWords }

type Review = Item<'list-reviews'>
const REASONS = ['contact', 'link', 'fee', 'solicitation', 'empty', 'abusive', 'wrong-in-law', 'unlawful', 'other'] as const
const CHANGES = ['reviews', 'question']

const One = ({ of, names }: { readonly of: Review; readonly names: Readonly<Record<string, string>> }): ReactNode => {
  const { t } = useTranslation('desk')
  const { session, role } = useActing()
  const path = { review: of.reviewId }
  const isMine = of.reviewerId === session.accountId
  return (
    <>
      <h2>{names[of.lawyerId] ?? of.lawyerId}</h2>
      <p>{of.flags.map((flag) => <Mark key={flag} tone="warn">{t(`flag.${flag}` as 'flag.link')}</Mark>)}</p>
      <Facts of={[[t('due'), <Due key="due" at={of.decideDue} />], [t('opened'), when(of.openedAt)], [t('agent'), of.reviewerId === null ? '—' : isMine ? t('mine') : names[of.reviewerId] ?? of.reviewerId]]} />
      {of.complaints.length === 0 ? null : <h2>{t('complaints')}</h2>}
      {of.complaints.map(({ complaintId, by, about, text }) => <p key={complaintId} className="text"><span className="soft">{t(`complaint.${by}`)} · {t(`complaint.about-${about}`)}</span>{'\n'}{text ?? t('erased')}</p>)}
      {of.decisions.length === 0 ? null : (
        <><h2>{t('decisions')}</h2>
          <ul>{of.decisions.map(({ decision, reason, reviewerId, at }) => <li key={at}>{when(at)} {names[reviewerId] ?? reviewerId} {t(decision as 'hide')}{reason === null ? '' : bracketed(t(`hide.${reason}` as 'hide.fee'))}</li>)}</ul></>
      )}
      {role !== 'reviewer' || !of.isOpen ? null : (
        <div className="buttons">
          {of.reviewerId === null ? <ActNow word={t('take')} primary changes={CHANGES} send={(_, header) => api.POST('/api/v1/reviews/{review}/taking', { params: { path, header } })} /> : null}
          {of.reviewerId !== null && !isMine ? null : (
            <>
              <Act word={t('keep')} explain={t('keep.explain')} changes={CHANGES} send={({ because }, header) => api.POST('/api/v1/reviews/{review}/decision', { params: { path, header }, body: { decision: 'keep', reason: null, ...(because === undefined ? {} : { because }) } })}><Remark /></Act>
              <Act word={t('hide')} danger explain={t('hide.explain')} changes={CHANGES}
                send={({ reason, because }, header) => api.POST('/api/v1/reviews/{review}/decision', { params: { path, header }, body: { decision: 'hide', reason: reason as 'fee', ...(because === undefined ? {} : { because }) } })}>
                <Choice label={t('hide.reason')} name="reason" required empty={t('hide.reason')} options={REASONS.map((each) => [each, t(`hide.${each}`)])} />
                <Remark />
              </Act>
            </>
          )}
        </div>
      )}
      <QuestionCard consultation={of.consultationId} only={of.answerId} />
    </>
  )
}

const Reviews = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { county } = useActing()
  const [open, setOpen] = useState(true)
  const [chosen, setChosen] = useState<string | null>(null)
  const list = usePages<Review, Answer<'list-reviews'>>(['reviews', county, open],
    (cursor) => api.GET('/api/v1/counties/{county}/reviews', { params: { path: { county }, query: { open: open ? 'true' : 'false', limit: '50', ...(cursor === undefined ? {} : { cursor }) } } }), { enabled: county !== '' })
  useAnew('reviews', ({ data }) => data['reviewId'] !== undefined)
  const names = list.first?.names ?? {}
  const one = list.rows.find(({ reviewId }) => reviewId === chosen)
  return (
    <Page title={t('reviews.title')} intro={t('reviews.intro')} actions={<OpenOnly open={open} onChange={setOpen} />}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={t('reviews.title')} rows={list.rows} total={list.total} isLoading={list.isLoading} isUnread={list.isUnread} onEnd={list.onEnd} keyOf={({ reviewId }) => reviewId} chosen={chosen} empty={t('reviews.none')}
          onOpen={({ reviewId }) => setChosen(reviewId)} columns={[
            { key: 'lawyer', title: t('lawyer'), width: 'minmax(6em, 1.2fr)', cell: ({ lawyerId }) => names[lawyerId] ?? lawyerId },
            { key: 'due', title: t('due'), width: 'minmax(9em, 1fr)', cell: ({ decideDue }) => <Due at={decideDue} /> },
            { key: 'flags', title: t('flags'), width: 'minmax(7em, 1.5fr)', cell: ({ flags, complaints }) => [...flags.map((flag) => t(`flag.${flag}` as 'flag.link')), ...(complaints.length === 0 ? [] : [`${t('complaints')} ${complaints.length}`])].join(comma()) },
            { key: 'agent', title: t('agent'), width: 'minmax(5em, 1fr)', cell: ({ reviewerId }) => (reviewerId === null ? '—' : names[reviewerId] ?? reviewerId) },
            { key: 'opened', title: t('opened'), width: '10em', cell: ({ openedAt }) => when(openedAt) },
          ]} />
      )}>{one === undefined ? <p>{t('choose')}</p> : <One key={one.reviewId} of={one} names={names} />}</Beside>
    </Page>
  )
}
export default Reviews
