// What she asked and was answered, proved to the log's seals, to keep: a page to print whose codes hold the proof, or the proof itself.
import { useMutation } from '@tanstack/react-query'
import { api, keepFile, ProblemNotice, reading } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question } from './data.ts'

export const Receipt = ({ question: { consultationId: consultation } }: { readonly question: Question }): ReactNode => {
  const { t } = useTranslation('question')
  const params = { path: { consultation } }
  const page = useMutation({
    mutationFn: async () => keepFile(`receipt-${consultation}.html`, 'text/html', await reading(api.GET('/api/v1/consultations/{consultation}/receipt/page', { params, parseAs: 'text' }))),
  })
  const proof = useMutation({
    mutationFn: async () => keepFile(`receipt-${consultation}.json`, 'application/json', JSON.stringify(await reading(api.GET('/api/v1/consultations/{consultation}/receipt', { params })))),
  })
  const error = page.error ?? proof.error
  const ask = (one: typeof page, other: typeof page): void => {
    other.reset()
    one.mutate()
  }
  return (
    <details className="talk-more">
      <summary>{t('receipt.title')}</summary>
      <p>{t('receipt.says')}</p>
      <button type="button" className="zj-button zj-quiet" disabled={page.isPending} onClick={() => ask(page, proof)}>{t('receipt.page')}</button>
      <button type="button" className="zj-button zj-quiet" disabled={proof.isPending} onClick={() => ask(proof, page)}>{t('receipt.proof')}</button>
      {(page.isSuccess || proof.isSuccess) && <p role="status">{t('receipt.kept')}</p>}
      <ProblemNotice error={error} />
    </details>
  )
}
