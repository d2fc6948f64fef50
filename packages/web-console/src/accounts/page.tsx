// Accounts: opened by one, given powers by another.
import { useQuery } from '@tanstack/react-query'
import { api, colon, comma, ProblemNotice, reading } from '@zhijian/web-kit'
import { Button, Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Because, Choice, Remark, Text } from '../parts/fields.tsx'
import { Mark } from '../parts/mark.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePlaces } from '../parts/place.ts'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { when } from '../parts/when.ts'
import { accountsWords } from './words.ts'

export const words = { name: 'accounts', words: accountsWords }

type Row = Item<'list-accounts'>
const GRANTED = ['system-admin', 'security-admin', 'auditor', 'procurator', 'lawyer', 'enterprise'] as const
const REASONS = ['left-office', 'misuse', 'lost-device', 'own-request', 'security'] as const
const CHANGES = ['accounts', 'account']
const readiness = ({ hasPassword, hasSecondFactor }: Pick<Row, 'hasPassword' | 'hasSecondFactor'>) => (!hasPassword ? 'ready.none' : hasSecondFactor ? 'ready.both' : 'ready.password')

/** Shown once, to who made it. */
const Link = ({ token }: { readonly token: string }): ReactNode => {
  const { t } = useTranslation('accounts')
  const address = `${location.origin}/enrol#${token}`
  return (
    <div className="note" role="status">
      <strong>{t('link.is')}</strong>
      <p className="text" data-test="link">{address}</p>
      <Button htmlType="button" onClick={() => void navigator.clipboard.writeText(address)}>{t('link.copy')}</Button>
    </div>
  )
}

