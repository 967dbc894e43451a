/**
 * Joining a network, getting links, and recovering them.
 *
 * <p>A newcomer asks a bootstrap server ({@code BootstrapClient}), which stores nothing and asks a
 * bridge ({@code BootstrapServer}); the bridge signs a token and returns contacts ({@code
 * BridgeNode}). {@code Membership} stores the token, {@code MembershipRenewal} renews it at half of
 * its lifetime, {@code Readmission} asks again when every link is lost.
 *
 * <p>{@code RecoverySupervisor} is one state machine on live links, never on what a table says
 * (R7): with fewer links than needed it looks up its own neighbourhood and dials those that {@code
 * ConnectionBudget} wants; with none, or when that brought nothing, it asks the bootstrap servers;
 * it waits longer each round, with full jitter, and never gives up. Its decisions are small
 * classes: {@code RefreshSchedule} when to look up the neighbourhood, {@code BridgePolicy} when a
 * bridge is needed, {@code SilentNodes} which nodes may be beyond a partition, {@code FixedPeers}
 * which configured addresses to dial. {@code PartitionHealing} finds the part of a network that no
 * link leads to, {@code Announcer} announces newcomers to their neighbours.
 *
 * <p>Where a network admits by invitation, {@code BridgeNode} wants one, and {@code InvitationUses}
 * counts how often each was used, together with the other bridges ({@code BridgeNotices}). {@code
 * RevocationService} spreads revocations to all peers and ends links to whom they concern; {@code
 * io.peerloom.core.crypto.Revocations} decides whom.
 *
 * <p>What only servers do is behind an interface that pages never implement, so that they are not
 * compiled with it: {@code BridgeFactory}, {@code MembershipSource}, {@code Announcer.Factory}.
 *
 * <p>Words: a <em>bridge</em> admits newcomers and holds no data; an <em>admission</em> is a token
 * with contacts; a peer is <em>lacking</em> links below three, or below all others if there are
 * fewer.
 *
 * <p>Invariants: no bootstrap server or bridge is needed by a peer that has links; two networks
 * never merge, since every token and hello names the network's root key; no attempt is repeated
 * without a growing wait.
 */
package io.peerloom.core.membership;
