package io.peerloom.core.crypto;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.List;

/** This peer itself, as a member of one network: its keys, its token, its id, its card. */
public final class Identity {
  private final IdentityKeys keys;
  private final NodeId id;
  private final byte[] bundle;
  private byte[] token;
  private final int instance;
  private final byte[] boot;
  private final PeerKind kind;
  private final List<String> addresses;
  private boolean active = true;
  private byte[] card;

  private Identity(
      IdentityKeys keys,
      NodeId id,
      byte[] bundle,
      byte[] token,
      int instance,
      byte[] boot,
      PeerKind kind,
      List<String> addresses) {
    this.keys = keys;
    this.id = id;
    this.bundle = bundle;
    this.token = token;
    this.instance = instance;
    this.boot = boot;
    this.kind = kind;
    this.addresses = addresses;
  }

  /** Becomes a member with a token; fails when the token is not valid for these keys. */
  public static Promise<Identity> of(
      Authority authority,
      IdentityKeys keys,
      byte[] token,
      int instance,
      PeerKind kind,
      List<String> addresses) {
    byte[] boot = authority.crypto().randomBytes(8);
    return IdentityBundle.of(keys, authority.network())
        .flatMap(
            bundle -> {
              byte[] signed = bundle.envelope().encoded();
              PeerCard card = new PeerCard(signed, token, instance, boot, kind, true, addresses);
              return authority
                  .prove(card.encode())
                  .map(
                      self ->
                          new Identity(
                              keys, self.id(), signed, token, instance, boot, kind, addresses));
            });
  }

  public IdentityKeys keys() {
    return keys;
  }

  public NodeId id() {
    return id;
  }

  public PeerKind kind() {
    return kind;
  }

  public List<String> addresses() {
    return addresses;
  }

  public boolean active() {
    return active;
  }

  /** The signed bundle. */
  public byte[] bundle() {
    return bundle;
  }

  /** The membership token as issued. */
  public byte[] token() {
    return token;
  }

  /**
   * Takes a newer token for the same id; fails with INVALID_TOKEN where it is for another id or not
   * valid. Links stay; the next card has the new token.
   */
  public Promise<Void> renew(Authority authority, byte[] newer) {
    PeerCard renewed = new PeerCard(bundle, newer, instance, boot, kind, active, addresses);
    return authority
        .prove(renewed.encode())
        .map(
            self -> {
              if (!self.id().equals(id)) {
                throw new PeerloomException(ErrorCode.INVALID_TOKEN, "token of another");
              }
              token = newer;
              card = null;
              return null;
            });
  }

  /** Becomes visible or hidden. */
  public void setActive(boolean now) {
    active = now;
    card = null;
  }

  /** The encoded card as of now. */
  public byte[] card() {
    if (card == null) {
      card = new PeerCard(bundle, token, instance, boot, kind, active, addresses).encode();
    }
    return card;
  }
}
