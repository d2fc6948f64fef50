// What was hinted about somebody of late: for whoever calls, beside the file and at an alarm. No finding.
import { comma } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../parts/mark.tsx'
import { when } from '../../parts/when.ts'
import type { File } from '../data.ts'

export const Hints = ({ of }: { readonly of: File['hints'] }): ReactNode => {
  const { t } = useTranslation('correction')
  return of.length === 0 ? null : (
    <div className="note" data-test="hints">
      <strong>{t('hints')}</strong>
      <ul>{of.map(({ kind, signs, at }) => (
        <li key={`${kind} ${at}`}>{when(at)} <Mark tone="warn">{t(`hint.${kind as 'separation'}`)}</Mark> {signs.map((sign) => t(`sign.${sign as 'does-not-move'}`)).join(comma())}</li>
      ))}</ul>
      <p className="zj-hint">{t('hints.says')}</p>
    </div>
  )
}
