// Where a citizen begins: ask, what was begun, what is one's own.
import { useQuery } from '@tanstack/react-query'
import { api, ProblemNotice, readDraft, reading, SignedIn, useSignOut } from '@zhijian/web-kit'
import { BankcardOutline, CheckShieldOutline, EditSOutline, LocationOutline, MessageOutline, RightOutline } from 'antd-mobile-icons'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { draftName, type AskDraft } from '../ask/draft.ts'
import { useOwner } from '../ask/use-ask.ts'
import { homeWords } from './words.ts'
import './home.css'

export const words = { name: 'home', words: homeWords }

const ROWS = [['/questions', 'questions', MessageOutline], ['/legal-aid', 'legal-aid', CheckShieldOutline], ['/my-data', 'my-data', BankcardOutline]] as const
const SUPERVISED = ['/supervision', 'supervision', LocationOutline] as const
const NUMBERS = ['110', '120', '12356', '12348'] as const

const Start = ({ owner, canLeave }: { readonly owner: string; readonly canLeave: boolean }): ReactNode => {
  const { t } = useTranslation('home')
  const signOut = useSignOut()
  const [begun, setBegun] = useState<AskDraft | null>(null)
  useEffect(() => {
    readDraft<AskDraft>(draftName(owner)).then((draft) => setBegun(draft ?? null), () => undefined)
  }, [owner])
  // A row for those few whom it concerns; nobody waits for it.
  const mine = useQuery({ queryKey: ['my-supervision'], enabled: canLeave, retry: false, queryFn: () => reading(api.GET('/api/v1/my-supervision')) })
  const rows = mine.data === undefined || mine.data.items.length === 0 ? ROWS : [SUPERVISED, ...ROWS]
  const hasDraft = begun !== null && (begun.text.trim() !== '' || begun.files.length > 0)
  return (
    <main className="zj-page home">
      <div className="home-hero">
        <h1>{t('title')}</h1>
        <p>{t('promise')}</p>
        <Link className="zj-button home-ask" to={hasDraft ? `/ask?step=${begun.step}` : '/ask'}><EditSOutline aria-hidden="true" />{t(hasDraft ? 'go-on' : 'ask')}</Link>
        {hasDraft && <p className="home-begun">{t(begun.pending === null ? 'begun' : 'waits')}</p>}
      </div>
      {!canLeave && <p className="zj-hint" role="status">{t('offline')}</p>}
      <ul className="home-rows">
        {rows.map(([to, name, Icon]) => <li key={to}><Link to={to}><Icon aria-hidden="true" /><span>{t(name)}<small>{t(`${name}-hint`)}</small></span><RightOutline aria-hidden="true" /></Link></li>)}
      </ul>
      <section className="home-help" aria-labelledby="help">
        <h2 id="help">{t('help')}</h2>
        <div className="home-numbers">
          {NUMBERS.map((number) => <a key={number} href={`tel:${number}`}><strong>{number}</strong><span>{t(`number.${number}`)}</span></a>)}
        </div>
      </section>
      <ProblemNotice error={signOut.error} />
      {canLeave && <button type="button" className="zj-button zj-quiet" disabled={signOut.isPending} onClick={() => signOut.mutate(undefined, { onSettled: () => setBegun(null) })}>{t('sign-out')}</button>}
      {canLeave && hasDraft && <p className="zj-hint">{t('sign-out-hint')}</p>}
    </main>
  )
}

const Home = (): ReactNode => {
  const { t } = useTranslation('home')
  const { owner, isReached } = useOwner()
  if (owner === 'unknown') return <p className="zj-loading" role="status">{t('opening')}</p>
  if (!isReached) return owner === null ? <main className="zj-page"><h1>{t('title')}</h1><p role="alert">{t('sign-in-first')}</p></main> : <Start owner={owner} canLeave={false} />
  return (
    <SignedIn by="phone" roles={({ roles }) => roles.filter((role) => role === 'citizen')}>
      {({ accountId }) => <Start key={accountId} owner={accountId} canLeave />}
    </SignedIn>
  )
}
export default Home
