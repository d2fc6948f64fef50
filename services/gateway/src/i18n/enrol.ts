// Words of the page that a one-time link opens; refusals by their codes.
export const ENROL_WORDS = {
  'zh-CN': {
    other: 'English', title: '启用账号', open: '这个链接只能用一次，15 分钟内有效。请确认是本人操作。', begin: '开始', account: '账号', password: '新密码', hint: '至少 12 个字符，不要用常见的密码或账号名。',
    again: '再输一次', next: '下一步', factor: '用手机上的身份验证应用（动态口令应用）扫描下面的图，然后输入它显示的六位数字。', qr: '添加动态口令的二维码', here: '就在这部手机上：打开身份验证应用添加', hand: '不能扫描：手工输入密钥',
    code: '动态口令', done: '完成', over: '账号已启用。以后用账号、密码和动态口令登录。', 'over-password': '密码已设置，动态口令没有变。请用账号、新密码和原来的动态口令登录。', 'to-lawyer': '进入律师端', 'to-console': '进入管理端',
    'no-link': '这个页面要用一次性链接打开。请向系统管理员索取链接，再点开或完整复制到地址栏。', mangled: '链接不完整：可能被换行或截断了。请把收到的链接从头到尾完整复制到浏览器地址栏；仍然不行，请向系统管理员索取新的链接。',
    different: '两次输入的密码不一样，请重新输入。', away: '连不上服务器。请检查网络，然后再点一次；已填写的内容还在。', refused: '没有成功。请稍后再试；仍然不行，请联系系统管理员。', resumed: '链接已经打开过，请接着设置。',
    'link-not-accepted': '链接无效、已使用或已过期。一次性链接 15 分钟内有效，请向系统管理员索取新的链接。', 'account-suspended': '账号已停用。请联系系统管理员。', 'password-too-short': '密码至少 12 个字符，请换一个长的。',
    'password-too-long': '密码最多 128 个字符，请换一个短的。', 'password-too-common': '密码过于常见，或含有账号名，请换一个。', 'code-not-accepted': '动态口令不正确或已过期。请输入应用里现在显示的六位数字；手机时间要准。',
    'ticket-not-accepted': '这张图已经过期。请刷新页面，重新扫描。', 'second-factor-enrolled': '动态口令已经设置过了，可以直接登录。', 'too-many-requests': '操作太频繁。请等一分钟再试。',
    'not-signed-in': '设置的时间已过。请向系统管理员索取新的链接。', 'session-ended': '设置的时间已过。请向系统管理员索取新的链接。', 'not-valid': '填写的内容不符合要求，请检查后再提交。',
  },
  en: {
    other: '中文', title: 'Set up your account', open: 'This link works once, for 15 minutes. Go on only if it was sent to you.', begin: 'Begin', account: 'Account', password: 'New password', hint: '12 characters at least; no common password, not the name of the account.',
    again: 'Once more', next: 'Next', factor: 'Scan this with the authenticator app on your phone, then type the six digits that it shows.', qr: 'Code that adds the one-time password', here: 'On this very phone: add it in the authenticator app', hand: 'Cannot scan: type the key',
    code: 'One-time code', done: 'Finish', over: 'Your account is set up. Sign in with account, password and one-time code from now on.', 'over-password': 'Your password is set; the authenticator stays as it was. Sign in with account, new password and its code.', 'to-lawyer': 'To the lawyers’ pages', 'to-console': 'To the console',
    'no-link': 'This page is opened by a one-time link. Ask the system administrator for one, and open it or copy the whole of it.', mangled: 'The link is not complete: it may have been cut or wrapped. Copy the whole of it into the address bar; if that fails, ask the system administrator for another.',
    different: 'The two passwords differ. Type them again.', away: 'The server cannot be reached. Check the network and press again; what you typed is still there.', refused: 'That did not work. Try again later, or ask the system administrator.', resumed: 'The link was opened already: go on here.',
    'link-not-accepted': 'The link is wrong, used or too old: it lives for 15 minutes. Ask the system administrator for another.', 'account-suspended': 'The account is suspended. Ask the system administrator.', 'password-too-short': '12 characters at least. Choose a longer one.',
    'password-too-long': '128 characters at most. Choose a shorter one.', 'password-too-common': 'Too common, or it holds the name of the account. Choose another.', 'code-not-accepted': 'The code is wrong or too old. Type the six digits shown now; the phone’s clock must be right.',
    'ticket-not-accepted': 'This picture is too old. Load the page again and scan anew.', 'second-factor-enrolled': 'The second factor is set already: you can sign in.', 'too-many-requests': 'Too often. Wait a minute.',
    'not-signed-in': 'The time for this is over. Ask the system administrator for another link.', 'session-ended': 'The time for this is over. Ask the system administrator for another link.', 'not-valid': 'Something is not filled in as it should be. Look it over and send it again.',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>
