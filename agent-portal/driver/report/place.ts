/** Where the phone is. Browsers give WGS-84 everywhere, also in China. */
export interface Position {
  readonly lon: number
  readonly lat: number
  readonly datum: 'WGS-84'
  readonly accuracyM: number
}

/** Beyond this a fix under a bridge is of no use, and the driver types the place meanwhile. */
const patienceMs = 10_000

/** Asks the phone where it is; rejects with GeolocationPositionError when it may not or cannot tell. */
export function locate(): Promise<Position> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(positionOf(coords)), reject, {
      enableHighAccuracy: true,
      timeout: patienceMs,
      maximumAge: 30_000,
    })
  })
}

export const positionOf = ({
  longitude,
  latitude,
  accuracy,
}: Pick<GeolocationCoordinates, 'longitude' | 'latitude' | 'accuracy'>): Position => ({
  lon: Number(longitude.toFixed(6)),
  lat: Number(latitude.toFixed(6)),
  datum: 'WGS-84',
  accuracyM: Math.round(accuracy),
})
