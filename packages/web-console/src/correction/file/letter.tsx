import { api, colon } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Act } from '../../parts/act.tsx'
import { keep } from '../../parts/csv.ts'
import { Long } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { when } from '../../parts/when.ts'
import { shortNumber, type File } from '../data.ts'

export const Letter = ({ file: { letter, phase, superviseeId }, path }: { readonly file: File; readonly path: { readonly supervisee: string } }): ReactNode => {
  const { t } = useTranslation('correction')
  return (
    <section className="card" aria-labelledby="letter">
      <h2 id="letter">{t('letter')} {letter === null && phase !== 'over' ? <Mark tone="warn">{t('letter.unsigned')}</Mark> : null}</h2>
      <p className="intro">{t('letter.explain')}</p>
      {letter === null ? <p>{t('letter.not')}</p> : (
        <>
          <p>{t('letter.signed', { at: when(letter.signedAt), identity: t(letter.identity === 'phone-code' ? 'identity.phone-code' : 'identity.other') })}</p>
          {letter.text === null ? null : (
            <div className="buttons"><Act<{ pdf: string }> word={t('letter.take')} explain={t('letter.take.explain')} changes={[]}
              send={({ purpose }, header) => api.POST('/api/v1/supervisees/{supervisee}/letter/exports', { params: { path, header }, body: { purpose: purpose! } })}
              onDone={({ pdf }) => keep(`${t('letter')}-${shortNumber(superviseeId)}.pdf`, new Blob([Uint8Array.from(atob(pdf), (each) => each.codePointAt(0)!)], { type: 'application/pdf' }))}>
              <Long label={t('letter.take.purpose')} hint={t('purpose.hint')} name="purpose" required minLength={2} maxLength={500} rows={2} />
            </Act></div>
          )}
          <details><summary>{t('letter.text')}</summary><p className="text">{letter.text ?? t('gone')}</p><p className="zj-hint">{`${t('letter.device')}${colon()}${letter.device ?? t('gone')}`}</p></details>
        </>
      )}
    </section>
  )
}
