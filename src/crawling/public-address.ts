import ipaddr from 'ipaddr.js';

/** IPv6 addresses that the internet routes (IANA IPv6 Global Unicast): some outside of it reach this machine, too. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Says whether a connection may be made to an IP address. */
export type AddressPolicy = (address: string) => boolean;

/**
 * Whether an IP address belongs to the public internet: not to this machine, a private network, a link, a cloud's
 * metadata service or any other special purpose (IANA special-purpose address registries; RFC 6890). An IPv4 address
 * inside an IPv6 one counts as itself; those that a translator would reach (NAT64, 6to4, Teredo) are not public.
 */
export const isPublicAddress: AddressPolicy = (address) => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST);
};

/** For `--allow-private`. */
export const anyAddress: AddressPolicy = () => true;
