// What she asked and was answered, proved to the log's seals, to keep: a page to print whose codes hold the proof, or the proof itself.
import { useMutation } from '@tanstack/react-query'
import { api, ProblemNotice, reading } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question } from './data.ts'

/** Through the page and not by a link: it is asked for in her role, and a refusal is said here. */
const keep = (name: string, type: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  Object.assign(link, { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}

export const Receipt = ({ question: { consultationId: consultation } }: { readonly question: Question }): ReactNode => {
  const { t } = useTranslation('question')
  const params = { path: { consultation } }
  const page = useMutation({
    mutationFn: async () => keep(`receipt-${consultation}.html`, 'text/html', await reading(api.GET('/api/v1/consultations/{consultation}/receipt/page', { params, parseAs: 'text' }))),
  })
  const proof = useMutation({
    mutationFn: async () => keep(`receipt-${consultation}.json`, 'application/json', JSON.stringify(await reading(api.GET('/api/v1/consultations/{consultation}/receipt', { params })))),
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
