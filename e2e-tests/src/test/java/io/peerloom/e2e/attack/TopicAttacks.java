package io.peerloom.e2e.attack;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Limits;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Attacks on topics: their streams, their room, their subscribers. */
final class TopicAttacks {
  /** Numbers ahead of the honest stream: one that a reader may wait for, and the highest. */
  private static final List<Long> AHEAD = List.of(1L << 31, Limits.MAX_SEQUENCE);

  private static final int PAYLOAD_BYTES = 31 * 1024;

  /** A little more than a node's room for all topics. */
  private static final int MESSAGES = 560;

  private static final int IN_FLIGHT = 8;
  private static final int LEASES = 1_100;

  private TopicAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack(
            "stolen-stream",
            "made-up keys publish under the honest stream's id, with numbers far ahead",
            TopicAttacks::stolenStream),
        new Attack(
            "full-topics",
            "one member fills every node's room for messages",
            TopicAttacks::fullTopics),
        new Attack(
            "leases",
            "one member subscribes 1,100 times to the honest topic and to 1,100 others",
            TopicAttacks::leases),
        new Attack(
            "weak-key",
            "messages under a topic key of small order, alone and beside good ones",
            TopicAttacks::weakKey),
        new Attack(
            "replayed-lease",
            "the same lease and the same end of it, again and again",
            TopicAttacks::replayedLease),
        new Attack(
            "forged-batches",
            "batches of 256 messages with badly signed bundles, over six links of one member",
            TopicAttacks::forgedBatches));
  }

  /** Each message of a batch costs a verification, as long as its link is open. */
  private static void forgedBatches(Attacker attacker) {
    HostileMember member = attacker.join();
    Key topic = attacker.topic("forged");
    byte[] bundle = member.bundle().clone();
    bundle[bundle.length - 1] ^= 1;
    long now = member.env().wallMillis();
    List<byte[]> batch = new ArrayList<>();
    for (int i = 1; i <= TopicProtocol.MAX_ITEMS; i++) {
      batch.add(member.message(topic, bundle, new byte[8], i, now, new byte[] {1, 65}));
    }
    LinkAttacks.forge(attacker, member, new TopicProtocol.Append(topic, batch));
  }

  /** The streams of the messages that a node has. */
  private static List<byte[]> streams(HostileLink link, Key topic) {
    Message answer =
        link.ask(
            new TopicProtocol.AskItems(
                topic,
                TopicProtocol.SpanRange.ALL,
                new byte[TopicProtocol.ID_BYTES],
                TopicProtocol.MAX_ANSWER_BYTES));
    List<byte[]> streams = new ArrayList<>();
    if (answer instanceof TopicProtocol.Items items) {
      for (byte[] item : items.items()) {
        CborReader in =
            new CborReader(SignedEnvelope.decode(SignedEnvelope.Type.MESSAGE, item).body());
        in.array(8);
        in.bytes(64);
        in.bytes(1024);
        in.bytes(64);
        streams.add(in.bytesOf(8));
      }
    }
    return streams;
  }

  private static void stolenStream(Attacker attacker) {
    HostileMember member = attacker.join();
    Key topic = attacker.topic(Attacker.HONEST_TOPIC);
    for (String node : attacker.nodes()) {
      HostileLink link = member.link(node, 0);
      for (byte[] stream : streams(link, topic)) {
        for (HostileMember each : List.of(member, member.madeUp())) {
          for (long number : AHEAD) {
            long now = member.env().wallMillis();
            byte[] message =
                each.message(topic, each.bundle(), stream, number, now, new byte[] {1, 65});
            link.ask(new TopicProtocol.Append(topic, List.of(message)));
            link.ask(new TopicProtocol.Replicate(topic, List.of(message)));
          }
        }
      }
    }
  }

  private static void fullTopics(Attacker attacker) {
    HostileMember member = attacker.join();
    byte[] bundle = member.bundle();
    byte[] stream = new byte[8];
    List<HostileLink> links = new ArrayList<>();
    attacker.nodes().forEach(node -> links.add(member.link(node, 0)));
    Queue<CompletableFuture<Message>> inFlight = new ArrayDeque<>();
    for (int number = 0; number < MESSAGES; number++) {
      Key topic = attacker.topic("filled/" + number % 20);
      byte[] payload = new byte[PAYLOAD_BYTES];
      payload[1] = (byte) number;
      long now = member.env().wallMillis();
      byte[] message = member.message(topic, bundle, stream, number / 20 + 1, now, payload);
      for (HostileLink link : links) {
        inFlight.add(link.send(new TopicProtocol.Append(topic, List.of(message))));
      }
      while (inFlight.size() > IN_FLIGHT) {
        inFlight.remove().exceptionally(refused -> null).join();
      }
    }
  }

  private static void leases(Attacker attacker) {
    HostileMember member = attacker.join();
    for (String node : attacker.nodes()) {
      HostileLink link = member.link(node, 0);
      NodeId self = member.identity(0).id();
      for (int number = 0; number < LEASES; number++) {
        Key topic = attacker.topic("leased/" + number);
        var unused = link.send(subscription(member, topic, self));
      }
      Key honest = attacker.topic(Attacker.HONEST_TOPIC);
      for (int instance = 1; instance < 32; instance++) {
        HostileLink other = member.link(node, instance);
        if (other.isOpen()) {
          other.ask(subscription(member, honest, member.identity(instance).id()));
        }
      }
    }
  }

  private static TopicProtocol.Subscribe subscription(
      HostileMember member, Key topic, NodeId subscriber) {
    long now = member.env().wallMillis();
    return new TopicProtocol.Subscribe(topic, member.lease(topic, subscriber, now));
  }

  private static void weakKey(Attacker attacker) {
    HostileMember member = attacker.join();
    Key topic = attacker.topic(Attacker.HONEST_TOPIC);
    byte[] neutral = new byte[32];
    neutral[0] = 1;
    CborWriter bundleBody = new CborWriter(128);
    bundleBody.array(3).bytes(member.keys().identityPublicKey()).bytes(neutral).uint(0);
    byte[] bundle = member.sign(SignedEnvelope.Type.IDENTITY, bundleBody);
    CborWriter body = new CborWriter(512);
    body.array(9).bytes(neutral).bytes(bundle).bytes(topic.bytes()).bytes(new byte[8]).ulong(1);
    body.ulong(member.env().wallMillis()).uint(3600).bytes(new byte[] {1, 66}).ulong(1);
    // Under the neutral element, R = S·B with S = 0 verifies for every message (RFC 8032, 5.1.7).
    byte[] signature = new byte[64];
    signature[0] = 1;
    byte[] forged =
        new CborWriter(1024)
            .array(4)
            .uint(7)
            .uint(1)
            .bytes(body.toBytes())
            .bytes(signature)
            .toBytes();
    for (String node : attacker.nodes()) {
      HostileLink link = member.link(node, 0);
      link.ask(new TopicProtocol.Append(topic, List.of(forged)));
      link.ask(new TopicProtocol.Replicate(topic, List.of(forged)));
    }
  }

  private static void replayedLease(Attacker attacker) {
    HostileMember member = attacker.join();
    Key topic = attacker.topic(Attacker.HONEST_TOPIC);
    HostileLink link = member.link(attacker.nodes().get(0), 0);
    TopicProtocol.Subscribe lease = subscription(member, topic, member.identity(0).id());
    while (attacker.hasTime()) {
      link.ask(lease);
    }
  }
}
