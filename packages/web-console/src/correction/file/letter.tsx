import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { colon } from '@zhijian/web-kit'
import { Mark } from '../../parts/mark.tsx'
import { when } from '../../parts/when.ts'
import type { File } from '../data.ts'

export const Letter = ({ file: { letter, phase } }: { readonly file: File }): ReactNode => {
  const { t } = useTranslation('correction')
  return (
    <section className="card" aria-labelledby="letter">
      <h2 id="letter">{t('letter')} {letter === null && phase !== 'over' ? <Mark tone="warn">{t('letter.unsigned')}</Mark> : null}</h2>
      <p className="intro">{t('letter.explain')}</p>
      {letter === null ? <p>{t('letter.not')}</p> : (
        <>
          <p>{t('letter.signed', { at: when(letter.signedAt), identity: t(letter.identity === 'phone-code' ? 'identity.phone-code' : 'identity.other') })}</p>
          <details><summary>{t('letter.text')}</summary><p className="text">{letter.text ?? t('gone')}</p><p className="zj-hint">{`${t('letter.device')}${colon()}${letter.device ?? t('gone')}`}</p></details>
        </>
      )}
    </section>
  )
}
