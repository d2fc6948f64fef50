// Calls about one question: ring the asker, and which calls there were.
import { CallButton, CallHistory, SignedIn } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { callPageWords } from './words.ts'

export const words = { name: 'call-page', words: callPageWords }

const CallPage = (): ReactNode => {
  const { t } = useTranslation('call-page')
  const { consultation = '' } = useParams()
  return (
    <SignedIn by="password" roles={({ roles }) => roles.filter((role) => role === 'lawyer')}>
      {() => <main className="zj-page"><h1>{t('title')}</h1><p>{t('say')}</p><CallButton consultation={consultation} /><CallHistory consultation={consultation} /></main>}
    </SignedIn>
  )
}
export default CallPage
