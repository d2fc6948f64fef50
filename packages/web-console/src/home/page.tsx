import { useLanguage } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useActing } from '../acting.ts'
import { menuOf } from '../menu.ts'
import { homeWords } from './words.ts'

export const words = { name: 'home', words: homeWords }

const Home = (): ReactNode => {
  const { t } = useTranslation('home')
  const [language] = useLanguage()
  const { role, region } = useActing()
  return (
    <main className="home">
      <h1>{t('title')}</h1>
      <p>{t('choose')}</p>
      <ul>{menuOf(role, region).map(({ path, word }) => <li key={path}><Link to={`/${path}`}>{word[language]}</Link></li>)}</ul>
    </main>
  )
}
export default Home
