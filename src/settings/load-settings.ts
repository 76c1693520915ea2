import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CitewellError } from '../errors.js';
import {
  type CitewellSettings,
  type FlagName,
  flagNames,
  flagOf,
  type SettingName,
  settingNames,
  settingsSchema,
  variableOf,
} from './settings-schema.js';
import { credentialsOf } from './store-credentials.js';

const CONFIGURATION_FILE = 'citewell.config.json';

/** Where a setting's value came from, as `citewell doctor` prints it. */
type SettingOrigin = string;

export interface LoadedSettings {
  readonly settings: CitewellSettings;
  readonly origins: Readonly<Record<SettingName, SettingOrigin>>;
}

/**
 * Flags over `CITEWELL_*` variables over `citewell.config.json` over defaults.
 *
 * @param flags by setting name; undefined where not given
 * @throws CitewellError `invalid_settings`, naming the flag, variable or key that is wrong
 */
export function loadSettings(
  flags: Readonly<Partial<Record<FlagName, unknown>>>,
  environment: NodeJS.ProcessEnv = process.env,
  configurationFile = CONFIGURATION_FILE,
): LoadedSettings {
  const configuration = readConfiguration(configurationFile);
  const given: Record<string, unknown> = { ...configuration };
  const origins = Object.fromEntries(settingNames.map((name) => [name, 'default'])) as Record<
    SettingName,
    string
  >;
  for (const name of settingNames) {
    if (name in configuration) origins[name] = configurationFile;
    const variable = environment[variableOf(name)];
    if (variable !== undefined && variable !== '') {
      given[name] = variable;
      origins[name] = variableOf(name);
    }
  }
  for (const name of flagNames) {
    if (flags[name] === undefined) continue;
    given[name] = flags[name];
    origins[name] = flagOf(name);
  }
  separateCredentials(given, origins);
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return { settings: parsed.data, origins };
  const [issue] = parsed.error.issues;
  const name = issue?.path[0];
  const origin =
    typeof name === 'string' && name in origins ? origins[name as SettingName] : configurationFile;
  const where = origin === configurationFile && name !== undefined ? `${String(name)} ` : '';
  throw new CitewellError('invalid_settings', `${origin}: ${where}${issue?.message ?? 'is not valid'}.`, {
    origin,
  });
}

/**
 * A user and a password in the store's address become settings of their own, unless those are given.
 *
 * @throws CitewellError `invalid_settings` where they stand in a flag
 */
function separateCredentials(given: Record<string, unknown>, origins: Record<SettingName, string>): void {
  const credentials = typeof given['store'] === 'string' ? credentialsOf(given['store']) : undefined;
  if (!credentials) return;
  if (origins.store === flagOf('store')) {
    throw new CitewellError(
      'invalid_settings',
      `${flagOf('store')}: command lines are public on a machine. Set ${variableOf('storeUser')} and ${variableOf('storePassword')}, or give the address with both as ${variableOf('store')}.`,
      { origin: origins.store },
    );
  }
  given['store'] = credentials.store;
  for (const [name, value] of [
    ['storeUser', credentials.user],
    ['storePassword', credentials.password],
  ] as const) {
    if (value === undefined || given[name] !== undefined) continue;
    given[name] = value;
    origins[name] = origins.store;
  }
}

function readConfiguration(file: string): Record<string, unknown> {
  let json: string;
  try {
    json = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new CitewellError('invalid_settings', `${file} cannot be read.`, { file }, { cause: error });
  }
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(json));
  } catch (cause) {
    throw new CitewellError(
      'invalid_settings',
      `${file} is not a JSON object of settings.`,
      { file },
      { cause },
    );
  }
}
