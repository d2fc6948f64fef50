import { SignedIn } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { homeWords } from './words.ts'

export const words = { name: 'home', words: homeWords }

const Home = (): ReactNode => {
  const { t } = useTranslation('home')
  return (
    <SignedIn by="password" roles={({ roles }) => roles.filter((role) => role === 'lawyer')}>
      {() => <main className="zj-page"><h1>{t('title')}</h1><p>{t('promise')}</p></main>}
    </SignedIn>
  )
}
export default Home
