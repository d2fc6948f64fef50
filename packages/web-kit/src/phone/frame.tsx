// What stands around every page of an application on a phone: above, where one is, larger type and the other language; below, where a thumb
// reaches, the main pages. Links and buttons as browsers know them: antd-mobile's bars are reached by no key (ADR 0091).
import 'antd-mobile/es/global'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink } from 'react-router'
import { useElder } from '../elder/elder.ts'
import { LANGUAGES, useLanguage, type Language } from '../i18n/i18n.ts'
import './phone.css'

export const Bar = ({ name }: { readonly name: string }): ReactNode => {
  const { t } = useTranslation('kit')
  const [elder, setElder] = useElder()
  const [language, setLanguage] = useLanguage()
  const other: Language = language === 'zh-CN' ? 'en' : 'zh-CN'
  return (
    <>
      <a className="skip" href="#text">{t('skip')}</a>
      <header className="bar">
        <Link to="/" className="name">{name}</Link>
        <div className="switches" role="group" aria-label={t('settings')}>
          <button type="button" aria-pressed={elder} onClick={() => setElder(!elder)}>{t(elder ? 'standard' : 'elder')}</button>
          <button type="button" lang={other} onClick={() => setLanguage(other)}>{LANGUAGES[other]}</button>
        </div>
      </header>
    </>
  )
}

export interface Tab {
  readonly to: string
  readonly text: string
  readonly icon: ComponentType<{ readonly 'aria-hidden': 'true' }>
  /** How many wait there, and that in words. */
  readonly count?: { readonly n: number; readonly says: string }
}

export const Tabs = ({ tabs }: { readonly tabs: readonly Tab[] }): ReactNode => {
  const { t } = useTranslation('kit')
  return (
    <nav className="tabs" aria-label={t('tabs')}>
      {tabs.map(({ to, text, icon: Icon, count }) => (
        <NavLink key={to} to={to} end={to === '/'}>
          <Icon aria-hidden="true" />
          <span>{text}</span>
          {count !== undefined && count.n > 0 && <><span className="count" aria-hidden="true">{count.n}</span><span className="unseen">{count.says}</span></>}
        </NavLink>
      ))}
    </nav>
  )
}