const One = ({ id }: { readonly id: string }): ReactNode => {
  const { t } = useTranslation('accounts')
  const { role, session } = useActing()
  const [token, setToken] = useState<string | null>(null)
  const placeOf = usePlaces()
  const { data: of, error, refetch } = useQuery({ queryKey: ['account', id], queryFn: () => reading(api.GET('/api/v1/accounts/{account}', { params: { path: { account: id } } })) })
  if (of === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  const path = { account: id }
  const isOwn = session.accountId === id
  const maySecure = role === 'security-admin' && !isOwn
  return (
    <>
      <h2>{of.name ?? id} {of.name === null ? null : <span className="soft">{id}</span>} <Mark tone={of.phase === 'active' ? 'good' : 'bad'}>{t(of.phase)}</Mark></h2>
      <Facts of={[[t('kind'), t(`kind.${of.kind as 'staff' | 'lawyer'}`)], [t('ready'), t(readiness(of))], [t('opened'), when(of.openedAt)], ...(of.lawyerId === null ? [] : [[t('lawyer'), of.lawyerId] as const])]} />
      <h2>{t('may')}</h2>
      {of.scopes.length === 0 ? <p>{t('may.nothing')}</p> : null}
      <ul>{of.scopes.map((scope) => (
        <li key={`${scope.role} ${scope.region} ${scope.organisation}`}>
          {t(`role.${scope.role}` as 'role.desk')} · {scope.region === null ? t('everywhere') : placeOf(scope.region)} <span className="soft">{t(`by.${scope.by}`)}</span>{' '}
          {maySecure && scope.by === 'grant' ? (
            <Act word={t('revoke')} title={`${t('revoke')}${colon()}${t(`role.${scope.role}` as 'role.desk')}`} danger changes={CHANGES}
              send={({ because }, header) => api.DELETE('/api/v1/accounts/{account}/roles/{role}', { params: { path: { account: id, role: scope.role as 'auditor' }, header }, body: { because: because! } })}><Because /></Act>
          ) : null}
        </li>
      ))}</ul>
      <div className="buttons">
        {role === 'system-admin' && of.phase === 'active' ? (
          <Act word={t('link')} primary explain={t('link.explain')} changes={CHANGES} send={({ because }) => api.POST('/api/v1/accounts/{account}/links', { params: { path }, body: { because: because! } })} onDone={(made) => setToken(made.token)}><Because /></Act>
        ) : null}
        {!maySecure ? null : (
          <>
            <Act word={t('grant')} primary changes={CHANGES}
              send={({ role: wanted, region, because }, header) => api.PUT('/api/v1/accounts/{account}/roles/{role}', { params: { path: { account: id, role: wanted as 'auditor' }, header }, body: { region: region ?? null, organisation: null, because: because! } })}>
              <Choice label={t('grant.role')} name="role" required options={GRANTED.map((each) => [each, t(`role.${each}`)])} />
              <Text label={t('grant.region')} hint={t('grant.region.hint')} name="region" inputMode="numeric" pattern="\d{2,12}" />
              <Because />
            </Act>
            {of.hasSecondFactor ? <Act word={t('factor')} danger explain={t('factor.explain')} changes={CHANGES} send={({ because }, header) => api.DELETE('/api/v1/accounts/{account}/second-factor', { params: { path, header }, body: { because: because! } })}><Because /></Act> : null}
            {of.phase === 'active' ? (
              <Act word={t('suspend')} danger explain={t('suspend.explain')} changes={CHANGES}
                send={({ reason, because }, header) => api.POST('/api/v1/accounts/{account}/suspension', { params: { path, header }, body: { reason: reason as 'misuse', ...(because === undefined ? {} : { because }) } })}>
                <Choice label={t('reason')} name="reason" required empty={t('reason')} options={REASONS.map((each) => [each, t(`reason.${each}`)])} />
                <Remark />
              </Act>
            ) : <Act word={t('reinstate')} primary changes={CHANGES} send={({ because }, header) => api.DELETE('/api/v1/accounts/{account}/suspension', { params: { path, header }, body: { because: because! } })}><Because /></Act>}
          </>
        )}
      </div>
      {token === null ? null : <Link token={token} />}
    </>
  )
}

const Accounts = (): ReactNode => {
  const { t } = useTranslation('accounts')
  const { role } = useActing()
  const [kind, setKind] = useState<'staff' | 'lawyer'>('staff')
  const [id, setId] = useState('')
  const [phase, setPhase] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const query = { kind, limit: '100', ...(id === '' ? {} : { id }), ...(phase === '' ? {} : { phase: phase as 'active' }) }
  const list = usePages<Row, Answer<'list-accounts'>>(['accounts', query], (cursor) => api.GET('/api/v1/accounts', { params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } } }))
  return (
    <Page title={t('title')} intro={t('intro')} actions={role !== 'system-admin' ? null : (
      <Act word={t('open')} primary changes={['accounts']} send={(values, header) => api.POST('/api/v1/accounts', {
        params: { header },
        body: {
          id: values['id']!, kind: values['kind'] as 'staff', ...(values['name'] === undefined ? {} : { name: values['name'] }), ...(values['phone'] === undefined ? {} : { phone: values['phone'] }),
          ...(values['lawyer'] === undefined ? {} : { lawyerId: values['lawyer'] }), because: values['because']!,
        },
      })} onDone={(made) => setChosen(made.id)}>
        <Choice label={t('open.kind')} name="kind" required options={[['staff', t('kind.staff')], ['lawyer', t('kind.lawyer')]]} />
        <Text label={t('id')} hint={t('open.id.hint')} name="id" required pattern="[A-Za-z0-9_.\-]{2,64}" autoComplete="off" />
        <Text label={t('open.name')} name="name" maxLength={60} autoComplete="off" />
        <Text label={t('open.phone')} name="phone" inputMode="numeric" pattern="1[3-9][0-9]{9}" maxLength={11} autoComplete="off" />
        <Text label={t('open.lawyer')} hint={t('open.lawyer.hint')} name="lawyer" pattern="[A-Za-z0-9_\-]{1,64}" autoComplete="off" />
        <Because />
      </Act>
    )}>
      <form className="search" role="search" onSubmit={(event) => event.preventDefault()}>
        <Segmented value={kind} onChange={setKind} options={[{ value: 'staff', label: t('kind.staff') }, { value: 'lawyer', label: t('kind.lawyer') }]} />
        <label>{t('find')}<input name="find" type="search" maxLength={64} value={id} onChange={({ target }) => setId(target.value.replaceAll(/[^A-Za-z0-9._-]/g, ''))} /></label>
        <label>{t('state')}<select value={phase} onChange={({ target }) => setPhase(target.value)}><option value="">{t('any')}</option><option value="active">{t('active')}</option><option value="suspended">{t('suspended')}</option></select></label>
      </form>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={t('title')} rows={list.rows} total={list.total} isLoading={list.isLoading} isUnread={list.isUnread} onEnd={list.onEnd} keyOf={({ id: key }) => key} chosen={chosen} empty={t('none')} onOpen={({ id: key }) => setChosen(key)} columns={[
          { key: 'id', title: t('id'), width: '2.2fr', cell: (row) => row.id },
          { key: 'name', title: t('name'), width: '1fr', cell: ({ name }) => name ?? '—' },
          { key: 'roles', title: t('roles'), width: '1.6fr', cell: ({ grants }) => grants.map((grant) => t(`role.${grant.role}` as 'role.desk')).join(comma()) || '—' },
          { key: 'ready', title: t('ready'), width: '1.3fr', cell: (row) => t(readiness(row)) },
          { key: 'state', title: t('state'), width: '5rem', cell: (row) => t(row.phase) },
        ]} />
      )}>{chosen === null ? <p>{t('choose')}</p> : <One key={chosen} id={chosen} />}</Beside>
    </Page>
  )
}
export default Accounts
