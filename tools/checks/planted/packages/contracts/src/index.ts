import { report } from '@planted/report'
export const contract = report
