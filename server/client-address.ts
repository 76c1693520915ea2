import { BlockList, isIP, SocketAddress } from 'node:net';
import { expandIPv6 } from 'hono/utils/ipaddr';
import type { ServerContext } from './environment.js';

/** `::ffff:192.0.2.1`: how a socket that takes both families writes an IPv4 client. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;
/** The network that one IPv6 customer is given at least (RFC 6177): groups of 16 bits, /64. */
const GROUPS_A_CLIENT = 4;

/** Says which client a request comes from. */
export interface ClientAddresses {
  /** The client's address, an IPv6 one as its /64; undefined for a client on this machine. */
  of(context: ServerContext): string | undefined;
}

/**
 * Reads `X-Forwarded-For` from its right end, where the nearest proxy wrote, for as long as those who wrote are
 * trusted: what stands further left anybody may have sent.
 *
 * @param trustedProxies addresses or CIDR ranges, checked by the settings
 */
export function clientAddresses(trustedProxies: readonly string[]): ClientAddresses {
  const trusted = blockList(trustedProxies);
  const loopback = blockList(['127.0.0.0/8', '::1']);
  return {
    of(context) {
      const address = nearestUntrusted(
        context.env?.incoming?.socket.remoteAddress,
        context.req.header('X-Forwarded-For'),
        trusted,
      );
      if (address === undefined || contains(loopback, address)) return undefined;
      return isIP(address) === 6 ? networkOf(address) : address;
    },
  };
}

function nearestUntrusted(
  remote: string | undefined,
  forwardedFor: string | undefined,
  trusted: BlockList,
): string | undefined {
  let address = remote === undefined ? undefined : canonicalAddress(remote);
  // No remote address: the app runs without a socket, or the client has gone already.
  const hops = (forwardedFor ?? '').split(',').reverse();
  for (const hop of hops) {
    if (address === undefined || !contains(trusted, address)) return address;
    const forwarded = canonicalAddress(hop.trim());
    // What is no address tells nothing of the client: the proxy that wrote it stands for it.
    if (forwarded === undefined) return address;
    address = forwarded;
  }
  return address;
}

/** One spelling an address: without port, zone or brackets, IPv4 as such. Undefined for anything else. */
function canonicalAddress(written: string): string | undefined {
  const bare = written.replace(/^\[(.+)\](?::\d+)?$/, '$1').replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  const [address = ''] = bare.split('%');
  const family = isIP(address);
  if (family === 0) return undefined;
  if (family === 4) return address;
  const canonical = new SocketAddress({ address, family: 'ipv6' }).address;
  return MAPPED.exec(canonical)?.[1] ?? canonical;
}

function networkOf(address: string): string {
  return `${expandIPv6(address).split(':').slice(0, GROUPS_A_CLIENT).join(':')}::/64`;
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
