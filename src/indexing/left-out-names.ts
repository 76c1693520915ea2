/**
 * Whether a file or folder of this name is never indexed: hidden ones, installed packages, and the lock files that
 * Office keeps beside an open document (`~$report.docx`), which have its extension and are no document.
 */
export function isLeftOut(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || name === 'node_modules';
}
