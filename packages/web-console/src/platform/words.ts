// Names of what the platform is made of, for those who keep it: services, consumers, views, codes. What is not here is shown by its
// own name, so that nothing new is hidden.
import type { Words } from '@zhijian/web-kit'

export const platformWords = {
  'zh-CN': {
    'reason.label': '原因（必填）', 'reason.hint': '写明为什么这样做，供审计员查看；请勿写当事人姓名、电话等个人信息。', 'reason.cancel': '取消',
    'service.directory': '机构目录', 'service.lawyer-pool': '律师库', 'service.consult-router': '咨询分派', 'service.notifier': '通知', 'service.gateway': '网关', 'service.operator': '运维记录', 'service.geofence-monitor': '社区矫正', 'consumer.geofence-monitor.raise-alarms': '社区矫正警报', 'consumer.geofence-monitor.expect-positions': '定位装置应报的位置', 'consumer.geofence-monitor.destroy-tracks': '终止矫正后销毁轨迹',
    'consumer.consult-router.call-back': '承诺未兑现时安排回呼', 'consumer.consult-router.raise-danger': '危急内容报警', 'consumer.consult-router.open-review': '解答送审', 'consumer.consult-router.apply-review': '执行审核决定',
    'consumer.consult-router.dismiss-agent': '代办授权终止', 'consumer.consult-router.release-lawyer': '停用律师的在办咨询', 'consumer.lawyer-pool.resolve-audience': '确定应询律师', 'consumer.lawyer-pool.link-account': '律师账号绑定',
    'consumer.lawyer-pool.bar-after-no-show': '缺勤限制', 'consumer.lawyer-pool.free-licence': '注销后释放执业证号', 'consumer.notifier.open-question': '新咨询通知律师', 'consumer.notifier.stop-waves': '停止通知',
    'consumer.notifier.resume-waves': '恢复通知', 'consumer.notifier.notices-of-consultations': '咨询进展通知', 'consumer.notifier.notices-of-the-desk': '坐席与值班通知', 'consumer.notifier.notices-of-correction': '社区矫正通知', 'consumer.notifier.notices-of-calls': '来电与未接通知', 'consumer.notifier.notices-of-complaints': '投诉结果通知', 'consumer.notifier.plan-waves': '安排通知对象',
    'consumer.notifier.send-pushes': '发送通知', 'consumer.gateway.staff-left': '离任人员账号停用', 'consumer.gateway.person-erased': '已删除人员账号停用', 'consumer.gateway.follow-staff-number': '工作人员号码变更',
    'consumer.gateway.follow-lawyer-number': '律师号码变更', 'consumer.directory.forget': '删除个人信息', 'consumer.directory.restrict': '限制处理个人信息', 'consumer.directory.forget-those-due': '保存期清理',
    'view.calls': '通话', 'view.callbacks': '回呼清单', 'view.consultation-figures': '承诺统计', 'view.consultation-turns': '咨询往来', 'view.consultations': '咨询列表', 'view.dangers': '危急清单', 'view.reviews': '审核清单', 'view.lawyer-questions': '律师的咨询',
    'view.directory-counsel': '法律顾问', 'view.directory-erasures': '删除申请', 'view.directory-retention-reviews': '保存期清理', 'view.directory-lawyer-persons': '律师人员对应', 'view.directory-mandates': '代办授权', 'view.directory-maps': '区划', 'view.directory-offices': '任职', 'view.directory-organisations': '机构', 'view.directory-persons': '人员',
    'view.gateway-addresses': '通知地址', 'view.gateway-case-streams': '案件记录索引', 'view.gateway-staff': '账号', 'view.lawyer-pool-lawyers': '律师名册', 'view.lawyer-pool-ledger': '律师工作量', 'view.lawyer-pool-questions': '待分派咨询', 'view.lawyer-pool-shifts': '班次', 'view.lawyer-pool-held-shifts': '律师的值班', 'view.lawyer-pool-ratings': '律师评价', 'view.lawyer-pool-conflicts': '利益冲突申报', 'view.lawyer-pool-months': '律师月度台账', 'view.geofence-monitor-supervisees': '社区矫正对象', 'view.geofence-monitor-zones': '活动区域', 'view.geofence-monitor-devices': '定位装置', 'view.geofence-monitor-leaves': '外出请假', 'view.geofence-monitor-check-ins': '报到', 'view.geofence-monitor-transitions': '越界判定', 'view.geofence-monitor-alarms': '社区矫正警报',
    'view.notifier-deliveries': '通知', 'view.notifier-notices': '收件记录', 'view.notifier-quotas': '通知额度', 'view.notifier-searches': '寻找律师的咨询', 'view.notifier-subjects': '通知事项', 'view.notifier-taken-over': '已交通道', 'view.operator-audit': '审计日志',
    'view.deadlines-directory': '机构目录的时限', 'view.deadlines-lawyer-pool': '律师库的时限', 'view.deadlines-consult-router': '咨询分派的时限', 'view.deadlines-notifier': '通知的时限', 'view.deadlines-gateway': '网关的时限', 'view.deadlines-operator': '运维记录的时限', 'view.deadlines-geofence-monitor': '社区矫正的时限',
    'fault.bug': '程序缺陷', 'fault.no-responder': '服务未运行', 'fault.busy': '请求过多', 'fault.request-timeout': '没有应答', 'fault.not-yet': '视图尚未追上', 'fault.store-full': '存储空间不足', 'fault.store-damaged': '存储文件损坏', 'fault.store-unavailable': '存储不可用', 'fault.store-busy': '存储繁忙',
    'fault.bus-unavailable': '消息服务器不可用', 'fault.version-conflict': '写入冲突', 'fault.channel-unavailable': '通道不可用', 'fault.stopping': '进程停止', 'fault.view-stalled': '原视图写入中断', 'fault.copy-replaced': '副本被替换', 'fault.rebuild-lost': '进程重启，重建中断',
    'fault.rebuild-runs-already': '正在重建', 'fault.no-such-view': '没有这个视图', 'fault.no-such-dead-letter': '死信已不在', 'fault.no-such-parked-stream': '时限已不再停放', 'fault.person-restricted': '保存期未满', 'fault.chain-broken': '记录校验未通过', 'fault.service-not-running': '服务未运行',
    'fault.invalid-message': '消息格式不符', 'fault.actor-not-vouched': '身份未经证明', 'fault.role-not-allowed': '角色无权',
  },
  en: {
    'reason.label': 'Reason (required)', 'reason.hint': 'Why this is done, for the auditor to read. No names or telephone numbers of anybody concerned.', 'reason.cancel': 'Cancel',
    'service.directory': 'Directory', 'service.lawyer-pool': 'Lawyer pool', 'service.consult-router': 'Consultation router', 'service.notifier': 'Notifier', 'service.gateway': 'Gateway', 'service.operator': 'Operators’ record', 'service.geofence-monitor': 'Community correction',
    'fault.bug': 'a bug', 'fault.no-responder': 'not running', 'fault.busy': 'more asked than it can do', 'fault.request-timeout': 'does not answer', 'fault.not-yet': 'a view is behind', 'fault.store-full': 'no room left', 'fault.store-damaged': 'a damaged file', 'fault.stopping': 'the process ended',
    'fault.rebuild-lost': 'the process began anew in the middle of it',
  },
} as const satisfies Words
