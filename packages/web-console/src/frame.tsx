// Around every page: who is here and in which role, where one can go, larger type, the other language. Nobody sees a page
// without being signed in.
import { LANGUAGES, SignedIn, useElder, useLanguage, useSignOut, type Language, type Session } from '@zhijian/web-kit'
import { ConfigProvider, Layout, Menu } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { ActingContext, type Acting } from './acting.ts'
import { isQueue, Waiting } from './desk/waiting.tsx'
import { menuOf, type Group } from './menu.ts'
import { Said } from './parts/said.tsx'
import './frame.css'
import './parts/parts.css'

const COUNTY_KEY = 'zhijian-county'
const AT_THE_CONSOLE = (role: string): boolean => !['citizen', 'enterprise', 'lawyer', 'probe', 'system'].includes(role)
const GROUPS: readonly Group[] = ['promise', 'desk', 'correction', 'oversight', 'bureau', 'platform']
const THEME = {
  token: { colorPrimary: '#14532d', colorLink: '#14532d', colorError: '#b91c1c', colorTextSecondary: '#595959', colorTextTertiary: '#595959', borderRadius: 4, fontFamily: 'inherit' },
  components: { Layout: { siderBg: '#fff' }, Menu: { itemSelectedBg: '#dcfce7', itemSelectedColor: '#14532d', itemHeight: 36, groupTitleColor: '#595959' }, Segmented: { trackBg: '#e0e0e0' } },
}
/** As the style sheets enlarge what is not antd's (frame.css). */
const ELDER_THEME = {
  token: { ...THEME.token, fontSize: 20, fontSizeSM: 18, controlHeight: 48, controlHeightSM: 40, sizeStep: 5 },
  components: { ...THEME.components, Menu: { ...THEME.components.Menu, itemHeight: 52 } },
}
/** As wide as the longest entry. */
const SIDE_PX: Readonly<Record<Language, readonly [usual: number, elder: number]>> = { 'zh-CN': [184, 264], en: [232, 340] }

/**
 * antd's own goes away with a transition and waits for its end; where the answer was there before the transition could begin, that
 * end never comes: the icon, of no width, turned on in the page for ever, and screen readers read it.
 */
const BUSY = <span className="busy" aria-hidden="true" />

const Side = ({ role, region }: Pick<Acting, 'role' | 'region'>): ReactNode => {
  const { t } = useTranslation('frame')
  const [language] = useLanguage()
  const { pathname } = useLocation()
  const mine = menuOf(role, region)
  const here = mine.filter(({ path }) => pathname === `/${path}` || pathname.startsWith(`/${path}/`)).toSorted((a, b) => b.path.length - a.path.length)[0]
  const items = GROUPS.flatMap((group) => {
    const children = mine.filter((each) => each.group === group).map(({ path, word }) => ({ key: path, label: <Link to={`/${path}`}>{word[language]}{isQueue(path) ? <Waiting queue={path} /> : null}</Link> }))
    return children.length === 0 ? [] : [{ key: group, type: 'group' as const, label: t(`group.${group}`), children }]
  })
  return <nav aria-label={t('menu')}><Menu mode="inline" selectable={false} selectedKeys={here === undefined ? [] : [here.path]} items={items} /></nav>
}

const Bar = ({ acting, changeRole, chooseCounty }: {
  readonly acting: Acting; readonly changeRole: ((next: string) => void) | null; readonly chooseCounty: ((code: string) => void) | null
}): ReactNode => {
  const { t } = useTranslation('frame')
  const { t: kit } = useTranslation('kit')
  const [elder, setElder] = useElder()
  const [language, setLanguage] = useLanguage()
  const signOut = useSignOut()
  const other: Language = language === 'zh-CN' ? 'en' : 'zh-CN'
  const roles = acting.session.roles.filter(AT_THE_CONSOLE)
  return (
    <header className="bar">
      <Link to="/" className="name">{t('name')}</Link>
      <div className="who">
        {chooseCounty === null ? null : (
          <label>{t('county')} <input inputMode="numeric" maxLength={6} defaultValue={acting.county} onChange={({ target }) => /^\d{6}$/.test(target.value) && chooseCounty(target.value)} /></label>
        )}
        {changeRole === null ? <span>{t(`role.${acting.role}`)}</span> : (
          <select aria-label={t('role')} value={acting.role} onChange={({ target }) => changeRole(target.value)}>
            {roles.map((role) => <option key={role} value={role}>{t(`role.${role}`)}</option>)}
          </select>
        )}
        <span className="login">{acting.session.accountId}</span>
      </div>
      <div className="switches" role="group" aria-label={t('settings')}>
        <button type="button" aria-pressed={elder} onClick={() => setElder(!elder)}>{kit(elder ? 'standard' : 'elder')}</button>
        <button type="button" lang={other} onClick={() => setLanguage(other)}>{LANGUAGES[other]}</button>
        <button type="button" onClick={() => signOut.mutate()}>{t('sign-out')}</button>
      </div>
    </header>
  )
}

const Within = ({ session, role, changeRole, children }: {
  readonly session: Session; readonly role: string; readonly changeRole: ((next: string) => void) | null; readonly children: ReactNode
}): ReactNode => {
  const { t } = useTranslation('frame')
  const [elder] = useElder()
  const [language] = useLanguage()
  const { pathname } = useLocation()
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(COUNTY_KEY) ?? '')
  const region = session.grants.find((grant) => grant.role === role)?.region ?? null
  const isOne = region !== null && region.length >= 6
  const acting = useMemo((): Acting => ({ session, role, region, county: isOne ? region.slice(0, 6) : chosen }), [session, role, region, isOne, chosen])
  const choose = (code: string): void => {
    sessionStorage.setItem(COUNTY_KEY, code)
    setChosen(code)
  }
  return (
    <ActingContext value={acting}>
      <Layout className="console">
        <Bar acting={acting} changeRole={changeRole} chooseCounty={isOne ? null : choose} />
        <Layout>
          <Layout.Sider width={SIDE_PX[language][elder ? 1 : 0]} className="side"><Side role={role} region={region} /></Layout.Sider>
          {/* Where there is no room beside the page; closed again wherever one goes. */}
          <details key={pathname} className="small-menu"><summary>{t('menu')}</summary><Side role={role} region={region} /></details>
          <div id="text" tabIndex={-1}>
            {acting.county === '' ? <p className="zj-hint" role="status">{t('county.missing')}</p> : null}
            {children}
          </div>
        </Layout>
      </Layout>
      <Said />
    </ActingContext>
  )
}

export const Frame = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const { t } = useTranslation('frame')
  const [language] = useLanguage()
  const [elder] = useElder()
  return (
    <ConfigProvider theme={elder ? ELDER_THEME : THEME} locale={language === 'en' ? enUS : zhCN} wave={{ disabled: true }} button={{ autoInsertSpace: false, loadingIcon: BUSY }}>
      <a className="skip" href="#text">{t('skip')}</a>
      <SignedIn by="password" roles={({ roles }) => roles.filter(AT_THE_CONSOLE)}>
        {(session, role, changeRole) => <Within session={session} role={role} changeRole={changeRole}>{children}</Within>}
      </SignedIn>
    </ConfigProvider>
  )
}
