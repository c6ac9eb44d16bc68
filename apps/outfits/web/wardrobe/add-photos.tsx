import { useRef, useState } from 'react'
import { Problem } from '../problem.tsx'
import { FileButton } from './file-button.tsx'
import { beginSending, sortOut } from './photo-sendings.ts'
import { wordsFromError } from './piece-form.tsx'
import { sendArchive } from './wardrobe-api.ts'
import { counted } from './words.ts'

const TYPES = 'image/jpeg,image/png,image/webp,image/avif'
const MAX_AT_ONCE = 300

interface AddPhotosProps {
  /** The model that looks at photos; null where none does. */
  vision: string | null
  onChanged: () => void
}

/** Photos by themselves, a folder of them, or a ZIP: what becomes of each stands with the imports. */
export function AddPhotos({ vision, onChanged }: AddPhotosProps) {
  const [busy, setBusy] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [leftOut, setLeftOut] = useState<string[]>([])
  // The archive that was sent, so that sending it again after a lost answer is the same import.
  const archive = useRef({ file: '', key: '' })

  const take = async (what: string, work: () => Promise<string[]>) => {
    setBusy(what)
    setTrouble(null)
    setLeftOut([])
    try {
      setLeftOut(await work())
      onChanged()
    } catch (error) {
      setTrouble(wordsFromError(error))
    } finally {
      setBusy(null)
    }
  }

  const takeFiles = (files: File[]) => {
    if (files.length === 0) return
    const { pictures, leftOut: rest } = sortOut(files)
    void take(`Sending ${counted(pictures.length, 'photo')}…`, async () => {
      if (pictures.length === 0)
        throw new Error(`There is no JPEG, PNG, WebP or AVIF among these files.${heicHint(rest)}`)
      if (pictures.length > MAX_AT_ONCE)
        throw new Error(`These are ${pictures.length} photos; at most ${MAX_AT_ONCE} are taken at once.`)
      await beginSending(pictures)
      return rest
    })
  }

  const takeArchive = ([file]: File[]) => {
    if (!file) return
    void take(`Sending ${file.name}…`, async () => {
      const which = JSON.stringify([file.name, file.size, file.lastModified])
      if (archive.current.file !== which) archive.current = { file: which, key: crypto.randomUUID() }
      return (await sendArchive(file, archive.current.key)).skipped ?? []
    })
  }

  return (
    <div className="add-way">
      <p>
        Each photo becomes a piece. Its colours are measured; what it is, its file’s name says (“navy wool
        coat.jpg”),{' '}
        {vision
          ? `or ${vision} sees, or you say. That model gets a small copy, without where and when it was taken.`
          : 'or you do. No photo leaves this server.'}
      </p>
      <p className="row">
        <FileButton accept={TYPES} multiple onFiles={takeFiles} disabled={busy !== null}>
          Choose photos
        </FileButton>
        <FileButton isQuiet isFolder multiple onFiles={takeFiles} disabled={busy !== null}>
          A whole folder
        </FileButton>
        <FileButton isQuiet accept=".zip,application/zip" onFiles={takeArchive} disabled={busy !== null}>
          A ZIP of photos
        </FileButton>
      </p>
      <output className="soft">{busy}</output>
      <Problem text={trouble} />
      {leftOut.length > 0 && (
        <div className="notice">
          <p>
            Left out, because they are no photos of a kind that is read here:{' '}
            {leftOut.slice(0, 12).join(', ')}
            {leftOut.length > 12 && ` and ${leftOut.length - 12} more`}.{heicHint(leftOut)}
          </p>
        </div>
      )}
    </div>
  )
}

function heicHint(names: readonly string[]): string {
  return names.some((name) => /\.hei[cf]$/i.test(name)) ? ' Save HEIC photos as JPEG first.' : ''
}
