// One person's file. What for is asked before it opens; everything that is done to it is done here.
import { ProblemNotice } from '@zhijian/web-kit'
import { Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useActing } from '../acting.ts'
import { Page } from '../parts/page.tsx'
import { useFile } from './data.ts'
import { Alarms } from './file/alarms.tsx'
import { Bases } from './file/bases.tsx'
import { CheckIns } from './file/check-ins.tsx'
import { CheckNow } from './file/check.tsx'
import { Devices } from './file/devices.tsx'
import { Head } from './file/head.tsx'
import { Leaves } from './file/leaves.tsx'
import { Letter } from './file/letter.tsx'
import { Purpose } from './file/purpose.tsx'
import { Track } from './replay/track.tsx'
import { correctionWords } from './words.ts'
import { Zones } from './zones/zones.tsx'
import './correction.css'

export const words = { name: 'correction', words: correctionWords }

const PARTS = ['grounds', 'zones', 'leaves', 'check-ins', 'alarms', 'track'] as const

const Opened = ({ supervisee }: { readonly supervisee: string }): ReactNode => {
  const { t } = useTranslation('correction')
  const { role } = useActing()
  const [part, setPart] = useState<(typeof PARTS)[number]>('grounds')
  const { opened, error, isOpening, open, again } = useFile(supervisee)
  if (opened === null) return <Purpose error={error} isOpening={isOpening} onOpen={open} />
  const acts = { file: opened.file, path: { supervisee }, onDone: ({ receipt }: { readonly receipt: { readonly position?: string | null } }) => again(receipt.position ?? undefined) }
  return (
    <div className="correction" aria-busy={isOpening}>
      <ProblemNotice error={error} onRetry={() => again()} />
      <Head {...acts} purpose={opened.purpose} />
      <div className="file-tabs"><Segmented aria-label={t('part')} value={part} onChange={setPart} options={PARTS.filter((value) => value !== 'track' || role !== 'procurator').map((value) => ({ value, label: t(`part.${value}`) }))} /></div>
      {part === 'grounds' ? <><Letter file={opened.file} path={acts.path} /><Bases {...acts} /><CheckNow {...acts} /><Devices {...acts} /></> : null}
      {part === 'zones' ? <Zones {...acts} /> : null}
      {part === 'leaves' ? <Leaves {...acts} /> : null}
      {part === 'check-ins' ? <CheckIns {...acts} /> : null}
      {part === 'alarms' ? <Alarms file={opened.file} /> : null}
      {part === 'track' ? <Track file={opened.file} path={acts.path} /> : null}
    </div>
  )
}

const FilePage = (): ReactNode => {
  const { t } = useTranslation('correction')
  const supervisee = useParams()['supervisee']!
  return (
    <Page title={t('file.title')} actions={<Link to="/correction/people">{t('back')}</Link>}>
      <Opened key={supervisee} supervisee={supervisee} />
    </Page>
  )
}
export default FilePage
