/** What stands in the readable form of somebody's copy of her data. */
export const copyWords = {
  title: '个人信息副本',
  intro: '依据《个人信息保护法》第四十五条，本平台保存的您的个人信息如下。与本文件同时可取得的 JSON 文件内容相同，并逐条列出全部记录，可供其他系统读取。',
  madeAt: '生成时间', personId: '人员编号', account: '账号', kind: '类别', phase: '状态', name: '姓名', phone: '手机号', wechat: '微信标识', notices: '已阅读的告知书',
  notice: '第 {version} 版，{at}',
  questions: '咨询', noQuestions: '没有咨询。', openedAt: '提问时间', topic: '类别', place: '所在地区划代码', text: '您的问题', redacted: '给外地律师看的版本（已隐去个人信息）',
  files: '文件', file: '{mediaType}，{bytes} 字节，摘要 {digest}', gone: '（内容已无法打开）', none: '（无）',
  answer: '{lawyer} 的解答', reply: '{lawyer} 的回复', 'follow-up': '您对 {lawyer} 的追问', stars: '您的评价：{stars} 星',
  records: '全部记录', recordsIntro: '平台为您留下的每一条记录，按类别和先后排列。', record: '记录', at: '时间', by: '由谁', contents: '内容',
  herself: '本人',
  'kind.citizen': '群众', 'kind.lawyer': '律师', 'kind.staff': '工作人员', 'phase.active': '正常', 'phase.suspended': '已停用', 'phase.open': '进行中', 'phase.resting': '已静置', 'phase.closed': '已结束',
  'by.citizen': '群众', 'by.enterprise': '企业', 'by.lawyer': '律师', 'by.desk': '服务窗口', 'by.reviewer': '审核员', 'by.duty-officer': '值班负责人', 'by.bureau-head': '局领导',
  'by.policy-admin': '政策管理员', 'by.correction-officer': '社区矫正工作人员', 'by.system-admin': '系统管理员', 'by.security-admin': '安全管理员', 'by.auditor': '审计员', 'by.procurator': '检察院', 'by.probe': '巡检', 'by.system': '平台',
  'record.account': '账号', 'record.person': '工作人员', 'record.lawyer': '律师名册', 'record.consultation': '咨询', 'record.callback': '回呼', 'record.review': '投诉审核',
  'record.danger': '危急处置', 'record.mandate': '代办授权', 'record.call': '通话', 'record.erasure': '删除申请', 'record.supervisee': '社区矫正',
} as const
