import { useEffect, useState } from 'react'
import { locate, type Position } from './place.ts'

/** Where the phone is, asked once when the page opens; nothing where it may not or cannot tell. */
export function usePosition(): Position | undefined {
  const [position, setPosition] = useState<Position>()
  useEffect(() => {
    let gone = false
    locate().then(
      (found) => {
        if (!gone) setPosition(found)
      },
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [])
  return position
}
