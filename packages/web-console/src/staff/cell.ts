/** A field of a CSV file. What begins like a formula, also with the wide signs that Chinese spreadsheets take for one, is none. */
export const cell = (text: string): string => `"${(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
