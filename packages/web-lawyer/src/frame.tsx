// Around every page: who one is, larger type, the other language; below, where a thumb reaches, the four main pages.
import { LANGUAGES, SignedIn, useElder, useLanguage, type Language } from '@zhijian/web-kit'
import { CheckShieldOutline, MessageOutline, UnorderedListOutline, UserOutline } from 'antd-mobile-icons'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useLocation } from 'react-router'
import { useHoldings } from './data.ts'
import { useFresh } from './fresh.ts'
import { addRefusals } from './refusals.ts'
import './frame.css'

const TABS = [['/', 'inbox', UnorderedListOutline], ['/waiting', 'waiting', MessageOutline], ['/answered', 'answered', CheckShieldOutline], ['/me', 'me', UserOutline]] as const

const Tabs = (): ReactNode => {
  const { t } = useTranslation('frame')
  const held = useHoldings()
  useFresh('holdings')
  const waiting = held.data?.items.length ?? 0
  return (
    <nav className="tabs" aria-label={t('tabs')}>
      {TABS.map(([to, name, Icon]) => (
        <NavLink key={to} to={to} end={to === '/'}>
          <Icon aria-hidden="true" />
          <span>{t(`tab.${name}`)}</span>
          {name === 'waiting' && waiting > 0 && <><span className="count" aria-hidden="true">{waiting}</span><span className="unseen">{t('waiting', { n: waiting })}</span></>}
        </NavLink>
      ))}
    </nav>
  )
}

export const Frame = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const { t } = useTranslation('frame')
  const { t: kit } = useTranslation('kit')
  useState(addRefusals)
  const [elder, setElder] = useElder()
  const [language, setLanguage] = useLanguage()
  const other: Language = language === 'zh-CN' ? 'en' : 'zh-CN'
  // A question has its own bar of actions where the tabs would be.
  const isQuestion = useLocation().pathname.startsWith('/q/')
  return (
    <>
      <a className="skip" href="#text">{t('skip')}</a>
      <header className="bar">
        <Link to="/" className="name">{t('name')}</Link>
        <div className="switches" role="group" aria-label={t('settings')}>
          <button type="button" aria-pressed={elder} onClick={() => setElder(!elder)}>{kit(elder ? 'standard' : 'elder')}</button>
          <button type="button" lang={other} onClick={() => setLanguage(other)}>{LANGUAGES[other]}</button>
        </div>
      </header>
      <div id="text" tabIndex={-1}>
        <SignedIn by="password" roles={({ roles }) => roles.filter((role) => role === 'lawyer')}>
          {() => <>{children}{isQuestion ? null : <Tabs />}</>}
        </SignedIn>
      </div>
    </>
  )
}
