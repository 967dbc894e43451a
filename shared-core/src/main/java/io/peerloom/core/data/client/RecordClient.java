package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Names;
import io.peerloom.core.base.PendingCalls;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Hpke;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.id.Key;
import io.peerloom.core.overlay.OverlayNetwork;
import java.util.function.BooleanSupplier;

/** Puts values into the network. */
public final class RecordClient {
  private final Authority authority;
  private final Hash hash;
  private final Identity self;
  private final Hpke hpke;
  private final RecordWriter writer;
  private final PendingCalls calls = new PendingCalls();

  public RecordClient(
      Env env,
      Authority authority,
      Identity self,
      RecordService holder,
      OverlayNetwork overlay,
      HolderFinder finder,
      BooleanSupplier alone) {
    this.authority = authority;
    this.hash = authority.hash();
    this.self = self;
    this.hpke = new Hpke(authority.crypto(), hash);
    this.writer =
        new RecordWriter(env, authority, self, holder, HolderAccess.of(overlay, finder), alone);
  }

  /** An acknowledged write. */
  public record WriteOutcome(Key key, long sequence, int holders) {}

  /**
   * Signs and stores a value.
   *
   * @param plaintext at most {@link Limits#MAX_VALUE_BYTES} and one byte for the format, or {@link
   *     DataRecord#deletion}
   * @param ifSequence see {@code PutOptions}
   * @param writtenAt when the application wrote it, in wall-clock milliseconds, or {@link
   *     Long#MAX_VALUE} for now: it fails with CONFLICT if a newer one was put since
   * @param draft holds the signed record, so that a retry sends the same; unused if conditional
   */
  public Promise<WriteOutcome> put(
      String name,
      byte[] plaintext,
      boolean isPublic,
      int ttlSeconds,
      long ifSequence,
      long writtenAt,
      Draft draft) {
    Names.check(name);
    if (plaintext.length > Limits.MAX_VALUE_BYTES + 1) {
      return Promise.failed(
          ErrorCode.TOO_LARGE, "a value holds at most " + Limits.MAX_VALUE_BYTES + " bytes");
    }
    if (ttlSeconds < 1 || ttlSeconds > Limits.MAX_TTL_SECONDS) {
      return Promise.failed(
          ErrorCode.INVALID_REQUEST, "ttlSeconds is 1 to " + Limits.MAX_TTL_SECONDS);
    }
    byte[] nameHash = DataRecord.nameHash(hash, name);
    byte[] publisher = hash.sha256(self.keys().identityPublicKey());
    Key key =
        isPublic
            ? DataRecord.sharedKey(hash, nameHash)
            : DataRecord.ownKey(hash, publisher, nameHash);
    RecordWriter.Write write =
        new RecordWriter.Write(
            key,
            nameHash,
            isPublic,
            () ->
                isPublic || DataRecord.isDeletion(plaintext)
                    ? Promise.of(plaintext)
                    : seal(key, plaintext),
            ttlSeconds,
            ifSequence,
            writtenAt,
            draft);
    return calls.begin(() -> writer.write(write));
  }

  private Promise<byte[]> seal(Key key, byte[] plaintext) {
    return hpke.seal(self.keys().identityPublicKey(), info(authority, key), key.bytes(), plaintext);
  }

  /** Fails pending calls with CLOSED when the peer leaves. */
  public void close() {
    writer.close();
    calls.close();
  }

  /** What a sealed value is bound to besides its key. */
  static byte[] info(Authority authority, Key key) {
    return Bytes.concat(Bytes.utf8("peerloom-sealed-v1"), authority.network(), key.bytes());
  }
}
