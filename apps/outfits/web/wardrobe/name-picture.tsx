import type { ImportedPicture, NewItem } from '../../shared/index.ts'
import { PieceForm } from './piece-form.tsx'
import { nameImportedPicture } from './wardrobe-api.ts'

interface NamePictureProps {
  picture: ImportedPicture
  onDone: () => void
  onCancel: () => void
}

/** What a picture shows, said by its owner. Measured colours that are left as they are stay measured ones. */
export function NamePicture({ picture, onDone, onCancel }: NamePictureProps) {
  const send = async ({ colors, ...said }: NewItem) => {
    const isSame = JSON.stringify(colors) === JSON.stringify(picture.colors)
    await nameImportedPicture(picture.id, isSame ? said : { ...said, colors })
    onDone()
  }
  return (
    <PieceForm
      initial={{ colors: picture.colors }}
      submit="Into the wardrobe"
      onPiece={send}
      onCancel={onCancel}
    />
  )
}
