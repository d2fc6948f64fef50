// The privacy notice, version by version. What somebody was shown is shown again for ever: a change is a new entry at the end, with a
// word on what is new, and everybody is asked to read it before the next question. The text is Chinese and that is what counts.
// N1 An entry that was released is never touched: the log names its digest.
// @source 个人信息保护法 第十七条 (what has to be told), 第三十五条 (also where the law gives the task), 第二十三条、第三十一条 (what is asked apart)
import { createHash } from 'node:crypto'
import { assert, canonical } from '@zhijian/kernel'

interface Text {
  readonly title: string
  /** What is new against the version before; null: the first. */
  readonly changes: string | null
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[]
}

export interface PrivacyNotice extends Text {
  /** From 1. */
  readonly version: number
  /** SHA-256 of the text, hex. */
  readonly digest: string
}

const TEXTS: readonly Text[] = [
  {
    title: '个人信息处理告知书（公共法律服务咨询）',
    changes: null,
    sections: [
      { heading: '一、谁在处理您的信息', paragraphs: [
        '您咨询的旗县（市、区）司法局是个人信息处理者，指尖平台由司法局举办。可以到司法局公共法律服务中心窗口，或者拨打 12348 转个人信息保护联系人。',
        '提供公共法律服务是司法局的法定职责。按照《个人信息保护法》第十三条第一款第三项，为履行这一职责所必需的处理不以您的同意为前提，但司法局必须事先告知您，这份文件就是告知。',
      ] },
      { heading: '二、收集什么、用来做什么', paragraphs: [
        '手机号：确认是您本人，把解答告诉您；首答超时时由 12348 坐席给您回电。',
        '您写下的问题、录音、视频、照片和文件，您选择的类别、所在旗县和村（社区）：用于解答咨询。',
        '您填写的本人和对方姓名：只用来检查律师与本案有没有利益冲突，并在转出本县前把姓名隐去。',
        '只收集办理咨询所必需的信息。您不提供选填的内容，不影响您得到解答。',
      ] },
      { heading: '三、谁能看到什么', paragraphs: [
        '咨询不公开。其他群众看不到您的问题、解答和追问，互联网上也搜不到。',
        '本县的法律顾问能看到完整的问题和附件。工作人员只在职责范围内查看，办理的每一步都有记录。',
        '三分钟内解答不足时，问题会扩大到全自治区，再三分钟扩大到全国。外地律师看到的是隐去姓名、号码、地址、单位之后的版本，发送前会给您预览，由您修改；您也可以选择只转出类别和地区。',
        '平台不向任何律师提供您的手机号和身份证号码；您自己写进问题里的，本县的法律顾问能看到。您与一位律师之间的追问，只有您和这位律师、以及依职责监督的工作人员能看到。',
        '短信和微信提醒由受司法局委托的服务商发送，其中只说“有新的解答”，不含咨询内容。',
      ] },
      { heading: '四、需要您单独同意的事', paragraphs: [
        '把完整的问题给外地律师看：只有您单独同意，并且这位律师已经给出解答之后，他才能看到完整的问题和附件（《个人信息保护法》第二十三条）。不同意也能得到解答。',
        '涉及不满十四周岁的孩子：孩子的信息都是敏感个人信息，须由父母或者其他监护人提问并同意（第二十八条、第三十一条）。生命、健康面临紧急危险时可以先求助，这时除类别和地区外，内容不离开本县。',
      ] },
      { heading: '五、怎样撤回同意，撤回之后会怎样', paragraphs: [
        '在“我的数据”里可以随时撤回，与当初同意一样方便；也可以到窗口或拨打 12348 办理。',
        '撤回给外地律师看的同意：从撤回时起，外地律师只能看到隐去个人信息的版本，看不到附件；已经给出的解答仍然有效，您可以继续追问。撤回前律师已经看到的，法律上仍是合法的，律师对此负有保密义务。',
        '撤回监护人的同意：咨询随即结束，所有律师都不能再查看它；之后仍需咨询的，请重新提问。',
        '撤回不影响此前依您同意所做处理的效力。',
      ] },
      { heading: '六、电脑自动做了什么', paragraphs: [
        '咨询类别由程序根据文字推荐，由您决定。通知律师的先后由程序按照专长、在岗和负担排列，每次都有记录，您可以要求说明（第二十四条）；不愿意由程序安排的，可以到窗口或拨打 12348 由工作人员办理。',
        '文字中出现自杀、暴力、虐待儿童等危急内容时，会立即提醒值班员。',
      ] },
      { heading: '七、怎样保存，保存多久', paragraphs: [
        '个人信息加密保存在境内（第三十六条），每个人用单独的密钥。',
        '咨询记录按照司法行政档案的保存期限保存，期满后删除；登录和操作日志至少保存六个月。期限内不能删除的，除保存和必要的安全措施外停止处理（第四十七条）。',
      ] },
      { heading: '八、您的权利', paragraphs: [
        '您有权查阅、复制、更正、补充、删除您的个人信息，有权要求解释处理规则，有权撤回同意（第四十四条至第四十八条）。向司法局提出后会给您答复；拒绝的，说明理由（第五十条）。',
        '认为处理不当的，可以向网信部门或者上级司法行政机关投诉、举报，也可以依法向人民法院起诉。',
      ] },
      { heading: '九、这份告知书的变更', paragraphs: [
        '内容变更时会有新的版本，并写明改了什么；下一次提问前会请您阅读新版本。您看过的每个版本都可以在“我的数据”里再看。',
      ] },
    ],
  },
]

export const PRIVACY_NOTICES: readonly PrivacyNotice[] = TEXTS.map((text, i) => ({
  ...text, version: i + 1, digest: createHash('sha256').update(canonical(text as never)).digest('hex'),
}))

const last = PRIVACY_NOTICES.at(-1)
assert(last, 'there is a notice')
/** The one that is shown before a question is asked. */
export const CURRENT_NOTICE: PrivacyNotice = last

export const noticeOf = (version: number): PrivacyNotice | null => PRIVACY_NOTICES[version - 1] ?? null
