// Why a process is not ready, as it is said at an operator's terminal. What it knows in detail (`words`) is in English, as its log is.
import type { NotReady } from '@zhijian/runtime'

const SAID: Readonly<Record<'zh-CN' | 'en', Readonly<Record<NotReady['code'], string>>>> = {
  'zh-CN': {
    starting: '正在启动', stopping: '正在停止', 'view-behind': '有视图正在追赶记录', 'deadlines-behind': '时限清单正在追赶记录', 'broker-away': '与消息服务器的连接中断',
    'clock-behind': '本机时钟慢于记录', 'clock-wrong': '本机时钟与多数不一致，请用 NTP 校准', 'log-takes-nothing': '记录无法写入', 'disk-takes-nothing': '磁盘空间不足或只读',
  },
  en: {
    starting: 'starting', stopping: 'stopping', 'view-behind': 'a view is catching up', 'deadlines-behind': 'its deadlines are catching up', 'broker-away': 'the broker is away',
    'clock-behind': 'this machine’s clock is behind the log', 'clock-wrong': 'this machine’s clock differs from most; set it by NTP', 'log-takes-nothing': 'the log takes nothing',
    'disk-takes-nothing': 'a disk is full or read-only',
  },
}

/** Codes of another release are said as they are; several processes of one kind say the same once. */
export const whyNotReady = (codes: readonly string[], language: 'zh-CN' | 'en' = 'zh-CN'): string =>
  [...new Set(codes)].map((code) => (SAID[language] as Readonly<Record<string, string>>)[code] ?? code).join(language === 'en' ? '; ' : '；')
