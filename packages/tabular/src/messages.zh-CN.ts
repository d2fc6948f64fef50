// What people read about a file that could not be taken, or a row of it. `{name}` is filled from the error's detail.
export const TABLE_MESSAGES_ZH: Readonly<Record<string, string>> = {
  'file-empty': '文件是空的。',
  'file-too-large': '文件超过 {maxMb} MB，请拆分后再导入。',
  'file-not-a-table': '这不是可以导入的表格。请使用 CSV 或 XLSX 文件。',
  'file-old-excel': '这是旧版 Excel（.xls）或加密的文件。请另存为未加密的 XLSX 后再导入。',
  'file-encrypted': '文件有密码保护，请去掉密码后再导入。',
  'zip-bomb': '文件解压后过大，已拒绝读取。',
  'zip-damaged': '文件已损坏，无法读取。',
  'xlsx-damaged': '表格内容已损坏，请用 Excel 或 WPS 重新保存后再导入。',
  'csv-malformed': 'CSV 第 {line} 行附近的引号不成对。',
  'row-too-long': '有一行的内容过长，请检查文件。',
  'too-many-rows': '超过 {max} 行，请拆分后再导入。',
  'too-many-columns': '超过 {max} 列，请删除多余的列。',
  'missing-columns': '缺少列：{missing}。表头应包含：{expected}。',
  'column-twice': '列出现了两次：{columns}。',
  'cell-required': '此处必须填写。',
  'cell-too-long': '超过 {max} 个字符。',
  'formula-not-allowed': '不能以公式符号（= + - @）开头。',
  'number-lost-digits': '长数字被表格软件改成了科学计数，末几位已丢失。请把该列设为“文本”后重新填写。',
  'not-a-date': '日期应写作 2026-12-31。',
  'not-a-choice': '只能填写：{choices}。',
  'not-a-phone': '电话号码不正确。',
  'row-twice': '与第 {line} 行重复。',
}

/** @param catalogue further texts, by code, of whoever reads the table */
export const describeError = (
  error: { readonly code: string; readonly detail: Readonly<Record<string, string | number>> },
  catalogue: Readonly<Record<string, string>> = {},
): string => (catalogue[error.code] ?? TABLE_MESSAGES_ZH[error.code] ?? `无法识别（${error.code}）。`)
  .replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(error.detail[name] ?? whole))
