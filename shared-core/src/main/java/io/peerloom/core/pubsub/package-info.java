/**
 * Topics: every subscriber gets each message once, in each publisher's order, including messages
 * published before it subscribed.
 *
 * <p>The group of a topic is the five eligible peers nearest to its hash ({@code TopicGroup}). A
 * {@code Publisher} signs messages and sends them to the whole group at once (Append); each member
 * verifies them, writes them to disk ({@code TopicDisk}), adds them to its index ({@code
 * MessageCollection}), pushes them to the subscribers assigned to it ({@code Pusher}, {@code
 * PushCursor}), and answers with a receipt. {@code TopicHolder} is the member's side with a {@code
 * Coordinator} for each topic; {@code TopicReconciler} brings its members to the same state. {@code
 * TopicLeases} answers who wants pushes; a node's {@code TopicForwarder} passes topics of others on
 * to subscribers whom their members refuse. {@code TopicFeed} subscribes: it reads the history in
 * parts ({@code HistoryReading}, {@code MemberReader}), takes pushes, and polls for what they
 * missed, at the pace of {@code GapPace}; {@code StreamOrder} drops duplicates and puts each stream
 * in order. {@code TopicCipher} encrypts what a {@code Publisher} signs, and {@code Deliveries}
 * hands it over decrypted. Both compare histories in the same way: {@code MessageCollection} finds
 * by digests where two differ, {@code TopicReader} asks for the digests and fetches. {@code
 * TopicPresence} announces who is present to the members ({@code PresenceHolder}, {@code
 * PresentPeers}) and lists the others ({@code OtherPeers}).
 *
 * <p>The path of an Append: connection, {@code Router}, {@code TopicHolder}, its {@code
 * Coordinator} and disk. The path of a Push: connection, {@code Router}, {@code TopicHolder},
 * {@code TopicFeed}.
 *
 * <p>Words: a <em>coordinator</em> is a member's state of one topic; a <em>collection</em> is its
 * index of signed items, which themselves are on disk (R14.5); a <em>span</em> is 2^14 ms of it; a
 * <em>stream</em> is what one start of one publisher publishes, numbered without gaps; a
 * <em>lease</em> is a signed, expiring subscription.
 *
 * <p>Invariants: collections are sets of immutable items with an expiry, so any two merge without
 * loss; no acknowledged message is dropped by an order buffer; a slow subscriber slows nobody else.
 * Subscribers are assigned to members by {@code Rendezvous} hashing. Only nodes forward, only what
 * members push, and a subscriber relies on none of them: it compares with the members.
 */
package io.peerloom.core.pubsub;
