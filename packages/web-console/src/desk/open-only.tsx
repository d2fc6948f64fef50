import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** What is to be done, or what was. */
export const OpenOnly = ({ open, onChange }: { readonly open: boolean; readonly onChange: (open: boolean) => void }): ReactNode => {
  const { t } = useTranslation('desk')
  return <Segmented value={open ? 'open' : 'closed'} onChange={(next) => onChange(next === 'open')} options={[{ value: 'open', label: t('open') }, { value: 'closed', label: t('closed') }]} />
}
