import { useQuery } from '@tanstack/react-query'
import { api, ProblemNotice, reading, useLanguage } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { BackToMe } from '../below.tsx'
import { County } from '../county.tsx'
import type { Month as MonthOfService } from '../data.ts'
import { useWhen } from '../when.ts'
import { serviceWords } from './words.ts'

export const words = { name: 'service', words: serviceWords }

const Month = ({ month }: { readonly month: MonthOfService }): ReactNode => {
  const { t } = useTranslation('service')
  const [language] = useLanguage()
  const when = useWhen()
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const { asked, answered, followUps, clips, calls, callMs, hidden, noShows, dutyMinutes, ratings, active, median } = month
  const count = ratings.reduce((sum, n) => sum + n, 0)
  const average = ratings.reduce((sum, n, i) => sum + n * (i + 1), 0) / count
  const besides = [clips > 0 && t('clips', { n: clips }), calls > 0 && t('calls', { n: calls, m: Math.floor(callMs / 60_000) }), hidden > 0 && t('hidden', { n: hidden }), noShows > 0 && t('noShows', { n: noShows })].filter(Boolean)
  if (asked + answered + followUps + dutyMinutes + count + noShows === 0) {
    return <li className="card"><h2>{when.month(month.month)}</h2><p className="soft">{t('quiet')}</p></li>
  }
  const rows = [['asked', asked, median?.asked], ['answered', answered, median?.answered], ['dutyHours', dutyMinutes / 60, median && median.dutyMinutes / 60]] as const
  return (
    <li className="card">
      <h2>{when.month(month.month)}</h2>
      <dl className="figures">
        <div><dt>{t('hours')}</dt><dd>{number.format(dutyMinutes / 60)}</dd></div>
        <div><dt>{t('answered')}</dt><dd>{answered}</dd></div>
        <div><dt>{t('followUps')}</dt><dd>{followUps}</dd></div>
      </dl>
      <p>{t('ratings')}{count === 0 ? <span className="soft">{t('no-ratings')}</span> : t('rated', { n: count, average: number.format(average) })}</p>
      {besides.length > 0 && <p className="soft">{besides.join(' · ')}</p>}
      <table>
        <caption>{t('caption', { n: active })}</caption>
        <thead><tr><th scope="col">{t('figure')}</th><th scope="col">{t('mine')}</th><th scope="col">{t('median')}</th></tr></thead>
        <tbody>{rows.map(([name, mine, of]) => (
          <tr key={name}><th scope="row">{t(name)}</th><td>{number.format(mine)}</td><td>{typeof of === 'number' ? number.format(of) : t('no-median')}</td></tr>
        ))}</tbody>
      </table>
    </li>
  )
}

/** 15 → its name is that of any of its counties; of a province the code is shown when none is served. */
const Group = ({ kind, code, members }: { readonly kind: 'county' | 'province'; readonly code: string; readonly members: number }): ReactNode => {
  const { t } = useTranslation('service')
  return <p className="soft"><Trans t={t} i18nKey={`group.${kind}`} components={{ place: kind === 'county' ? <County code={code} /> : <span lang="zh-CN">{PROVINCES[code] ?? code}</span> }} />{t('members', { n: members })}</p>
}
/** GB/T 2260, first two digits. */
const PROVINCES: Readonly<Record<string, string>> = {
  11: '北京', 12: '天津', 13: '河北', 14: '山西', 15: '内蒙古', 21: '辽宁', 22: '吉林', 23: '黑龙江', 31: '上海', 32: '江苏', 33: '浙江', 34: '安徽', 35: '福建', 36: '江西', 37: '山东',
  41: '河南', 42: '湖北', 43: '湖南', 44: '广东', 45: '广西', 46: '海南', 50: '重庆', 51: '四川', 52: '贵州', 53: '云南', 54: '西藏', 61: '陕西', 62: '甘肃', 63: '青海', 64: '宁夏', 65: '新疆',
}

const Service = (): ReactNode => {
  const { t } = useTranslation('service')
  const service = useQuery({ queryKey: ['service'], queryFn: () => reading(api.GET('/api/v1/lawyer/service', { params: { query: { months: '6' } } })) })
  return (
    <main className="zj-page">
      <h1>{t('title')}</h1>
      <ProblemNotice error={service.error} onRetry={() => void service.refetch()} />
      {service.data !== undefined && <Group {...service.data.group} />}
      <ul className="list">{service.data?.months.map((month) => <Month key={month.month} month={month} />)}</ul>
      <p className="soft">{t('what-counts')}</p>
      <BackToMe />
    </main>
  )
}
export default Service
