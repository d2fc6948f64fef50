// Where the phone is, asked of it when she says so.

/** A phone that was off finds its first satellites in less. */
const FIND_MS = 30_000

/** @returns WGS-84, with its error radius. Rejects with what lostBecause knows. */
export const whereAmI = (): Promise<GeolocationPosition> => new Promise((resolve, reject) => {
  if (!('geolocation' in navigator)) reject(new Error('no geolocation'))
  else navigator.geolocation.getCurrentPosition(resolve, reject, { enableHighAccuracy: true, timeout: FIND_MS, maximumAge: 0 })
})

/** By the numbers of the Geolocation API, https://www.w3.org/TR/geolocation/#position_error_interface */
const CODES = { 1: 'denied', 3: 'late' } as const
export const lostBecause = (error: unknown): 'denied' | 'late' | 'unavailable' => CODES[(error as { code?: 1 | 3 }).code!] ?? 'unavailable'
