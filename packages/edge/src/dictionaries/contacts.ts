// How people write contact data and fees when they would rather not be seen doing it. Source: written by hand from the
// common spellings on Chinese advice sites, corrected on 8,208 public answers. Patterns see the folded text (fold.ts)
// without blanks.

const anyOf = (...signs: readonly RegExp[]): RegExp => new RegExp(signs.map(({ source }) => source).join('|'))

/** WeChat, in its disguises. */
export const WECHAT = '(?:微信|威信|薇信|徽信|微亻言|微x|wei信|weixin|wechat|v信|vx|wx|v❤|薇|[加十+]\\s?(?:v|薇|微|威|卫星|wei))'
/** QQ, in its disguises. */
export const QQ = '(?:qq|扣扣|抠抠|蔻蔻|企鹅|球球|q群|[加十+]\\s?q)'

/** An account is named, with or without its id. */
export const ACCOUNT_TALK = anyOf(
  /[加十+](我|一下|下|个|上)?(的)?(微信|威信|薇信|v信|vx|wx|v|薇|微|威|卫星|qq|扣扣|企鹅|q)/,
  /(微信|威信|薇信|v信|vx|wx|qq|扣扣|企鹅)(号|账号|帐号|号码|群|联系|沟通(?!记录)|咨询|同号|聊(?!天)|私聊|发我|发给我)|(同|是|即)微信|(私信|私聊)我|扫(一?扫)?(码|二维码)|二维码/,
  /名片|公众号(搜|是|:|名)/,
)
/** The reader is sent to the writer's own door. */
export const APPROACH = anyOf(
  /(点|点击|看)(我的?|我|本人|律师|左侧|右侧|上方|下方)?(的)?头像|头像(下面|下方)?的?(联系|电话|手机)|(打|拨打|致电)(我|我的|本人|本所|我们|律师)(的)?(电话|手机|热线)/,
  /(联系|致电|添加)(我|本律师|本人|本所)|(与|和|跟|同|向)(我|本律师|本人|本所|我们)(直接|随时|取得|具体|进一步)?(联系|咨询)|来电(?!预警|显示|提醒|号码|人)|电联/,
  /电话(联系|咨询|沟通|详谈|详询)|手机联系|(来|到)(我们?|本)?(律师)?(所|事务所)(来)?(面谈|咨询|详谈|面议|见面)|(见面|当面)(详谈|洽谈)|预约(面谈|咨询)/,
  /拨打(我们?的?|本所|免费|律师)+热线|本律师专(做|业|办)/,
)
/** A fee of the writer's own: asked, offered or praised as low. Court costs and sums in dispute are not fees. */
export const FEE = anyOf(
  /(律师费|咨询费|代书费|代写费|服务费|代理费|辩护费|起草费|审查费)(.{0,6}\d+(元|块|万|千)|.{0,4}(面议|优惠|打折|先付|先交|转账|可分期|很?低|便宜|后付|[一二三四五六七八九十两几]+(百|千|万)(元|块)?))/,
  /(收费|费用|价格|报价)(为|是|约)?((\d+|[一二三四五六七八九十两几百千]+)(元|块|万|千|起|$)|.{0,3}(元起|块起|千起|面议|优惠|低廉|从优|打折))/,
  /\d(元|块|万|千)(一次|起步|起$|\/小时|每小时|一小时|一份|每份)|加急费|(可|可以|能|支持|签)(以)?(半)?风险(代理|合同)|胜诉后?再?(收|付)|付费(咨询|代写|代书|解答|服务|问答|电话)/,
  /(先|需|需要|请|要)(先)?(付费|转账给我|打款给我)(才|后|再|给我|$|，)|(发|给|来|打赏)(我|个|律师|点)+(红包|打赏)|优惠价|收取?(律师|咨询|代书)费\d/,
)
