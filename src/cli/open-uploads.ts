import type { Citewell } from '../citewell.js';
import { checkFiles } from '../engine/change-index.js';
import { CitewellError } from '../errors.js';
import { indexingRoots, uploadsFolderOf } from '../settings/indexing-roots.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { IndexJobs } from '../uploads/index-jobs.js';
import { UploadFolder } from '../uploads/upload-folder.js';

export interface UploadServices {
  readonly uploads: UploadFolder;
  readonly jobs: IndexJobs;
}

/** The folder of uploads with the jobs that index it. @throws CitewellError `storage_failed` */
export async function openUploads(citewell: Citewell, settings: CitewellSettings): Promise<UploadServices> {
  const uploads = await UploadFolder.open(uploadsFolderOf(settings), (files) => checkFiles(settings, files));
  const jobs = new IndexJobs(async (options) => {
    const { ready, generation } = await citewell.status();
    // An index of another fingerprint is made anew by the next run: then of everything, not of the uploads alone.
    const fresh = ready || generation === 0;
    return citewell.index(fresh ? [uploads.folder] : indexingRoots(settings), {
      ...options,
      background: true,
    });
  }, reportFailure);
  return { uploads, jobs };
}

function reportFailure(error: unknown): void {
  if (!(error instanceof CitewellError)) throw error;
  process.stderr.write(`Uploads could not be indexed: ${error.message}\n`);
}
