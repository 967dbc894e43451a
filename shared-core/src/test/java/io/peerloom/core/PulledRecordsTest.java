package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.RecordRepository;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.HolderSet;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a holder makes of records that another offers it. */
class PulledRecordsTest {
  private final Identity publisher = LoneAssembly.NETWORK.member(PeerKind.NODE);
  private final LoneAssembly holder =
      LoneAssembly.of(1, LoneAssembly.NETWORK.member(PeerKind.NODE, "ws://lone"));

  private DataRecord record() {
    return DataRecord.sign(
            LoneAssembly.NETWORK.authority(holder.env),
            publisher.keys(),
            true,
            DataRecord.nameHash(LoneAssembly.NETWORK.hash, "name"),
            1,
            holder.env.wallMillis(),
            3600,
            false,
            new byte[] {1})
        .value();
  }

  private static DataMessage.Copy copy(byte[] record) {
    return new DataMessage.Copy(record, 0, HolderSet.NONE, 0);
  }

  /** Fails if a malformed copy ends the reading of an answer. */
  @Test
  void malformedCopyCostsNoOther() {
    LoneAssembly.Visitor other = holder.visit(publisher, "ws://lone");
    DataRecord record = record();
    byte[] encoded = record.envelope().encoded();
    other.service =
        request ->
            Promise.of(
                request instanceof DataMessage.Pull
                    ? new DataMessage.Copies(
                        List.of(copy(new byte[0]), copy(new byte[] {1, 2, 3}), copy(encoded)))
                    : new RoutingMessage.Found(List.of()));
    holder.env.pass(1_000);
    byte[] slot =
        RecordRepository.slotOf(
            LoneAssembly.NETWORK.hash, record.key(), publisher.keys().identityPublicKey());
    byte[] digest = Bytes.slice(record.digest(LoneAssembly.NETWORK.hash), 0, 16);
    other.link.request(
        new DataMessage.Offer(List.of(new DataMessage.Held(slot, 1, 0, digest))), 5_000);
    holder.env.pass(5_000);
    Promise<Message> held = other.link.request(new DataMessage.Pull(List.of(slot)), 5_000);
    holder.env.pass(1_000);
    assertThat(((DataMessage.Copies) held.value()).copies())
        .extracting(DataMessage.Copy::record)
        .containsExactly(encoded);
  }
}
