// Statutes named by hand. What the server takes is its own affair; here somebody is told at once what cannot be one.
import { comma } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Fold } from './fold.tsx'

export interface Cited {
  readonly law: string
  readonly article: string
}

/** 《民法典》第一千零七十九条 */
export const citedWords = ({ law, article }: Cited): string => `《${law.replaceAll(/[《》]/g, '')}》${article}`

export const CitedList = ({ statutes }: { readonly statutes: readonly Cited[] }): ReactNode => {
  const { t } = useTranslation('question')
  return statutes.length === 0 ? null : <p className="soft">{t('cited', { list: statutes.map(citedWords).join(comma()) })}</p>
}

const ARTICLE = /^第?([〇零一二三四五六七八九十百千0-9]{1,10})条?(之[一二三四五六七八九十])?$/u
const LAW = /^《?[\u4e00-\u9fff、（）()]{2,58}》?$/u

/** Null: this is none. */
export const citedFrom = ({ law, article }: Cited): Cited | null => {
  const [, number, suffix = ''] = ARTICLE.exec(article.trim()) ?? []
  return number === undefined || !LAW.test(law.trim()) ? null : { law: law.trim(), article: `第${number}条${suffix}` }
}

/** @param typing what stands in the fields: it belongs to the answer too, added or not */
export const Statutes = ({ value, typing, isWrong, onChange, onTyping }: {
  readonly value: readonly Cited[]
  readonly typing: Cited
  readonly isWrong: boolean
  readonly onChange: (next: readonly Cited[]) => void
  readonly onTyping: (next: Cited, isWrong: boolean) => void
}): ReactNode => {
  const { t } = useTranslation('question')
  const { law, article } = typing
  const add = (): void => {
    const cited = citedFrom(typing)
    if (cited === null) return onTyping(typing, true)
    onChange([...value, cited])
    onTyping({ law, article: '' }, false)
  }
  return (
    <Fold summary={`${t('statutes')}${value.length > 0 ? `（${value.length}）` : ''}`} isFilled={value.length > 0 || isWrong}>
      {value.length > 0 && (
        <ul className="list statutes">{value.map((each, i) => (
          <li key={`${citedWords(each)}${i}`} className="switch-row">
            <span>{citedWords(each)}</span>
            <button type="button" className="zj-button zj-quiet" aria-label={`${t('remove')} ${citedWords(each)}`} onClick={() => onChange(value.toSpliced(i, 1))}>{t('remove')}</button>
          </li>
        ))}</ul>
      )}
      <label>{t('law')}<input name="law" maxLength={60} placeholder={t('law-hint')} value={law} onChange={({ target }) => onTyping({ law: target.value, article }, false)} /></label>
      <label>{t('article')}<input name="article" maxLength={20} placeholder={t('article-hint')} value={article} onChange={({ target }) => onTyping({ law, article: target.value }, false)} /></label>
      {isWrong && <p className="zj-problem" role="alert">{t('statute-wrong')}</p>}
      <button type="button" className="zj-button zj-quiet" disabled={value.length >= 20 || law.trim() === '' || article.trim() === ''} onClick={add}>{t('add-statute')}</button>
    </Fold>
  )
}
