// The least county in which every clock of a question runs: one village, and one lawyer of the region who is its counsel.
import type { openPlatform } from '@zhijian/embedded'
import { tell } from '@zhijian/operating'

export const COUNTY = '150921'

export const foundSmallCounty = async (platform: Awaited<ReturnType<typeof openPlatform>>): Promise<void> => {
  await tell(platform, 'directory', 'import-divisions', {
    county: COUNTY, name: '卓资县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: 'benchmark', towns: [{ code: '150921100', name: '卓资山镇', kind: '镇' }],
    villages: [{ code: '150921100201', name: '村', kind: '村' }],
  })
  await tell(platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId: 'counsel', licence: '11501201910000001', checkValidUntil: '2099-05-31T16:00:00.000Z',
    profile: { name: '顾问', firm: '律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
  })
  await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'counsel', counsel: { appointmentId: 'c1', county: COUNTY, villages: [], until: null } })
}
