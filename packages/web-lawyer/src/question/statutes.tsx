// Statutes named by hand. What the server takes is its own affair; here somebody is told at once what cannot be one.
import { useState, type ReactNode } from 'react'
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
  return statutes.length === 0 ? null : <p className="soft">{t('cited', { list: statutes.map(citedWords).join('、') })}</p>
}

const ARTICLE = /^第?([〇零一二三四五六七八九十百千0-9]{1,10})条?(之[一二三四五六七八九十])?$/u
const LAW = /^《?[\u4e00-\u9fff、（）()]{2,58}》?$/u

export const Statutes = ({ value, onChange }: { readonly value: readonly Cited[]; readonly onChange: (next: readonly Cited[]) => void }): ReactNode => {
  const { t } = useTranslation('question')
  const [law, setLaw] = useState('')
  const [article, setArticle] = useState('')
  const [wrong, setWrong] = useState(false)
  const add = (): void => {
    const [, number, suffix = ''] = ARTICLE.exec(article.trim()) ?? []
    if (number === undefined || !LAW.test(law.trim())) return setWrong(true)
    setWrong(false)
    onChange([...value, { law: law.trim(), article: `第${number}条${suffix}` }])
    setArticle('')
  }
  return (
    <Fold summary={`${t('statutes')}${value.length > 0 ? `（${value.length}）` : ''}`} isFilled={value.length > 0}>
      {value.length > 0 && (
        <ul className="list statutes">{value.map((each, i) => (
          <li key={`${citedWords(each)}${i}`} className="switch-row">
            <span>{citedWords(each)}</span>
            <button type="button" className="zj-button zj-quiet" aria-label={`${t('remove')} ${citedWords(each)}`} onClick={() => onChange(value.toSpliced(i, 1))}>{t('remove')}</button>
          </li>
        ))}</ul>
      )}
      <label>{t('law')}<input name="law" maxLength={60} placeholder={t('law-hint')} value={law} onChange={({ target }) => setLaw(target.value)} /></label>
      <label>{t('article')}<input name="article" maxLength={20} placeholder={t('article-hint')} value={article} onChange={({ target }) => setArticle(target.value)} /></label>
      {wrong && <p className="zj-problem" role="alert">{t('statute-wrong')}</p>}
      <button type="button" className="zj-button zj-quiet" disabled={value.length >= 20 || law.trim() === '' || article.trim() === ''} onClick={add}>{t('add-statute')}</button>
    </Fold>
  )
}
