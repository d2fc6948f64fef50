import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Notice {
  readonly title: string
  readonly changes: string | null
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[]
}

/** The privacy notice as it stands. Its text is Chinese, and that is what counts. */
export const NoticeText = ({ notice }: { readonly notice: Notice }): ReactNode => {
  const { t, i18n } = useTranslation('ask')
  return (
    <>
      {i18n.language !== 'zh-CN' && <p className="zj-hint">{t('notice.in-chinese')}</p>}
      <div lang="zh-CN">
        <h2>{notice.title}</h2>
        {notice.changes !== null && <p><strong>{notice.changes}</strong></p>}
        {notice.sections.map(({ heading, paragraphs }) => (
          <section key={heading}>
            <h3>{heading}</h3>
            {paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
          </section>
        ))}
      </div>
    </>
  )
}
