import { FormsShown } from './FormsShown.tsx'
import { PhotosShown } from './PhotosShown.tsx'
import { PlatesShown } from './PlatesShown.tsx'
import { StatesShown } from './StatesShown.tsx'

/** Every component of the kit in all its states, with made-up contents. For the eye and for tests. */
export function Gallery() {
  return (
    <main className="gallery">
      <h1>Screen kit</h1>
      <PlatesShown />
      <StatesShown />
      <PhotosShown />
      <FormsShown />
    </main>
  )
}
