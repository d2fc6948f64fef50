// Calls about a question as a list, missed ones too.
import { lazy, Suspense, type ReactNode } from 'react'
import { useActingRole } from '../api.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { clockWords } from '../time.ts'
import { useCallsOf, type CallRow } from './data.ts'
import { useCallWords } from './use-words.ts'

const Summary = lazy(async () => ({ default: (await import('./summary.tsx')).Summary }))

/** @param lawyer of one thread; default: of all that the viewer sees */
export const CallHistory = ({ consultation, lawyer }: { readonly consultation: string; readonly lawyer?: string }): ReactNode => {
  const { t } = useCallWords()
  const [language] = useLanguage()
  const { data } = useCallsOf(consultation)
  const role = useActingRole()
  const items = (data?.items ?? []).filter(({ lawyerId }) => lawyer === undefined || lawyerId === lawyer)
  if (data === undefined || items.length === 0) return null
  const when = new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' })
  const what = ({ end, connectedMs }: CallRow): string => {
    if (end === null) return t('history.on')
    return end === 'hung-up' || end === 'lost' ? t('history.talked', { length: clockWords(connectedMs) }) : t(`history.${end}`)
  }
  // What he put off after the last talk.
  const talked = role === 'lawyer' ? items.find(({ end, connectedMs }) => end !== null && connectedMs > 0) : undefined
  return (
    <section className="zj-calls">
      <h2>{t('history.title')}</h2>
      <ul>{items.map((row) => <li key={row.callId}><time dateTime={row.rungAt}>{when.format(new Date(row.rungAt))}</time> {t(`history.by-${row.by}`)} · {what(row)}</li>)}</ul>
      {talked === undefined ? null : <Suspense fallback={null}><Summary call={{ callId: talked.callId, consultationId: consultation, lawyerId: talked.lawyerId }} answerOnly /></Suspense>}
    </section>
  )
}
