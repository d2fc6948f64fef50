// The audit log: filtered by who, what, when; read page by page as one goes down. What an act is called comes from the table of
// routes, so that a new one has its name here at once.
import { ProblemNotice, useLanguage } from '@zhijian/web-kit'
import { Button, Input, Segmented, Select } from 'antd'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { named, useMoments } from '../platform/format.ts'
import { Mark } from '../platform/mark.tsx'
import { useMatrix } from '../platform/matrix.ts'
import { Rows } from '../platform/rows.tsx'
import { EVERYTHING, useAudit, type Entry, type Filter } from './read.ts'
import { auditLogWords } from './words.ts'

export const words = { name: 'audit-log', words: auditLogWords }

const KINDS = ['', 'operation', 'look', 'security', 'business'] as const
/** `SuspendLawyer` → `suspend-lawyer`: commands and the routes that send them have one name. */
const kebab = (name: string): string => name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()

const useNames = (): { readonly action: (name: string) => string; readonly route: (id: string) => string; readonly actions: readonly string[] } => {
  const { t, i18n } = useTranslation('audit-log')
  const [language] = useLanguage()
  const matrix = useMatrix()
  return useMemo(() => {
    const routes = new Map((matrix.data?.items ?? []).map(({ route, name }) => [route, language === 'zh-CN' ? name.zh : name.en]))
    const own = Object.keys(auditLogWords['zh-CN']).flatMap((key) => (key.startsWith('action.') && key !== 'action.any' ? [key.slice('action.'.length)] : []))
    const action = (name: string): string => (i18n.exists(`audit-log:action.${name}`) ? t(`action.${name}`) : routes.get(kebab(name)) ?? name)
    return { action, route: (id) => routes.get(id) ?? id, actions: own }
  }, [t, i18n, language, matrix.data])
}

const Why = ({ entry, route }: { readonly entry: Entry; readonly route: (id: string) => string }): ReactNode => {
  const { t } = useTranslation('audit-log')
  const { purpose, because, reason, kind } = entry
  const parts = [purpose === null ? null : route(purpose), reason === null ? null : t(`code.${reason}`, { defaultValue: reason }), because].filter((each) => each !== null)
  if (parts.length > 0) return <>{parts.map((part) => <span key={part} className="zj-why">{part}</span>)}</>
  // An operation always had one.
  return t(kind === 'operation' ? 'reason.erased' : 'no-reason')
}

const Outcome = ({ entry: { outcome, code, figures } }: { readonly entry: Entry }): ReactNode => {
  const { t } = useTranslation('audit-log')
  const [language] = useLanguage()
  if (outcome === null) return null
  const tone = outcome === 'done' ? 'good' : outcome === 'failed' ? 'bad' : 'calm'
  const counted = figures === null ? [] : (['instances', 'documents', 'differing'] as const).flatMap((name) => (figures[name] === undefined ? [] : [t(`figures.${name}`, { value: figures[name].toLocaleString() })]))
  return <><Mark tone={tone}>{t(`outcome.${outcome}`, { code: named('fault', code ?? '') })}</Mark>{counted.length === 0 ? null : <small>{new Intl.ListFormat(language, { type: 'conjunction' }).format(counted)}</small>}</>
}

