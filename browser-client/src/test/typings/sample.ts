// What an application writes against the package, as strict TypeScript; never run.
import {
  Peer,
  PeerloomError,
  type Bytes,
  type Found,
  type Link,
  type PutOptions,
  type TopicMessage,
  type Value,
} from 'peerloom';

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

  const link: string = await peer.invite({ expiresInSeconds: 3600, uses: 5, depth: 1 });
  await peer.revoke(link, { withInvited: true });
  await Peer.join({ invitation: link });

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
  const { readable, writable } = await peer.stream(links[0]!.id);
  await new Blob(['x']).stream().pipeTo(writable);
  for (const reader = readable.getReader(); ; ) {
    const { value, done } = await reader.read();
    if (done) break;
    console.log(value.length);
  }
  peer.on('stream', (stream) => stream.readable.pipeTo(stream.writable));
  console.log(peer.diagnostics());
  await peer.leave();
  await Peer.forgetNetwork('wss://example.org/bootstrap');
}

interface Address {
  readonly city: string;
  street?: string;
}

interface Profile {
  name: string;
  nickname?: string;
  tags: readonly string[];
  address: Address;
  friends: Profile[];
}

type Draft = { text: string; at: number | null };

/** What applications write around the package: generic functions, options that may be missing. */
async function cached<T extends Value>(peer: Peer, name: string, make: () => T): Promise<T> {
  const found = await peer.get<T>(name);
  if (found !== null) return found.value;
  const made = make();
  await peer.put(name, made);
  return made;
}

export async function typed(peer: Peer, profile: Profile, options?: PutOptions): Promise<void> {
  await peer.put('profile', profile, options);
  const found = await peer.get<Profile>('profile');
  const street: string | undefined = found?.value.address.street;
  const name: string = (await cached(peer, 'profile', () => profile)).name;
  const draft: Found<Draft> | null = await peer.get<Draft>('draft');

  const profiles = peer.topic<Profile>('profiles');
  await profiles.publish(profile);
  await peer.topic<Profile>('profiles', { readers: 'public' }).publish(profile);
  for (const message of await profiles.history()) console.log(message.value.friends.length);
  await profiles.subscribe((message) => console.log(message.value.tags[0]), { history: true });
  const chat = peer.topic<{ text: string } | string>('chat');
  for await (const { value } of await chat.subscribe()) {
    console.log(typeof value === 'string' ? value : value.text);
  }
  console.log(street, name, draft?.value.at);
}

export async function binary(peer: Peer, file: File, pixels: ImageData): Promise<Blob> {
  await peer.put('file', file);
  await peer.put('buffer', await file.arrayBuffer());
  await peer.put('pixels', pixels.data);
  await peer.put('view', new DataView(new ArrayBuffer(8)));
  await peer.send('ab'.repeat(32), new Float32Array(2), { signal: AbortSignal.timeout(5000) });
  const files = peer.topic<Blob>('files');
  await files.publish(file);
  const [first] = await files.history({ signal: new AbortController().signal });
  const bytes: Bytes = first!.value;
  const plain: Uint8Array = bytes;
  return new Blob([bytes, new Uint8Array(plain.length)]);
}

export async function anything(peer: Peer, text: string): Promise<void> {
  await peer.put('parsed', JSON.parse(text), { ttlSeconds: undefined, signal: undefined });
  const record: Record<string, unknown> = { a: 1 };
  await peer.put('record', record);
  await peer.put('tuple', [1, 'two', null] as const);
  const off: () => void = peer.on('state', () => {});
  const { queuedAs } = await peer.put('later', 'x', { whenOffline: 'queue' });
  if (queuedAs !== null) await peer.cancelQueued(queuedAs);
  await peer.delete('later', { whenOffline: 'queue' });
  for (const { id, kind, name } of await peer.queued()) console.log(id, kind, name);
  peer.on('queue', ({ failure, holders }) => console.log(failure ?? holders));
  peer.on('storage', ({ reason }) => console.log(peer.storage, reason));
  peer.on('message', async ({ bytes }) => console.log(bytes.length));
  if (peer.bufferedBytes('ab'.repeat(32)) > 1e6) await peer.drained('ab'.repeat(32), { below: 1e6 });
  off();
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
  // @ts-expect-error not a value either
  await peer.put('name', new Map([['a', 1]]));
  // @ts-expect-error a date would come back as a string
  await peer.put('name', new Date());
  // @ts-expect-error awaiting it was forgotten
  await peer.put('name', Promise.resolve('text'));
  // @ts-expect-error JSON has none of these
  await peer.put('name', 1n);
  // @ts-expect-error not what this topic is for
  await peer.topic<Profile>('profiles').publish({ name: 'Ada' });
  // @ts-expect-error a listener is a function
  peer.on('state', 5);
  // @ts-expect-error null is no options
  await peer.get('name', null);
  // @ts-expect-error no such event
  peer.on('links', () => {});
  // @ts-expect-error a subscription with a listener is not iterated
  for await (const _ of await peer.topic('news').subscribe(() => {})) break;
  // @ts-expect-error peers are joined, not made
  new Peer();
}
