package io.peerloom.e2e.attack;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.HolderSet;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Attacks on stored values: their names, their room, their hand-over. */
final class DataAttacks {
  private static final int MADE_UP = 12;
  private static final int SHORT_RECORDS = 71;
  private static final int LARGE_VALUES = 600;
  private static final int OFFERERS = 16;
  private static final long DAY_MILLIS = 24L * 3600 * 1000;

  private DataAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack(
            "public-name",
            "made-up keys and short-lived records take the slots of the honest name",
            DataAttacks::publicName),
        new Attack(
            "future-records", "records of a week ahead on the honest name", DataAttacks::future),
        new Attack(
            "full-disk",
            "one key stores values of 64 KiB until every node refuses more",
            DataAttacks::fullDisk),
        new Attack(
            "empty-offers", "16 ids offer records that they never give", DataAttacks::offers));
  }

  private static List<HostileLink> links(Attacker attacker, HostileMember member, int instance) {
    List<HostileLink> links = new ArrayList<>();
    attacker.nodes().forEach(node -> links.add(member.link(node, instance)));
    return links;
  }

  private static byte[] record(
      Attacker attacker,
      HostileMember member,
      IdentityKeys keys,
      byte[] nameHash,
      long sequence,
      long createdAt,
      int ttlSeconds,
      byte[] payload) {
    return attacker
        .call(
            () ->
                DataRecord.sign(
                    member.authority(),
                    keys,
                    true,
                    nameHash,
                    sequence,
                    createdAt,
                    ttlSeconds,
                    false,
                    payload))
        .envelope()
        .encoded();
  }

  private static void store(List<HostileLink> links, byte[] record) {
    for (HostileLink link : links) {
      if (link.isOpen()) {
        link.ask(new DataMessage.Store(record, 0, HolderSet.NONE, new byte[0]));
      }
    }
  }

  private static void publicName(Attacker attacker) throws Exception {
    HostileMember member = attacker.join();
    List<HostileLink> links = links(attacker, member, 0);
    for (String each : List.of(Attacker.HONEST_NAME, Attacker.SHARED_NAME)) {
      byte[] name = DataRecord.nameHash(member.authority().hash(), each);
      takeSlots(attacker, member, links, name);
    }
    attacker.holdOn();
  }

  private static void takeSlots(
      Attacker attacker, HostileMember member, List<HostileLink> links, byte[] name) {
    byte[] payload = {1, 70};
    for (int i = 0; i < MADE_UP; i++) {
      IdentityKeys keys = attacker.call(() -> attacker.runtime().crypto().generateIdentity());
      long now = member.env().wallMillis();
      store(links, record(attacker, member, keys, name, 1L << 40, now, 7 * 24 * 3600, payload));
    }
    for (int i = 0; i < SHORT_RECORDS; i++) {
      IdentityKeys keys = attacker.call(() -> attacker.runtime().crypto().generateIdentity());
      long now = member.env().wallMillis();
      store(links, record(attacker, member, keys, name, 1L << 40, now, 1, payload));
    }
    long now = member.env().wallMillis();
    store(
        links,
        record(
            attacker,
            member,
            member.keys(),
            name,
            Limits.MAX_SEQUENCE,
            now,
            7 * 24 * 3600,
            payload));
  }

  private static void future(Attacker attacker) {
    HostileMember member = attacker.join();
    byte[] name = DataRecord.nameHash(member.authority().hash(), Attacker.HONEST_NAME);
    List<HostileLink> links = links(attacker, member, 0);
    byte[] payload = {1, 71};
    for (int days = 1; days <= 7; days++) {
      long at = member.env().wallMillis() + days * DAY_MILLIS;
      store(links, record(attacker, member, member.keys(), name, days, at, 3600, payload));
    }
  }

  /** Ends once its share is used up, and fails where it may store on. */
  private static void fullDisk(Attacker attacker) {
    HostileMember member = attacker.join();
    List<HostileLink> links = links(attacker, member, 0);
    Random random = new Random(3);
    byte[] payload = new byte[Limits.MAX_VALUE_BYTES];
    random.nextBytes(payload);
    Set<HostileLink> full = new HashSet<>();
    for (int i = 0; i < LARGE_VALUES && full.size() < links.size(); i++) {
      byte[] name = DataRecord.nameHash(member.authority().hash(), "large/" + i);
      long now = member.env().wallMillis();
      byte[] record = record(attacker, member, member.keys(), name, 1, now, 7 * 24 * 3600, payload);
      List<CompletableFuture<Message>> answers = new ArrayList<>();
      for (HostileLink link : links) {
        answers.add(link.send(new DataMessage.Store(record, 0, HolderSet.NONE, new byte[0])));
      }
      for (int node = 0; node < links.size(); node++) {
        if (isRefusedAsFull(answers.get(node))) {
          full.add(links.get(node));
        }
      }
    }
    if (full.size() < links.size()) {
      throw new AssertionError(
          (links.size() - full.size()) + " nodes took " + LARGE_VALUES + " values of one key");
    }
  }

  private static boolean isRefusedAsFull(CompletableFuture<Message> answer) {
    try {
      answer.join();
      return false;
    } catch (CompletionException e) {
      return PeerloomException.of(e.getCause()).code() == ErrorCode.FULL;
    }
  }

  private static void offers(Attacker attacker) {
    HostileMember member = attacker.join();
    Random random = new Random(4);
    List<HostileLink> links = new ArrayList<>();
    for (int instance = 0; instance < OFFERERS; instance++) {
      links.addAll(links(attacker, member, instance));
    }
    do {
      for (HostileLink link : links) {
        List<DataMessage.Held> held = new ArrayList<>();
        for (int i = 0; i < DataMessage.MAX_OFFERED; i++) {
          byte[] key = new byte[32];
          random.nextBytes(key);
          byte[] slot = Bytes.concat(key, new byte[DataMessage.SLOT_BYTES - 32]);
          held.add(new DataMessage.Held(slot, 1, 0, new byte[DataMessage.DIGEST_BYTES]));
        }
        if (link.isOpen()) {
          link.ask(new DataMessage.Offer(held));
        }
      }
    } while (attacker.hasTime());
  }
}
