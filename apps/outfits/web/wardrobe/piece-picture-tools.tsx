import { useRef } from 'react'
import type { Item } from '../../shared/index.ts'
import { PiecePicture } from '../garments/piece-picture.tsx'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { FileButton } from './file-button.tsx'
import { givePicture, readImport, turnPicture } from './wardrobe-api.ts'

const LOOK_MS = 400

/** The picture of a piece: turned, replaced, or given where a drawing stands in. */
export function PiecePictureTools({ item, onChanged }: { item: Item; onChanged: () => void }) {
  const { run, isBusy, problem } = useCommand()
  const sent = useRef({ file: '', key: '' })
  const turn = (quarters: 1 | 3) =>
    run(async () => {
      await turnPicture(item.id, quarters)
      onChanged()
    })
  const replace = ([file]: File[]) => {
    if (!file) return
    void run(async () => {
      const which = JSON.stringify([file.name, file.size, file.lastModified])
      if (sent.current.file !== which) sent.current = { file: which, key: crypto.randomUUID() }
      const { id } = await givePicture(item.id, file, sent.current.key)
      for (;;) {
        const { counts, pictures } = await readImport(id)
        if (counts.measuring === 0) {
          onChanged()
          const [picture] = pictures
          if (picture?.state === 'unreadable') throw new Error(picture.reason ?? 'It cannot be read.')
          return
        }
        await new Promise((done) => setTimeout(done, LOOK_MS))
      }
    })
  }
  return (
    <div className="piece-portrait">
      <PiecePicture item={item} />
      <p className="row">
        {item.imagePath && (
          <>
            <button type="button" className="button quiet" disabled={isBusy} onClick={() => void turn(3)}>
              <span aria-hidden="true">↺</span> Turn left
            </button>
            <button type="button" className="button quiet" disabled={isBusy} onClick={() => void turn(1)}>
              <span aria-hidden="true">↻</span> Turn right
            </button>
          </>
        )}
        <FileButton
          isQuiet
          accept="image/jpeg,image/png,image/webp,image/avif"
          disabled={isBusy}
          onFiles={replace}
        >
          {item.imagePath ? 'Another photo' : 'Give it a photo'}
        </FileButton>
        {item.imagePath && (
          <a className="quiet-link" href={item.imagePath.replace(/\/thumbnail.*$/, '/original')} download>
            Full size
          </a>
        )}
      </p>
      <output className="soft">{isBusy ? 'One moment…' : ''}</output>
      <Problem text={problem} />
    </div>
  )
}
