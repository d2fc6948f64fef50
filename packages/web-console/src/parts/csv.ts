/** A field of a CSV file. What begins like a formula, also with the wide signs that Chinese spreadsheets take for one, is none. */
export const cell = (text: string): string => `"${(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** To be kept by who looks. */
export const keep = (name: string, content: Blob): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
/** With a byte order mark, without which spreadsheets take Chinese for something else. */
export const keepCsv = (name: string, rows: readonly (readonly string[])[]): void =>
  keep(name, new Blob([`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' }))