const AuditLog = (): ReactNode => {
  const { t } = useTranslation('audit-log')
  const { t: frame, i18n } = useTranslation('frame')
  const moment = useMoments()
  const names = useNames()
  const [asked, setAsked] = useState<Filter>(EVERYTHING)
  const [draft, setDraft] = useState<Filter>(EVERYTHING)
  const audit = useAudit(asked)
  const rows = useMemo(() => audit.data?.pages.flatMap(({ items }) => items) ?? [], [audit.data])
  const people = useMemo(() => Object.assign({}, ...audit.data?.pages.map((page) => page.names) ?? []) as Readonly<Record<string, string>>, [audit.data])
  const { hasNextPage, isFetching, fetchNextPage } = audit
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const set = (more: Partial<Filter>): void => setDraft((before) => ({ ...before, ...more }))
  const roleOf = (role: string): string => (i18n.exists(`frame:role.${role}`) ? frame(`role.${role}`) : role)
  const submit = (filter: Filter): void => {
    setDraft(filter)
    setAsked(filter)
  }
  return (
    <main className="zj-screen">
      <h1>{t('title')}</h1>
      <p className="zj-lead">{t('lead')}</p>
      <div className="zj-tools">
        <Segmented aria-label={t('kind')} value={draft.kind} onChange={(kind) => submit({ ...draft, kind, action: '' })} options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
      </div>
      <form className="zj-tools" onSubmit={(event) => {
        event.preventDefault()
        submit({ ...draft, person: draft.person.trim() })
      }}>
        <label>{t('action')}
          <Select aria-label={t('action')} showSearch={{ optionFilterProp: 'label' }} value={draft.action} style={{ width: 190 }} onChange={(action) => set({ action })}
            options={[{ value: '', label: t('action.any') }, ...names.actions.map((action) => ({ value: action, label: names.action(action) }))]} />
        </label>
        <label>{t('person')}<Input name="person" value={draft.person} placeholder={t('person.hint')} style={{ width: 190 }} onChange={({ target }) => set({ person: target.value })} /></label>
        <label>{t('as')}
          <Select aria-label={t('as')} value={draft.as} style={{ width: 140 }} onChange={(as) => set({ as })} options={(['actor', 'about'] as const).map((value) => ({ value, label: t(`as.${value}`) }))} />
        </label>
        <label>{t('from')}<input type="datetime-local" value={draft.from} onChange={({ target }) => set({ from: target.value })} /></label>
        <label>{t('until')}<input type="datetime-local" value={draft.until} onChange={({ target }) => set({ until: target.value })} /></label>
        <Button type="primary" htmlType="submit">{t('search')}</Button>
        <Button onClick={() => submit(EVERYTHING)}>{t('clear')}</Button>
        <Button onClick={() => void audit.refetch()} loading={audit.isRefetching}>{t('refresh')}</Button>
      </form>
      <ProblemNotice error={audit.error} onRetry={() => void audit.refetch()} />
      <Rows name={t('title')} rows={rows} keyOf={({ id }) => id} onEnd={onEnd} rowHeight={62} none={audit.isPending ? '' : t('none')} columns={[
        { key: 'at', head: t('at'), width: '11rem', cell: ({ at }) => moment(at) },
        {
          key: 'who', head: t('who'), width: 'minmax(10rem, 1fr)', cell: ({ actorId, role, onBehalfOf }) => (
            <>
              <button type="button" className="zj-link" onClick={() => submit({ ...EVERYTHING, person: actorId })}>{actorId === 'system' ? t('system') : people[actorId] ?? actorId}</button>
              {people[actorId] === undefined ? null : <small>{actorId}</small>}
              {role === null || role === 'system' ? null : <small>{roleOf(role)}</small>}{onBehalfOf === null ? null : <small>{t('behalf', { person: onBehalfOf })}</small>}
            </>
          ),
        },
        { key: 'did', head: t('did'), width: 'minmax(11rem, 1fr)', cell: ({ kind, action }) => <>{names.action(action)}<small>{t(`kind.${kind}`)}</small></> },
        {
          key: 'about', head: t('about'), width: 'minmax(12rem, 1.2fr)', cell: ({ aboutId, category }) => (aboutId === null ? '—' : (
            <button type="button" className="zj-link" onClick={() => submit({ ...EVERYTHING, person: aboutId, as: 'about' })}>{people[aboutId] ?? null} <code>{aboutId}</code>{category === 'look' || category === 'operation' ? null : <small>{t(`category.${category}`, { defaultValue: category })}</small>}</button>
          )),
        },
        { key: 'why', head: t('why'), width: 'minmax(13rem, 1.6fr)', cell: (entry) => <Why entry={entry} route={names.route} /> },
        { key: 'outcome', head: t('outcome'), width: 'minmax(9rem, 0.8fr)', cell: (entry) => <Outcome entry={entry} /> },
      ]} />
    </main>
  )
}
export default AuditLog
