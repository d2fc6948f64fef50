import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { differences, said, type Policy } from './policy.ts'

/** How two policies differ, in words. */
export const ChangesTable = ({ before, after }: { readonly before: Policy; readonly after: Policy }): ReactNode => {
  const { t } = useTranslation('policies')
  const changes = differences(before, after, t as never)
  if (changes.length === 0) return <p>{t('no-changes')}</p>
  return (
    <table className="plain">
      <thead><tr><th>{t('item')}</th><th>{t('before')}</th><th>{t('after')}</th></tr></thead>
      <tbody>{changes.map((each) => <tr key={each.item}><td>{each.item}</td><td>{each.before ?? t('none')}</td><td className="changed">{each.after ?? t('removed')}</td></tr>)}</tbody>
    </table>
  )
}

export const WholeTable = ({ of }: { readonly of: Policy }): ReactNode => {
  const { t } = useTranslation('policies')
  return <table className="plain"><tbody>{[...said(of, t as never)].map(([item, value]) => <tr key={item}><th scope="row">{item}</th><td>{value}</td></tr>)}</tbody></table>
}
