// Around every page: who one is, larger type, the other language; below, where a thumb reaches, the four main pages.
import { SignedIn, useFresh } from '@zhijian/web-kit'
import { Bar, Tabs } from '@zhijian/web-kit/phone/frame'
import { CheckShieldOutline, MessageOutline, UnorderedListOutline, UserOutline } from 'antd-mobile-icons'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useHoldings } from './data.ts'
import { addRefusals } from './refusals.ts'
import './frame.css'

const TABS = [['/', 'inbox', UnorderedListOutline], ['/waiting', 'waiting', MessageOutline], ['/answered', 'answered', CheckShieldOutline], ['/me', 'me', UserOutline]] as const

const Below = (): ReactNode => {
  const { t } = useTranslation('frame')
  const held = useHoldings()
  useFresh('holdings')
  const n = held.data?.items.length ?? 0
  return <Tabs tabs={TABS.map(([to, name, icon]) => ({ to, text: t(`tab.${name}`), icon, ...(name === 'waiting' ? { count: { n, says: t('waiting', { n }) } } : {}) }))} />
}

export const Frame = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const { t } = useTranslation('frame')
  useState(addRefusals)
  // A question has its own bar of actions where the tabs would be.
  const isQuestion = useLocation().pathname.startsWith('/q/')
  return (
    <>
      <Bar name={t('name')} />
      <div id="text" tabIndex={-1} className={isQuestion ? undefined : 'has-tabs'}>
        <SignedIn by="password" roles={({ roles }) => roles.filter((role) => role === 'lawyer')}>
          {() => <>{children}{isQuestion ? null : <Below />}</>}
        </SignedIn>
      </div>
    </>
  )
}
