// The categories of public question collections (and of older county systems) in terms of the taxonomy. One category
// often spans several codes: the first is what it mostly holds, the others what it may hold too.

export const CATEGORY_CODES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  婚姻家庭: ['01', '02', '18'],
  刑事辩护: ['13', '17'],
  交通事故: ['07'],
  劳动纠纷: ['03'],
  债权债务: ['04', '17'],
  房产纠纷: ['08', '11'],
  合同纠纷: ['05'],
  行政诉讼: ['14', '15', '09', '21'],
  消费权益: ['12'],
  侵权: ['06', '11'],
  公司法: ['16'],
  综合咨询: ['99', '19', '20'],
  拆迁安置: ['10', '09'],
  抵押担保: ['04'],
  人身损害: ['06'],
  知识产权: ['16'],
  建设工程: ['05'],
  医疗纠纷: ['06'],
  涉外法律: ['99', '19'],
  海事海商: ['05'],
}

/** Codes a category may stand for, the usual one first; empty for a category nobody knows. */
export const codesOf = (category: string): readonly string[] => CATEGORY_CODES[category] ?? []
