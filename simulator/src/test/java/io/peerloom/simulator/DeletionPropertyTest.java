package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Peer;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutOptions.Readers;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.Value;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.PeerPresence;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.Traits;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A value that was deleted stays deleted, whichever copies of it come back. */
class DeletionPropertyTest {
  private static final int WRITERS = 3;
  private static final int NODES = 12;
  private static final byte[] LAST_SLOT = {-1};

  /**
   * What was put last by each writer, or deleted, is what all read, while nodes fail and come back
   * with what they had, and others are replaced. Fails if readers take older copies for values
   * where they have seen a deletion, or if the deletion of one value hides another of that name.
   */
  @Property(tries = 25)
  void whatIsDeletedStaysDeletedWhoeverReturns(@ForAll int seed) {
    World world = FormationPropertyTest.network(seed, NODES, WRITERS);
    world.run(20_000);
    Rng rng = new Rng(seed);
    String[] mine = new String[WRITERS];
    String[] open = new String[WRITERS];
    int[] openAt = new int[WRITERS];
    Machine away = null;
    for (int step = 1; step <= 14; step++) {
      int who = rng.nextInt(WRITERS);
      Peer writer = writer(world, who);
      Readers readers = rng.nextInt(3) == 0 ? Readers.ME : Readers.PUBLIC;
      if (rng.nextInt(2) == 0) {
        boolean both = rng.nextInt(3) == 0;
        acknowledged(
            world, () -> writer.delete("name", both ? null : readers, -1, WhenOffline.REJECT));
        mine[who] = both || readers == Readers.ME ? null : mine[who];
        open[who] = both || readers == Readers.PUBLIC ? null : open[who];
      } else {
        String text = "v" + step;
        acknowledged(world, () -> put(writer, text, readers, -1));
        (readers == Readers.ME ? mine : open)[who] = text;
        openAt[who] = readers == Readers.PUBLIC ? step : openAt[who];
      }
      if (away == null) {
        away = anyNode(world, rng);
        away.kill();
      } else if (rng.nextInt(4) == 0) {
        away.start();
        away = null;
      } else {
        Machine replaced = anyNode(world, rng);
        if (replaced != away) {
          replaced.kill();
          world.add(Traits.of(PeerKind.NODE));
        }
      }
      world.run(20_000 + rng.nextInt(60_000));
    }
    if (away != null) {
      away.start();
    }
    // Until the replaced are given up; before, nobody can know that they have nothing newer.
    world.run(PeerPresence.ABSENT_MILLIS + 60_000);
    int newest = 0;
    for (int i = 1; i < WRITERS; i++) {
      boolean newer = open[newest] == null || openAt[i] > openAt[newest];
      newest = open[i] != null && newer ? i : newest;
    }
    for (int i = 0; i < WRITERS; i++) {
      assertThat(text(world, writer(world, i))).isEqualTo(mine[i] != null ? mine[i] : open[newest]);
    }
    assertThat(text(world, anyNode(world, rng).peer())).isEqualTo(open[newest]);
  }

  /** Applications that only ever put private values fill no public name. */
  @Example
  void aPrivateDeletionTakesNoPlaceOfThePublicName() {
    World world = FormationPropertyTest.network(5, NODES, WRITERS);
    world.run(20_000);
    Peer writer = writer(world, 0);
    acknowledged(world, () -> put(writer, "mine", Readers.ME, -1));
    acknowledged(world, () -> writer.delete("name", null, -1, WhenOffline.REJECT));
    assertThat(text(world, writer)).isNull();
    assertThat(slotsOfThePublicName(world)).isZero();
    acknowledged(world, () -> writer.delete("name", Readers.PUBLIC, -1, WhenOffline.REJECT));
    assertThat(slotsOfThePublicName(world)).isPositive();
  }

  private static int slotsOfThePublicName(World world) {
    Hash hash = new Sha256();
    byte[] key = DataRecord.sharedKey(hash, DataRecord.nameHash(hash, "name")).bytes();
    byte[] from = StoreKeys.key(StoreKeys.RECORDS, key);
    int slots = 0;
    for (Machine machine : world.machines()) {
      slots += machine.store().scan(from, Bytes.concat(from, LAST_SLOT), 100).value().size();
    }
    return slots;
  }

  /** Where nothing is, nothing more is needed to say so; a condition is one of one value. */
  @Example
  void conditionsCountADeletedValueAsNone() {
    World world = FormationPropertyTest.network(5, NODES, WRITERS);
    world.run(20_000);
    Peer writer = writer(world, 0);
    acknowledged(world, () -> writer.delete("name", Readers.PUBLIC, -1, WhenOffline.REJECT));
    long first = put(world, writer, 0);
    assertThat(failure(world, writer.delete("name", Readers.PUBLIC, first + 1, WhenOffline.REJECT)))
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(failure(world, writer.delete("name", null, first, WhenOffline.REJECT)))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    acknowledged(world, () -> writer.delete("name", Readers.PUBLIC, first, WhenOffline.REJECT));
    assertThat(failure(world, put(writer, "x", Readers.PUBLIC, first)))
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(text(world, writer)).isNull();
    long second = put(world, writer, 0);
    assertThat(second).isGreaterThan(first + 1);
    assertThat(failure(world, put(writer, "x", Readers.PUBLIC, 0))).isEqualTo(ErrorCode.CONFLICT);
    assertThat(text(world, writer(world, 1))).isEqualTo("v");
  }

  /** A node that runs, or the one that is away. */
  private static Machine anyNode(World world, Rng rng) {
    List<Machine> nodes = new ArrayList<>(world.machines());
    nodes.removeIf(each -> each.peer() == null);
    nodes.removeIf(each -> !each.peer().kind().equals("node"));
    return nodes.get(rng.nextInt(nodes.size()));
  }

  private static Peer writer(World world, int number) {
    return world.machines().get(1 + NODES + number).peer();
  }

  private static Promise<PutResult> put(Peer peer, String text, Readers readers, long ifSequence) {
    return peer.put(
        "name", Value.text(text), new PutOptions(readers, Limits.MAX_TTL_SECONDS, ifSequence));
  }

  private static long put(World world, Peer peer, long ifSequence) {
    Promise<PutResult> put = put(peer, "v", Readers.PUBLIC, ifSequence);
    world.run(5_000);
    return put.value().sequence();
  }

  private static ErrorCode failure(World world, Promise<?> write) {
    world.run(5_000);
    return write.failure().code();
  }

  /**
   * Writes again where too few could be asked, or the outcome was not known, as an application
   * would: at the latest once those who are gone have been given up.
   */
  private static void acknowledged(World world, Supplier<Promise<?>> write) {
    Promise<?> last = written(world, write);
    for (int minute = 0; minute < 12 && last.isFailed(); minute++) {
      world.run(60_000);
      last = written(world, write);
    }
    last.value();
  }

  private static Promise<?> written(World world, Supplier<Promise<?>> write) {
    Promise<?> written = write.get();
    for (int second = 0; second < 40 && !written.isDone(); second++) {
      world.run(1_000);
    }
    return written;
  }

  private static String text(World world, Peer peer) {
    Promise<GetResult> got = peer.get("name", null);
    world.run(20_000);
    return got.value() == null ? null : Bytes.utf8(got.value().value().bytes());
  }
}
