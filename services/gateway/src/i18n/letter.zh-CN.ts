// The letter that somebody in community correction signs before the bureau may check by phone where she is.
import type { LetterFacts } from '../letter.ts'

export const say = ({ name, from, until, checksPerDay, checkMinutes }: LetterFacts): string => [
  '接受手机定位监管承诺书',
  `本人${name}，社区矫正期限自${from}起至${until}止。司法所已向本人告知：`,
  '一、依据《中华人民共和国社区矫正法》第二十六条，社区矫正机构可以通过通信联络、信息化核查等措施了解本人的活动情况和行为表现；依据《中华人民共和国个人信息保护法》第三十五条，向本人告知处理个人信息的事项。',
  `二、信息化核查由工作人员逐次发起，每日不超过${checksPerDay}次，每次不超过${checkMinutes}分钟。只在核查进行时采集一次所处位置；核查以外的位置不保存。`,
  '三、本承诺书不是使用电子定位装置的依据。使用电子定位装置须符合社区矫正法第二十九条规定的情形，经县级司法行政部门负责人批准，每次不超过三个月。',
  '四、所获得的信息严格保密，只用于社区矫正工作。本人可以查阅自己的监管依据及其期限，可以向司法所、县司法局询问，也可以向人民检察院申诉、控告、检举。',
  '五、本人承诺保持手机畅通，接到核查后及时回应；不便使用手机的，当面告知司法所，改用其他方式。',
].join('\n')

/** What stands below the words, on paper. */
export const sayHow = ({ signedAt, device, hash, seal }: {
  readonly signedAt: string; readonly device: string; readonly hash: string
  /** Null: the platform's own. */
  readonly seal: { readonly name: string; readonly issuer: string; readonly serial: string; readonly isStamped: boolean } | null
}): readonly string[] => [
  `签署时间：${signedAt}（北京时间）`,
  '身份核实：本人登记手机收到的验证码',
  `签署设备：${device}`,
  `正文校验值（SHA-256）：${hash}`,
  seal === null ? '本文件由平台以自行签发的证书加盖电子签名，用于证明内容未被改动；内容如有改动，签名即告无效。'
    : `本文件由${seal.name}加盖电子签名（证书由${seal.issuer}签发，序列号${seal.serial}）${seal.isStamped ? '，并附可信时间戳' : ''}；内容如有改动，签名即告无效。`,
]
export const SEALED_BY = { name: '公共法律服务平台', reason: '社区矫正承诺书存证' } as const
