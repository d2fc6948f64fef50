// Instants as the county's clock shows them: China has one, UTC+8.
const shown = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
})
const OFFSET_MS = 8 * 3_600_000

/** `2026-03-02 09:05`; a dash for none. */
export const when = (at: string | null | undefined): string => {
  if (at === null || at === undefined) return '—'
  const part = Object.fromEntries(shown.formatToParts(new Date(at)).map(({ type, value }) => [type, value]))
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}`
}
export const day = (at: string | null | undefined): string => when(at).split(' ')[0]!

/** What a field of day and hour holds, as an instant. @param local `2026-03-02T09:05` */
export const instantOf = (local: string): string => new Date(Date.parse(`${local}:00.000Z`) - OFFSET_MS).toISOString()
/** The end of a day, which still counts. @param date `2026-03-02` */
export const endOfDay = (date: string): string => new Date(Date.parse(`${date}T00:00:00.000Z`) + 86_400_000 - OFFSET_MS).toISOString()
/** The last day that counts: what `endOfDay` made of it. */
export const lastDay = (until: string): string => day(new Date(Date.parse(until) - 1).toISOString())
/** For a field of day and hour. */
export const localOf = (atMs: number): string => new Date(atMs + OFFSET_MS).toISOString().slice(0, 16)
