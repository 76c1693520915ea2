import { spawnSync } from 'node:child_process';

/** The long form of `tests/faults`, which takes about an hour on two cores; each number is a variable. */
const LONG_FORM = {
  CITEWELL_FAULTS_KILLS: '1000',
  CITEWELL_FAULTS_MODEL_KILLS: '100',
  CITEWELL_FAULTS_COPIES: '2000',
  CITEWELL_FAULTS_REPAIRS: '500',
  CITEWELL_FAULTS_IMPORTS: '200',
  CITEWELL_FAULTS_BACKUPS: '1000',
  CITEWELL_FAULTS_LIMITS: '300',
  CITEWELL_FAULTS_SECONDS: '60',
  CITEWELL_FAULTS_RATE: '50',
  CITEWELL_FAULTS_CHANGES: '1000',
};

const { status } = spawnSync('npx', ['vitest', 'run', 'tests/faults', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...LONG_FORM, ...process.env },
});
process.exitCode = status ?? 1;
