import type { Dashboard } from './panels.mjs'
export function dashboardText(dashboard: Dashboard): string
