// Who may do what, how far: every route with every role, from the table that decides. What is not named may not, and is shown so.
import { ProblemNotice, useLanguage } from '@zhijian/web-kit'
import { Input, Select } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMatrix, type Matrix } from '../platform/matrix.ts'
import { Rows, type Column } from '../platform/rows.tsx'
import { matrixWords } from './words.ts'
import './matrix.css'

export const words = { name: 'matrix', words: matrixWords }

type Row = Matrix['items'][number]
const ORDER: Readonly<Record<Row['access'], number>> = { roles: 0, enrolment: 1, public: 2 }

const Cell = ({ row, role }: { readonly row: Row; readonly role: string }): ReactNode => {
  const { t } = useTranslation('matrix')
  if (row.access !== 'roles') return <span className="zj-allowed">{t(`access.${row.access}`)}</span>
  const reach = row.roles[role]
  if (reach !== undefined) return <span className={reach === 'all' ? 'zj-allowed all' : 'zj-allowed'}>{t(`reach.${reach}`)}</span>
  return <span className="zj-refused" title={t('cell.refused', { role: t(`role.${role}`) })}><span aria-hidden="true">—</span><span className="zj-hidden">{t('refused')}</span></span>
}

const MatrixPage = (): ReactNode => {
  const { t } = useTranslation('matrix')
  const [language] = useLanguage()
  const matrix = useMatrix()
  const [sought, setSought] = useState('')
  const [only, setOnly] = useState('')
  const { items, roles } = matrix.data ?? { items: [], roles: [] }
  const shown = useMemo(() => {
    const text = sought.trim().toLowerCase()
    // First what is somebody's and not another's.
    return [...items].sort((a, b) => ORDER[a.access] - ORDER[b.access]).filter((row) => (text === '' || [row.route, row.path, row.name.zh, row.name.en].some((each) => each.toLowerCase().includes(text)))
      && (only === '' || row.access !== 'roles' || row.roles[only] !== undefined))
  }, [items, sought, only])
  const columns: readonly Column<Row>[] = [
    {
      key: 'route', head: t('route'), width: 'minmax(17rem, 1fr)', cell: ({ route, method, path, name }) =>
        <>{language === 'zh-CN' ? name.zh : name.en}<small><code>{method} {path}</code></small><small><code>{route}</code></small></>,
    },
    ...roles.map((role): Column<Row> => ({ key: role, head: t(`role.${role}`), width: language === 'zh-CN' ? '4.75rem' : '6rem', cell: (row) => <Cell row={row} role={role} /> })),
  ]
  return (
    <main className="zj-screen">
      <h1>{t('title')}</h1>
      <p className="zj-lead">{t('lead')}</p>
      <ProblemNotice error={matrix.error} onRetry={() => void matrix.refetch()} />
      <div className="zj-tools">
        <label>{t('find')}<Input value={sought} placeholder={t('find.hint')} allowClear style={{ width: 280 }} onChange={({ target }) => setSought(target.value)} /></label>
        <label>{t('only')}
          <Select aria-label={t('only')} value={only} style={{ width: 160 }} onChange={setOnly} options={[{ value: '', label: t('everyone') }, ...roles.map((role) => ({ value: role, label: t(`role.${role}`) }))]} />
        </label>
        <span role="status">{t('shown', { shown: shown.length, all: items.length })}</span>
      </div>
      <Rows name={t('title')} rows={shown} columns={columns} keyOf={({ route }) => route} rowHeight={84} none={matrix.isPending ? '' : t('none')} />
    </main>
  )
}
export default MatrixPage
