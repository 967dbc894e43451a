// What an application writes against the package, as strict TypeScript; never run.
import { Peer, PeerloomError, type Found, type Link, type TopicMessage } from 'peerloom';

export async function everything(): Promise<void> {
  const peer = await Peer.join({
    bootstrap: ['wss://example.org/bootstrap'],
    network: 'ab'.repeat(32),
    iceServers: [{ urls: 'stun:stun.example.org' }],
    maxLinks: 20,
    storage: 'memory',
  });
  const identity: [string, string, string] = [peer.id, peer.publisher, peer.network];
  const isolated: boolean = peer.state === 'isolated';
  const links: Link[] = peer.links();
  const slow = links.filter((link) => link.transport === 'webrtc' && link.rttMillis > 100);

  const { key, sequence, holders } = await peer.put('name', { a: [1, true, null] });
  await peer.put('name', new Uint8Array(3), { readers: 'public', ttlSeconds: 60, ifSequence: sequence });
  const found: Found | null = await peer.get('name', { publisher: peer.publisher });
  if (found !== null && typeof found.value === 'string') {
    console.log(found.value.length, found.publishedAt, key, holders, identity, isolated, slow);
  }

  const topic = peer.topic('news');
  const { id } = await topic.publish('hello', { ttlSeconds: 60 });
  const heard = await topic.subscribe((message: TopicMessage) => console.log(message.value, id), {
    history: true,
  });
  heard.close();
  for await (const message of await topic.subscribe({ history: true })) {
    console.log(message.sequence, message.publisher);
  }
  console.log((await topic.history()).length);

  const onMessage = ({ from, bytes }: { from: string; bytes: Uint8Array }): void =>
    console.log(from, bytes.length);
  peer.on('message', onMessage);
  peer.off('message', onMessage);
  peer.on('state', (state) => console.log(state.toUpperCase()));
  peer.on('unlink', (link) => console.log(link.id));
  await peer.send(links[0]!.id, new Uint8Array([1, 2, 3]));
  console.log(peer.diagnostics());
  await peer.leave();
  await Peer.forgetNetwork('wss://example.org/bootstrap');
}

export function failed(failure: unknown): boolean {
  return failure instanceof PeerloomError && failure.code === 'NETWORK_CHANGED';
}

export async function refused(peer: Peer): Promise<void> {
  // @ts-expect-error an unknown option
  await Peer.join({ bootstrap: ['wss://example.org/bootstrap'], bridges: [] });
  // @ts-expect-error no bootstrap
  await Peer.join({});
  // @ts-expect-error not who can read a value
  await peer.put('name', 'value', { readers: 'nobody' });
  // @ts-expect-error not a value
  await peer.put('name', () => 1);
  // @ts-expect-error no such event
  peer.on('links', () => {});
  // @ts-expect-error a subscription with a listener is not iterated
  for await (const _ of await peer.topic('news').subscribe(() => {})) break;
  // @ts-expect-error peers are joined, not made
  new Peer();
}
