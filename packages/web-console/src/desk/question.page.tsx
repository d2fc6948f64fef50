// One question, for the desk that wrote it down: answers are read to the caller, and what she says next is written here.
import { useQuery } from '@tanstack/react-query'
import { api, reading } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Choice, Long, Text } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { QuestionCard, useQuestion } from './question.tsx'
import { deskWords } from './words.ts'

export const words = { name: 'desk', words: deskWords }

/** The mandate written down with the question goes on to count for it, so none is sent; where the last one ended a new one is shown. */
const underOf = (reference: string | undefined) => (reference === undefined ? {} : { onBehalf: { mandate: { kind: 'recorded-call' as const, recordRef: reference } } })

const QuestionPage = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { role } = useActing()
  const consultation = useParams()['consultation']!
  const { data } = useQuestion(consultation)
  const mandates = useQuery({ queryKey: ['mandates', 'first'], enabled: role === 'desk', queryFn: () => reading(api.GET('/api/v1/mandates', { params: { query: { limit: '200' } } as never })) })
  const hasMandate = mandates.data?.items.some((each) => each.consultationId === consultation && each.isInForce) ?? false
  const path = { consultation }
  const reference = hasMandate ? null : <Text label={t('say-why')} hint={t('ask.ref.hint')} name="reference" required pattern="[A-Za-z0-9_.\/\-]{1,80}" autoComplete="off" />
  const actions = role !== 'desk' || data === undefined ? null : (
    <>
      {data.answers.length === 0 ? null : (
        <Act word={t('follow-up')} primary changes={['question', 'mandates']}
          send={(values, header) => api.POST('/api/v1/consultations/{consultation}/follow-ups', { params: { path, header }, body: { lawyerId: values['lawyer']!, text: values['text']!, ...underOf(values['reference']) } })}>
          <Choice label={t('follow-up.to')} name="lawyer" required options={data.answers.filter(({ status }) => status === 'given').map(({ lawyer }) => [lawyer.lawyerId, lawyer.name ?? lawyer.lawyerId])} />
          <Long label={t('follow-up.text')} name="text" required rows={5} maxLength={20_000} />
          {reference}
        </Act>
      )}
      <Act word={t('call-back')} explain={t('callbacks.intro')} changes={['callbacks']} send={(_, header) => api.POST('/api/v1/consultations/{consultation}/callback', { params: { path, header } })} />
      <Act word={t('close')} explain={t('close.explain')} changes={['question', 'mandates']}
        send={(values, header) => api.POST('/api/v1/consultations/{consultation}/closing', { params: { path, header }, body: { ratings: [], ...underOf(values['reference']) } })}>{reference}</Act>
    </>
  )
  return <Page title={t('question.title')} actions={actions}><div className="card"><QuestionCard consultation={consultation} /></div></Page>
}
export default QuestionPage
