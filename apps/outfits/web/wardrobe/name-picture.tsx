import { useState } from 'react'
import type { ImportedPicture, NewItem } from '../../shared/index.ts'
import { PieceForm } from './piece-form.tsx'
import { nameImportedPicture } from './wardrobe-api.ts'

interface NamePictureProps {
  picture: ImportedPicture
  onDone: () => void
  onCancel: () => void
}

/**
 * What a picture shows, said by its owner; what it seems to be stands there already. Measured colours that are left as
 * they are stay measured ones.
 */
export function NamePicture({ picture, onDone, onCancel }: NamePictureProps) {
  const [considering, setConsidering] = useState(false)
  const send = async ({ colors, ...said }: NewItem) => {
    const isSame = JSON.stringify(colors) === JSON.stringify(picture.colors)
    await nameImportedPicture(picture.id, { ...said, ...(isSame ? {} : { colors }), considering })
    onDone()
  }
  return (
    <PieceForm
      initial={{ colors: picture.colors, ...picture.suggestion }}
      submit={considering ? 'Under consideration' : 'Into the wardrobe'}
      onPiece={send}
      onCancel={onCancel}
      isOpened
    >
      <label className="chip plain-chip">
        <input
          type="checkbox"
          checked={considering}
          onChange={(event) => setConsidering(event.currentTarget.checked)}
        />
        I only think of buying it
      </label>
    </PieceForm>
  )
}
