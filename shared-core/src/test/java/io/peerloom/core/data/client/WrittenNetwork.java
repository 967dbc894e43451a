package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.data.RecordRepository;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.data.replication.HolderRenewal;
import io.peerloom.core.data.replication.Republisher;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestRecords;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holders that all know each other, and writers among them, over a network that may lose things.
 */
final class WrittenNetwork {
  static final CheapNetwork NETWORK = new CheapNetwork(1);

  static final List<Identity> NODES = members(14);
  static final Identity WRITER = NODES.get(0);

  /** Another device of the first node's identity. */
  static final Identity DEVICE = NETWORK.device(WRITER, 1, PeerKind.NODE);

  private static final int MAX_DELAY_MILLIS = 40;

  final TestEnv env;
  final Authority authority;
  final Map<NodeId, Home> homes = new LinkedHashMap<>();

  /** Of a thousand messages, how many are lost. */
  int lossPermille;

  /** Who cannot be reached, and reaches nobody. */
  final Set<NodeId> down = new LinkedHashSet<>();

  /** Those that answer no put. */
  final Set<NodeId> mute = new LinkedHashSet<>();

  /** Ids of holders in the messages so far. */
  int idsSent;

  /** Those on the other side of a cut. */
  final Set<NodeId> beyond = new LinkedHashSet<>();

