import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { CitewellError } from '../errors.js';
import type { AddressPolicy } from './public-address.js';

/** All addresses of a name, as `dns.lookup` gives them. */
export type ResolveName = (
  name: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Looks up a name for one connection and refuses it where any of its addresses is not allowed. The connection is made
 * to the addresses that were checked: a name that resolves to another one a moment later gains nothing.
 */
export function checkedLookup(isAllowed: AddressPolicy, resolve: ResolveName = lookup): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { all: true }, (error, addresses) => {
      const refused = error ? undefined : addresses.find(({ address }) => !isAllowed(address));
      const [first] = addresses ?? [];
      if (error) callback(error, []);
      else if (refused !== undefined) callback(addressRefused(name, refused.address), []);
      else if (options.all === true || first === undefined) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/**
 * Checks a host that is an IP address already: no lookup is made for those.
 *
 * @param host as `URL` has it, an IPv6 address in brackets
 * @throws CitewellError `address_refused`
 */
export function assertAllowedHost(host: string, isAllowed: AddressPolicy): void {
  const address = host.replace(/^\[(.*)\]$/u, '$1');
  if (isIP(address) !== 0 && !isAllowed(address)) throw addressRefused(host, address);
}

function addressRefused(host: string, address: string): CitewellError {
  const what = host === address ? host : `${host} (${address})`;
  return new CitewellError(
    'address_refused',
    `${what} is not an address of the public internet. If you mean to index pages of this machine or of a private network, give --allow-private.`,
    { host, address },
  );
}
