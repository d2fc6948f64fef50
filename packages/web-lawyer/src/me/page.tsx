import { api, comma, ProblemNotice, useCommand, useSignOut } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { County } from '../county.tsx'
import { useStanding, useTopics, type Standing } from '../data.ts'
import { useWhen } from '../when.ts'
import { meWords } from './words.ts'

export const words = { name: 'me', words: meWords }

const PAGES = [['shifts', 'shifts'], ['quiet', 'quietHours'], ['service', 'service'], ['notices', 'notices'], ['conflicts', 'conflicts'], ['security', 'security']] as const

const Duty = ({ me }: { readonly me: Standing }): ReactNode => {
  const { t, i18n } = useTranslation('me')
  const when = useWhen()
  const set = useCommand((available: boolean, headers) => api.PUT('/api/v1/lawyer/availability', { headers, body: { available } }))
  const why = me.inactive === null ? null : i18n.exists(`me:why.${me.inactive}`) ? t(`why.${me.inactive}` as 'why.other') : t('why.other')
  return (
    <section className="card" aria-labelledby="duty">
      <div className="switch-row">
        <h2 id="duty">{me.isAvailable ? t('on') : t('off')}</h2>
        <button type="button" className={me.isAvailable ? 'zj-button zj-quiet' : 'zj-button'} disabled={set.isPending} onClick={() => set.mutate(!me.isAvailable)}>
          {me.isAvailable ? t('go-off') : t('go-on')}
        </button>
      </div>
      <p role="status">{me.isAvailable ? t('on-say') : t('off-say')}</p>
      {me.onDutyUntil !== null && <p className="clock">{t('duty', { at: when.moment(me.onDutyUntil) })}</p>}
      {me.isQuietNow && <p className="soft">{t('quiet')}</p>}
      {why !== null && <p className="zj-problem">{t('inactive', { why })}{me.suspendedUntil !== null && ` ${t('until', { at: when.moment(me.suspendedUntil) })}`} {t('call-bureau')}</p>}
      {me.barredUntil !== null && <p className="zj-problem">{t('barred', { at: when.moment(me.barredUntil) })}</p>}
      <ProblemNotice error={set.error} />
    </section>
  )
}

const Profile = ({ me }: { readonly me: Standing }): ReactNode => {
  const { t, i18n } = useTranslation('me')
  const topicName = useTopics()
  const language = (code: string): string => (i18n.exists(`me:lang.${code}`) ? t(`lang.${code}` as 'lang.zh') : code)
  return (
    <section className="card" aria-labelledby="profile">
      <h2 id="profile">{me.name}</h2>
      <dl className="facts">
        <dt>{t('licence')}</dt><dd>{me.licence}</dd>
        <dt>{t('firm')}</dt><dd>{me.firm}</dd>
        <dt>{t('counsel')}</dt><dd>{me.counselOf.length === 0 ? t('none') : me.counselOf.map(({ county }, i) => <span key={county}>{i > 0 && '、'}<County code={county} /></span>)}</dd>
        <dt>{t('specialties')}</dt><dd>{me.specialties.length === 0 ? t('none') : me.specialties.map(topicName).join(comma())}</dd>
        <dt>{t('languages')}</dt><dd>{me.languages.map(language).join(comma())}</dd>
        <dt>{t('enterprise')}</dt><dd>{t(me.enterprise ? 'yes' : 'no')}</dd>
        <dt>{t('nationwide')}</dt><dd>{t(me.nationwide ? 'yes' : 'no')}</dd>
        <dt>{t('burden')}</dt><dd>{t('burden-say', { n: me.burden })}</dd>
      </dl>
      <p className="soft">{t('profile-say')}</p>
    </section>
  )
}

const Me = (): ReactNode => {
  const { t } = useTranslation('me')
  const me = useStanding()
  const signOut = useSignOut()
  return (
    <main className="zj-page">
      <h1>{t('title')}</h1>
      <ProblemNotice error={me.error} onRetry={() => void me.refetch()} />
      {me.data !== undefined && <Duty me={me.data} />}
      <nav aria-label={t('more')}>
        <ul className="rows">{PAGES.map(([to, name]) => <li key={to}><Link to={`/me/${to}`}>{t(name)}</Link></li>)}</ul>
      </nav>
      {me.data !== undefined && <Profile me={me.data} />}
      <ProblemNotice error={signOut.error} />
      <button type="button" className="zj-button zj-quiet" disabled={signOut.isPending} onClick={() => signOut.mutate()}>{t('sign-out')}</button>
    </main>
  )
}
export default Me
