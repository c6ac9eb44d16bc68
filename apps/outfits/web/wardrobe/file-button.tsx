import { useId, type ComponentProps } from 'react'

interface FileButtonProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  children: string
  isQuiet?: boolean
  /** A whole folder and what lies in it. */
  isFolder?: boolean
  onFiles: (files: File[]) => void
}

/** A file input that looks like the other buttons, and is reached like them. */
export function FileButton({ children, isQuiet, isFolder, onFiles, ...input }: FileButtonProps) {
  const id = useId()
  return (
    <span className={isQuiet ? 'button quiet file-button' : 'button file-button'}>
      <label htmlFor={id}>{children}</label>
      <input
        {...input}
        {...(isFolder ? { webkitdirectory: '' } : {})}
        id={id}
        type="file"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          // The same file may be chosen once more.
          currentTarget.value = ''
        }}
      />
    </span>
  )
}

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Known to every browser, and to no standard's typings. */
    webkitdirectory?: string
  }
}
