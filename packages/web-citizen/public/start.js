// Over a line that breaks, a script may not come. The page is then loaded again, a few times: what did come the browser has kept.
// After the application has started this says no more.
{
  const KEY = 'zhijian-loads'
  const MOST = 6
  let hasStarted = false
  let isReloading = false
  const count = () => {
    try {
      return Number(sessionStorage.getItem(KEY) ?? 0)
    } catch {
      return MOST
    }
  }
  addEventListener('error', ({ target }) => {
    if (hasStarted || isReloading || !(target instanceof HTMLScriptElement || target instanceof HTMLLinkElement)) return
    const tries = count()
    if (tries >= MOST) {
      const words = document.createElement('p')
      words.setAttribute('role', 'alert')
      words.textContent = '网络不稳定，页面没有打开。请稍后刷新重试，或拨打 12348 法律服务热线。'
      document.querySelector('#app')?.replaceChildren(words)
      return
    }
    isReloading = true
    sessionStorage.setItem(KEY, String(tries + 1))
    setTimeout(() => location.reload(), 300 * 2 ** tries)
  }, true)
  addEventListener('zhijian-started', () => {
    hasStarted = true
    try {
      sessionStorage.removeItem(KEY)
    } catch {
      // Nothing was kept.
    }
  })
}
