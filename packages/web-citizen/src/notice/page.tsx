// The privacy notice, for everybody and before anything is asked of them.
import { addWords, ProblemNotice, ReadAloud } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NoticeText } from '../ask/notice.tsx'
import { useNotice } from '../ask/reading.ts'
import { askWords } from '../ask/words.ts'
import '../ask/ask.css'

addWords('ask', askWords)

const Notice = (): ReactNode => {
  const { t } = useTranslation('ask')
  const notice = useNotice('current')
  const said = notice.data?.sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs]).join('。') ?? ''
  return (
    <main className="zj-page ask">
      <h1>{t('notice.title')}</h1>
      {notice.data === undefined ? <ProblemNotice error={notice.error} onRetry={() => void notice.refetch()} /> : (
        <>
          <p className="zj-hint">{t('notice.version', { version: notice.data.version })}</p>
          <ReadAloud text={said} />
          <NoticeText notice={notice.data} />
        </>
      )}
    </main>
  )
}
export default Notice
