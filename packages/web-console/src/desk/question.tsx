// A question as an office sees it: what was asked, what was answered, what was asked further.
import { useQuery } from '@tanstack/react-query'
import { api, colon, comma, ProblemNotice, reading, useLive } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Mark } from '../parts/mark.tsx'
import { Facts } from '../parts/page.tsx'
import type { Answer } from '../parts/read.ts'
import { when } from '../parts/when.ts'

export type Question = Answer<'show-question'>

export const useQuestion = (consultation: string) => {
  useLive((event, queries) => {
    if (event.data['consultationId'] === consultation) void queries.invalidateQueries({ queryKey: ['question', consultation] })
  })
  return useQuery({ queryKey: ['question', consultation], queryFn: () => reading(api.GET('/api/v1/consultations/{consultation}', { params: { path: { consultation } } })) })
}

const Files = ({ consultation, files }: { readonly consultation: string; readonly files: Question['files'] }): ReactNode => {
  const { t } = useTranslation('desk')
  return files.length === 0 ? null : (
    <p>{t('question.files')}{colon()}{files.map(({ digest, kind, bytes }) => (
      <a key={digest} href={`/api/v1/consultations/${consultation}/files/${digest}`} target="_blank" rel="noreferrer">{t(`file.${kind}`)} {Math.ceil(bytes / 1024)} kB</a>
    ))}</p>
  )
}

export const AnswerOf = ({ consultation, answer }: { readonly consultation: string; readonly answer: Question['answers'][number] }): ReactNode => {
  const { t } = useTranslation('desk')
  return (
    <article>
      <h3>{answer.lawyer.name ?? answer.lawyer.lawyerId} <span className="soft">{answer.lawyer.firm} · {when(answer.givenAt)}</span> {answer.isLocal ? <Mark tone="good">{t('local')}</Mark> : null}
        {answer.status === 'given' ? null : <Mark>{t(answer.status)}</Mark>}</h3>
      <p className="text">{answer.text ?? t('answer.gone')}</p>
      {answer.statutes.length === 0 ? null : <p className="soft">{t('statutes')}{colon()}{answer.statutes.map(({ law, article }) => `${law} ${article}`).join(comma('sentences'))}</p>}
      <Files consultation={consultation} files={answer.files} />
    </article>
  )
}

export const QuestionCard = ({ consultation, only }: { readonly consultation: string; readonly only?: string }): ReactNode => {
  const { t } = useTranslation('desk')
  const { data, error, refetch } = useQuestion(consultation)
  if (data === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  const answers = data.answers.filter(({ answerId }) => only === undefined || answerId === only)
  return (
    <>
      <h2>{t('question')}</h2>
      <p className="text">{data.text ?? t('erased')}</p>
      <Files consultation={consultation} files={data.files} />
      <Facts of={[[t('asked'), when(data.openedAt)], [t('promise'), t(`promise.${data.promise}`)], [t('answers'), `${data.answerCount} / ${data.quorum}`]]} />
      <h2>{only === undefined ? t('answers') : t('answer')}</h2>
      {answers.length === 0 ? <p>{t('no-answers')}</p> : answers.map((answer) => <AnswerOf key={answer.answerId} consultation={consultation} answer={answer} />)}
      {only !== undefined ? null : data.threads.filter(({ turns }) => turns.length > 0).map(({ lawyerId, turns }) => (
        <section key={lawyerId}>
          <h2>{t('thread')} · {data.answers.find(({ lawyer }) => lawyer.lawyerId === lawyerId)?.lawyer.name ?? lawyerId}</h2>
          {turns.map((turn) => <p key={turn.id} className="text"><span className="soft">{t(`turn.${turn.kind}`)} {when(turn.at)}</span>{'\n'}{turn.text ?? t('erased')}</p>)}
        </section>
      ))}
    </>
  )
}
