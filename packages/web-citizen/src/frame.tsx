// Around every page: where one is, larger type, the other language.
import { LANGUAGES, useElder, useLanguage, type Language } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import './frame.css'

export const Frame = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const { t } = useTranslation('frame')
  const { t: kit } = useTranslation('kit')
  const [elder, setElder] = useElder()
  const [language, setLanguage] = useLanguage()
  const other: Language = language === 'zh-CN' ? 'en' : 'zh-CN'
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
      <div id="text" tabIndex={-1}>{children}</div>
      <footer className="foot"><Link to="/notice">{t('notice')}</Link></footer>
    </>
  )
}
