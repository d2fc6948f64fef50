import { useQuery } from '@tanstack/react-query'
import { api, Form, ProblemNotice, reading, useCommand } from '@zhijian/web-kit'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BackToMe } from '../below.tsx'
import { useWhen } from '../when.ts'
import { conflictsWords } from './words.ts'

export const words = { name: 'conflicts', words: conflictsWords }

type Kind = 'client' | 'opponent'

const Declaring = (): ReactNode => {
  const { t } = useTranslation('conflicts')
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Kind>('client')
  const say = useCommand(({ how, ...body }: { readonly how: 'declare' | 'withdraw'; readonly name: string; readonly kind: Kind }, headers) =>
    (how === 'declare' ? api.POST('/api/v1/lawyer/conflicts', { headers, body }) : api.DELETE('/api/v1/lawyer/conflicts', { headers, body })))
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    const how = (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value') === 'withdraw' ? 'withdraw' : 'declare'
    say.mutate({ how, name: name.trim(), kind }, { onSuccess: () => setName('') })
  }
  return (
    <Form className="zj-form card" onSubmit={submit}>
      <fieldset>
        <legend>{t('kind')}</legend>
        {(['client', 'opponent'] as const).map((each) => (
          <label key={each} className="choice"><input type="radio" name="kind" value={each} checked={kind === each} onChange={() => setKind(each)} />{t(`kind.${each}`)}</label>
        ))}
      </fieldset>
      <label>{t('name')}<input name="name" required maxLength={60} autoComplete="off" value={name} onChange={({ target }) => setName(target.value)} /></label>
      <ProblemNotice error={say.error} />
      {say.isSuccess && <p role="status">{t('done')}</p>}
      <button className="zj-button" value="declare" disabled={say.isPending}>{t('declare')}</button>
      <button className="zj-button zj-quiet" value="withdraw" disabled={say.isPending}>{t('withdraw')}</button>
    </Form>
  )
}

const Conflicts = (): ReactNode => {
  const { t } = useTranslation('conflicts')
  const when = useWhen()
  const declared = useQuery({ queryKey: ['conflicts'], queryFn: () => reading(api.GET('/api/v1/lawyer/conflicts')) })
  const items = declared.data?.items ?? []
  return (
    <main className="zj-page">
      <h1>{t('title')}</h1>
      <p>{t('say')}</p>
      <Declaring />
      <h2>{t('declared')}</h2>
      <ProblemNotice error={declared.error} onRetry={() => void declared.refetch()} />
      {declared.data !== undefined && <p className="soft">{items.length === 0 ? t('none') : t('count', { n: items.length })}</p>}
      <ul className="list">{items.map(({ kind, at }, i) => <li key={`${at}${i}`} className="card"><p>{t(`kind.${kind}`)}</p><p className="soft">{t('at', { at: when.moment(at) })}</p></li>)}</ul>
      <BackToMe />
    </main>
  )
}
export default Conflicts