  private static List<Identity> members(int count) {
    List<Identity> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(NETWORK.member(PeerKind.NODE));
    }
    return members;
  }

  /** The first nodes and the other device, in a network of their own. */
  static WrittenNetwork among(int seed, int nodes) {
    List<Identity> members = new ArrayList<>(NODES.subList(0, nodes));
    members.add(DEVICE);
    return new WrittenNetwork(seed, members);
  }

  WrittenNetwork(int seed, List<Identity> members) {
    env = new TestEnv(seed);
    authority = NETWORK.authority(env);
    for (Identity member : members) {
      homes.put(member.id(), new Home(member, members));
    }
  }

  /** One peer with its disk. */
  final class Home {
    final Identity self;
    final MemoryStore store = new MemoryStore();
    final RoutingTable table;
    RecordService holder;
    Router router;
    Republisher republisher;
    HolderRenewal renewal;
    RecordWriter writer;
    boolean alone;

    Home(Identity self, List<Identity> members) {
      this.self = self;
      table = new RoutingTable(self.id(), new Rng(1));
      for (Identity other : members) {
        if (other != self) {
          link(other);
        }
      }
      start();
    }

    void link(Identity other) {
      table.linked(new ContactInfo(other.id(), other.kind(), true, List.of()), 0);
    }

    /** Begins again with what the disk has. */
    void start() {
      holder = TestRecords.of(env, authority, self, store, table, NODES);
      holder.start();
      republisher =
          new Republisher(
              env,
              NETWORK.hash,
              self.id(),
              holder,
              (target, body, millis) -> carry(self, target, body, millis),
              key -> Promise.of(nearest(key)));
      router = TestRouter.of(holder, republisher);
      republisher.start();
      writer = new RecordWriter(env, authority, self, holder, new Access(self), () -> alone);
      if (renewal != null) {
        renewal.stop();
      }
      renewal = new HolderRenewal(env, authority, self, holder, new Access(self));
      renewal.start();
    }

    Promise<RecordClient.WriteOutcome> put(
        String name, String value, int ttlSeconds, long ifSequence) {
      return put(name, value, ttlSeconds, ifSequence, Long.MAX_VALUE, new Draft());
    }

    Promise<RecordClient.WriteOutcome> put(
        String name, String value, int ttlSeconds, long ifSequence, long writtenAt, Draft draft) {
      byte[] nameHash = DataRecord.nameHash(NETWORK.hash, name);
      return writer.write(
          new RecordWriter.Write(
              key(name),
              nameHash,
              true,
              () -> Promise.of(Bytes.utf8(value)),
              ttlSeconds,
              ifSequence,
              writtenAt,
              draft));
    }

    Promise<RecordClient.WriteOutcome> put(String name, String value) {
      return put(name, value, Limits.MAX_TTL_SECONDS, -1);
    }

    /** What it keeps of a publisher, and who is recorded for it. */
    RecordRepository.Slot slot(String name, Identity publisher) {
      byte[] identityKey = publisher.keys().identityPublicKey();
      return holder.read(RecordRepository.slotOf(NETWORK.hash, key(name), identityKey)).value();
    }

    /** The newest it keeps of a publisher, live or not; null for none. */
    DataRecord newest(String name, Identity publisher) {
      DataRecord newest = null;
      for (byte[] encoded : holder.recordsUnder(key(name), new byte[0]).value()) {
        DataRecord record = DataRecord.decode(NETWORK.hash, encoded);
        boolean own = Bytes.equal(record.publisherKey(), publisher.keys().identityPublicKey());
        if (own && (newest == null || record.isNewerThan(newest, NETWORK.hash))) {
          newest = record;
        }
      }
      return newest;
    }

    /** The live value it would give, or null. */
    String value(String name, Identity publisher) {
      DataRecord record = newest(name, publisher);
      return record == null || record.expiresAt() <= env.wallMillis()
          ? null
          : Bytes.utf8(record.payload());
    }
  }

  /** How one of them finds and asks the others. */
  private final class Access implements HolderAccess {
    private final Identity self;

    Access(Identity self) {
      this.self = self;
    }

    @Override
    public IdentityPlaces order() {
      return new IdentityPlaces(id -> null);
    }

    @Override
    public Promise<Message> request(NodeId target, Message body, int timeoutMillis) {
      return carry(self, target, body, timeoutMillis);
    }

    @Override
    public boolean isLinked(NodeId id) {
      return home(self).holder.neighbourhood().isLinked(id);
    }

    @Override
    public boolean isNode(NodeId id) {
      return homes.get(id).self.kind() == PeerKind.NODE;
    }

    @Override
    public Promise<List<NodeId>> places(Key key, boolean verified) {
      List<NodeId> ids = new ArrayList<>(homes.keySet());
      ids.removeIf(id -> !id.equals(self.id()) && !isLinked(id));
      ids.sort(key::compareDistance);
      return Promise.of(ids);
    }
  }

  static Key key(String name) {
    return DataRecord.sharedKey(NETWORK.hash, DataRecord.nameHash(NETWORK.hash, name));
  }

  List<NodeId> nearest(Key key) {
    List<NodeId> ids = new ArrayList<>(homes.keySet());
    ids.sort(key::compareDistance);
    return ids.subList(0, Math.min(Neighbourhood.REPLICAS, ids.size()));
  }

  Home home(Identity of) {
    return homes.get(of.id());
  }

  /** All lose the links that are cut, and have the others. */
  void relink() {
    for (Home a : homes.values()) {
      for (Home b : homes.values()) {
        if (a != b && isCut(a.self.id(), b.self.id())) {
          a.table.unlinked(b.self.id(), env.monotonicMillis());
        } else if (a != b) {
          a.link(b.self);
        }
      }
    }
  }

  private boolean isCut(NodeId a, NodeId b) {
    return down.contains(a) || down.contains(b) || beyond.contains(a) != beyond.contains(b);
  }

  private boolean loses() {
    return lossPermille > 0 && env.rng().nextInt(1000) < lossPermille;
  }

  private void count(Message body) {
    if (body instanceof DataMessage.Store put) {
      idsSent += put.holders().holders().size();
    } else if (body instanceof DataMessage.Prepared answer) {
      idsSent += answer.holders().holders().size();
    }
  }

  private Promise<Message> carry(Identity from, NodeId target, Message body, int timeoutMillis) {
    count(body);
    Promise<Message> answer = new Promise<>();
    Promise<ProvedPeer> asker = authority.prove(from.card());
    answer.orTimeout(env, timeoutMillis, "no answer");
    if (isCut(from.id(), target)) {
      PeerloomException none = new PeerloomException(ErrorCode.UNREACHABLE, "no path to " + target);
      if (env.rng().nextInt(2) == 0) {
        answer.fail(none);
      } else {
        env.after(1, () -> answer.fail(none));
      }
      return answer;
    }
    if (loses() || mute.contains(target) && body instanceof DataMessage.Store) {
      return answer;
    }
    env.after(
        env.rng().nextInt(MAX_DELAY_MILLIS),
        () -> {
          if (isCut(from.id(), target)) {
            return;
          }
          Promise<Message> said;
          try {
            said = homes.get(target).router.handle(asker.value(), body);
          } catch (PeerloomException e) {
            said = Promise.failed(e);
          }
          said.then(
              value -> {
                count(value);
                back(from.id(), target, () -> answer.complete(value));
              },
              e -> back(from.id(), target, () -> answer.fail(e)));
        });
    return answer;
  }

  private void back(NodeId to, NodeId from, Runnable arrive) {
    if (!loses()) {
      env.after(
          env.rng().nextInt(MAX_DELAY_MILLIS),
          () -> {
            if (!isCut(to, from)) {
              arrive.run();
            }
          });
    }
  }
}
