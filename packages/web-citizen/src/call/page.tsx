// Calls about one question: with whom she may talk, and which calls there were.
import { api, CallButton, CallHistory, ProblemNotice, reading, SignedIn } from '@zhijian/web-kit'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { callPageWords } from './words.ts'

export const words = { name: 'call-page', words: callPageWords }

const Lawyers = ({ consultation }: { readonly consultation: string }): ReactNode => {
  const { t } = useTranslation('call-page')
  const { data, error, refetch } = useQuery({
    queryKey: ['question', consultation], queryFn: () => reading(api.GET('/api/v1/consultations/{consultation}', { params: { path: { consultation } } })),
  })
  if (data === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  const answered = data.answers.filter(({ status }) => status === 'given')
  return (
    <>
      {answered.length === 0 ? <p>{t('nobody')}</p> : null}
      {answered.map(({ answerId, lawyer }) => (
        <section key={answerId} className="zj-calls">
          <h2>{lawyer.name ?? t('lawyer')}</h2>
          <CallButton consultation={consultation} lawyer={lawyer.lawyerId} name={lawyer.name} />
        </section>
      ))}
      <CallHistory consultation={consultation} />
    </>
  )
}

const CallPage = (): ReactNode => {
  const { t } = useTranslation('call-page')
  const { consultation = '' } = useParams()
  return (
    <SignedIn by="phone" roles={({ roles }) => roles.filter((role) => role === 'citizen' || role === 'enterprise')}>
      {() => <main className="zj-page"><h1>{t('title')}</h1><p>{t('say')}</p><Lawyers consultation={consultation} /></main>}
    </SignedIn>
  )
}
export default CallPage
