// What a demonstration's gateway says to the person at the terminal.
const zhCN = {
  code: '验证码 {phone}：{code}',
} as const

export const say = (line: keyof typeof zhCN, values: Readonly<Record<string, string>>): string =>
  zhCN[line].replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
