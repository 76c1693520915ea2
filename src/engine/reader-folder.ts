/** Where the reader lies below the models folder. */
export const READER_FOLDER = 'citewell-reader';
