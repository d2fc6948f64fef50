// Around every page: where one is, larger type, the other language; below, the main pages. While somebody asks there is nothing to go astray to.
import { Bar, Tabs } from '@zhijian/web-kit/phone/frame'
import { AppOutline, EditSOutline, MessageOutline, UserOutline } from 'antd-mobile-icons'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { addRefusals } from './refusals.ts'
import './frame.css'

const TABS = [['/', 'home', AppOutline], ['/ask', 'ask', EditSOutline], ['/questions', 'questions', MessageOutline], ['/my-data', 'mine', UserOutline]] as const

export const Frame = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const { t } = useTranslation('frame')
  useState(addRefusals)
  const isAsking = useLocation().pathname === '/ask'
  return (
    <>
      <Bar name={t('name')} />
      <div id="text" tabIndex={-1}>{children}</div>
      <footer className={isAsking ? 'foot' : 'foot over-tabs'}><Link to="/notice">{t('notice')}</Link></footer>
      {!isAsking && <Tabs tabs={TABS.map(([to, name, icon]) => ({ to, text: t(`tab.${name}`), icon }))} />}
    </>
  )
}
