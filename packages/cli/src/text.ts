import type { Terminal } from './terminal.ts'

/** `1.5 秒`, `12 分钟`, `3.2 小时`, `4 天` */
export const duration = (ms: number, { text }: Pick<Terminal, 'text'>): string => {
  if (ms < 60_000) return text('unit.seconds', { n: (ms / 1000).toFixed(1) })
  if (ms < 3_600_000) return text('unit.minutes', { n: Math.round(ms / 60_000) })
  if (ms < 86_400_000) return text('unit.hours', { n: (ms / 3_600_000).toFixed(1) })
  return text('unit.days', { n: Math.round(ms / 86_400_000) })
}

/** `812 MB`, `3.4 GB` */
export const bytes = (n: number): string => (n < 1024 ** 3 ? `${Math.round(n / 1024 ** 2)} MB` : `${(n / 1024 ** 3).toFixed(1)} GB`)
