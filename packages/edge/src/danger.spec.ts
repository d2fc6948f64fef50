import { describe, expect, it } from 'vitest'
import { dangerIn } from './danger.ts'

describe('words of danger', () => {
  it.each([
    ['suicide', '我不想活了，活着没意思'],
    ['suicide', '欠了这么多钱，我只能去死了'],
    ['suicide', '孩子他爸喝了农药，医院说没救了'],
    ['suicide', '她站在楼顶上说要跳楼'],
    ['suicide', '保险公司拒赔，说是自 杀免责'],
    ['violence', '他拿着菜刀堵在门口，说要砍死我们全家'],
    ['violence', '对方威胁要弄死我'],
    ['violence', '前夫说要跟我同归于尽'],
    ['violence', '他扬言放火烧我家房子'],
    ['violence', '我被传销的人非法拘禁了，出不去'],
    ['violence', '我想把他杀了'],
    ['child-abuse', '继父猥亵我八岁的女儿'],
    ['child-abuse', '幼儿园老师用针扎孩子'],
    ['child-abuse', '后妈天天打孩子，身上全是伤'],
    ['child-abuse', '我女儿13岁，被邻居强奸了'],
    ['domestic-violence', '老公喝了酒就打我'],
    ['domestic-violence', '长期遭受家暴，怎么申请保护令'],
    ['domestic-violence', '被丈夫打成轻伤'],
    ['domestic-violence', '儿子动手打老人'],
    ['wage-riot', '老板拖欠工资，几十个工人准备去堵大门'],
    ['wage-riot', '工资半年没发，工友要爬塔吊讨薪'],
  ])('finds %s: %s', (code, text) => expect(dangerIn(text)).toContain(code))

  it.each([
    '我从来没有家暴，她说的是假的',
    '没有打过孩子，也不存在家庭暴力',
    '二婚，生活不下去了，想离婚',
    '伤者没有生命危险，我要负什么责任',
    '砍了一棵树要罚多少钱',
    '老公打电话说不离婚',
    '爸爸打工的钱没有给我',
    '楼盘跳楼价出售，定金能退吗',
    '判了死刑缓期执行还能上诉吗',
    '被关在看守所三个月了，家属能见吗',
    '公司拖欠我一个月工资',
    '遗书没有公证有效吗',
    '想问下故意杀人罪判几年',
    '',
  ])('stays calm: %s', (text) => expect(dangerIn(text)).toEqual([]))

  it('dismisses a look-alike without losing the real sign beside it', () => {
    expect(dangerIn('他没有家暴过我妈但是昨天老公打我了')).toEqual(['domestic-violence'])
  })
  it('hears wage unrest only where pay and unrest stand together', () => {
    const apart = '他说工资没发。' + '其他的事情以后再说。'.repeat(20) + '那天有人上访。'
    expect(dangerIn(apart)).toEqual([])
    expect(dangerIn('那天有人上访。' + '其他的事情以后再说。'.repeat(20) + '他说工资没发。')).toEqual([])
    expect(dangerIn('他说工资没发。那天有人上访。')).toEqual(['wage-riot'])
  })
  it('gives each code once, in the order of the contract', () => {
    expect(dangerIn('老公打我。老公又打我，我不想活了')).toEqual(['suicide', 'domestic-violence'])
  })
  it('sees through full-width forms and blanks', () => {
    expect(dangerIn('我 想 自 杀')).toEqual(['suicide'])
  })
  it('ends on long texts made to be slow', () => {
    expect(dangerIn('字'.repeat(200_000))).toEqual([])
    expect(dangerIn('老公'.repeat(100_000))).toEqual([])
    expect(dangerIn('要不给工资'.repeat(40_000))).toEqual([])
    expect(dangerIn('几十个工人，'.repeat(30_000))).toEqual([])
  })
})
