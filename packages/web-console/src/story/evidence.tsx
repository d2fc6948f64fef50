// What can be taken out of a case: the file that proves it without the platform, and the receipt that a caller is handed.
import { api, keepFile } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Because } from '../parts/fields.tsx'

/** As the gateway's table has it. */
const EXPORTS = new Set(['duty-officer', 'bureau-head', 'auditor'])
const GIVES = new Set(['desk', 'duty-officer', 'bureau-head'])

export const Evidence = ({ id: consultation }: { readonly id: string }): ReactNode => {
  const { t } = useTranslation('story')
  const { role } = useActing()
  const params = { path: { consultation } }
  return (
    <>
      {!EXPORTS.has(role) ? null : (
        <Act word={t('export')} title={t('export.title')} explain={t('export.explain')} changes={[]} onDone={(text: string) => keepFile(`consultation-${consultation}.zhijian.json`, 'application/json', text)}
          send={({ because = '' }) => api.POST('/api/v1/consultations/{consultation}/bundles', { params, body: { because }, parseAs: 'text' }) as never}><Because /></Act>
      )}
      {!GIVES.has(role) ? null : (
        <Act word={t('receipt')} title={t('receipt.title')} explain={t('receipt.explain')} changes={[]} onDone={(text: string) => keepFile(`receipt-${consultation}.html`, 'text/html', text)}
          send={({ because = '' }) => api.POST('/api/v1/consultations/{consultation}/receipts', { params, body: { because }, parseAs: 'text' }) as never}><Because /></Act>
      )}
    </>
  )
}
