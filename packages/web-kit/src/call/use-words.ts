import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '../i18n/i18n.ts'
import { callWords } from './words.ts'

/** Words of calls, brought by whatever shows something of one first. */
export const useCallWords = () => {
  if (!i18next.hasResourceBundle('zh-CN', 'call')) addWords('call', callWords)
  return useTranslation('call')
}
