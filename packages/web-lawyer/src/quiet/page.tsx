import { api, Form, ProblemNotice, useCommand } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BackToMe } from '../below.tsx'
import { useStanding, type Standing } from '../data.ts'
import { minuteOf, minuteWords } from '../when.ts'
import { quietWords } from './words.ts'

export const words = { name: 'quiet', words: quietWords }

const Hours = ({ quiet }: { readonly quiet: Standing['quiet'] }): ReactNode => {
  const { t } = useTranslation('quiet')
  const [from, setFrom] = useState(minuteWords(quiet?.from ?? 22 * 60))
  const [to, setTo] = useState(minuteWords(quiet?.to ?? 7 * 60))
  const set = useCommand((next: Standing['quiet'], headers) => api.PUT('/api/v1/lawyer/quiet-hours', { headers, body: { quiet: next } }))
  const submit = (): void => {
    set.mutate({ from: minuteOf(from), to: minuteOf(to) })
  }
  return (
    <Form className="zj-form" onSubmit={submit}>
      <p className="note">{quiet === null ? t('none') : t('now', { from: minuteWords(quiet.from), to: minuteWords(quiet.to) })}</p>
      <label>{t('from')}<input type="time" name="from" required value={from} onChange={({ target }) => setFrom(target.value)} /></label>
      <label>{t('to')}<input type="time" name="to" required value={to} onChange={({ target }) => setTo(target.value)} /></label>
      <ProblemNotice error={set.error} />
      {set.isSuccess && <p role="status">{t('done')}</p>}
      <button className="zj-button" disabled={set.isPending}>{t('set')}</button>
      {quiet !== null && <button type="button" className="zj-button zj-quiet" disabled={set.isPending} onClick={() => set.mutate(null)}>{t('off')}</button>}
    </Form>
  )
}

const Quiet = (): ReactNode => {
  const { t } = useTranslation('quiet')
  const me = useStanding()
  return (
    <main className="zj-page">
      <h1>{t('title')}</h1>
      <p>{t('say')}</p>
      <ProblemNotice error={me.error} onRetry={() => void me.refetch()} />
      {me.data !== undefined && <Hours quiet={me.data.quiet} />}
      <BackToMe />
    </main>
  )
}
export default Quiet
