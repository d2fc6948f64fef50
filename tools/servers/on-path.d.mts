/** @returns absolute path, or null */
export function onPath(name: string): string | null
