export interface Panel { readonly title: string; readonly as: 'stat' | 'lines'; readonly unit: string; readonly asks: readonly (readonly [legend: string, expression: string])[]; readonly good?: 'high' | 'zero' }
export interface Dashboard { readonly uid: string; readonly title: string; readonly panels: readonly Panel[] }
export const DASHBOARDS: readonly Dashboard[]
