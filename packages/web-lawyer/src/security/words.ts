import type { Words } from '@zhijian/web-kit'

export const securityWords = {
  'zh-CN': {
    title: '密码与登录', change: '修改密码', current: '现在的密码', next: '新密码（至少 12 个字符）', again: '再输一次新密码', differ: '两次输入的新密码不一样。请重新输入。', unfit: '新密码至少 12 个字符。请换一个长的。', qr: '添加动态口令的二维码', 'code-unfit': '动态口令是身份验证应用里显示的 6 位数字。请核对后再填。', save: '修改密码', changed: '密码已修改。其他设备上的登录已退出。',
    factor: '动态口令', has: '已绑定。换手机或丢失时，请联系安全管理员解除，再用一次性链接重新绑定。', 'has-not': '还没有绑定。绑定后登录更安全。', begin: '开始绑定', add: '用身份验证应用扫描这张图，或在应用里添加下面的密钥，然后输入它显示的 6 位数字。', open: '在本机的身份验证应用中打开', code: '6 位数字', confirm: '完成绑定', bound: '已绑定动态口令。',
    everywhere: '退出所有设备', 'everywhere-say': '手机丢失，或在别人的设备上忘了退出时使用。这台设备也会退出。',
  },
  en: {
    title: 'Password and sign-in', change: 'Change the password', current: 'Your password now', next: 'New password (12 characters at least)', again: 'New password again', differ: 'The two new passwords differ. Type them again.', unfit: '12 characters at least. Choose a longer one.', qr: 'Code that adds the one-time password', 'code-unfit': 'The code is the six digits in your authenticator app.', save: 'Change the password', changed: 'Changed. You were signed out on other devices.',
    factor: 'Second factor', has: 'Set up. If you change or lose your phone, ask the security administrator to remove it, and set it up anew with a one-time link.', 'has-not': 'Not set up. It makes signing in safer.', begin: 'Set it up', add: 'Scan this with your authenticator, or add the key below, then write the six digits it shows.', open: 'Open in the authenticator of this device', code: 'Six digits', confirm: 'Finish', bound: 'The second factor is set up.',
    everywhere: 'Sign out on all devices', 'everywhere-say': 'If a phone is lost, or you stayed signed in on somebody’s device. This device is signed out too.',
  },
} as const satisfies Words
