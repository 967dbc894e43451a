package io.peerloom.core.crypto;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signed envelopes as they travel between peers that know something of each other: without what
 * their reader said it has. A card is most of a short message, and most of a card is its issuer's
 * token, which is the same for everybody a bridge admitted.
 *
 * <p>What is read is the signed bytes again, so nothing is trusted that was not before: whoever is
 * wrong about what the other has is refused, and whoever writes something else has a signature that
 * does not match.
 *
 * <p>A short form begins with 0, or with 8 and the {@link #NAME_BYTES} bytes that name the text it
 * is folded on, and the length of that in two bytes; {@link Lz77} says how it goes on. Whatever
 * begins otherwise is the envelope itself.
 */
public final class EnvelopeCompression {
  /** What a text is named by: that much of its SHA-256. */
  public static final int NAME_BYTES = 8;

  /** The most texts a peer may say it knows. */
  public static final int MAX_NAMES = 8;

  /** Issuers are bridges, of which a network has few. */
  private static final int MAX_ISSUERS = 16;

  /** Issuers that are worth telling of. */
  private static final int TOLD_ISSUERS = 4;

  /** Cards of those talked to last: an exchange of signals and the handshake follow at once. */
  private static final int MAX_CARDS = 64;

  /** Of one identity, whose cards are cheap to make: it shall not push out all the others. */
  private static final int MAX_CARDS_OF_ONE = 4;

  private static final int HEAD_BYTES = 1 + NAME_BYTES + 2;

  /** Texts that another was told of: whoever keeps this can read what is folded on them. */
  public record Told(List<byte[]> names, List<byte[]> texts) {
    /** Another was told of nothing. */
    public static final Told NOTHING = new Told(List.of(), List.of());

    private byte[] text(Bytes name) {
      for (int i = 0; i < names.size(); i++) {
        if (Bytes.equal(names.get(i), name.array())) {
          return texts.get(i);
        }
      }
      return null;
    }
  }

  private record Verified(NodeId id, Bytes owner, byte[] card) {}

  private final Hash hash;
  private final BoundedMap<Bytes, byte[]> issuers = new BoundedMap<>(MAX_ISSUERS);
  private final Map<Bytes, Verified> cards = new LinkedHashMap<>();

  /** How many of the cards are each identity's. */
  private final Map<Bytes, Integer> cardsOf = new LinkedHashMap<>();

  private byte[] ownCard = new byte[0];
  private byte[] ownIssuer;
  private Bytes ownCardName;
  private Bytes ownIssuerName;

  EnvelopeCompression(Hash hash) {
    this.hash = hash;
  }

  /** A card of an identity was verified, and with it its issuer's token. */
  void learn(NodeId id, byte[] owner, byte[] card, byte[] issuerToken) {
    Bytes name = name(card);
    Bytes identity = Bytes.wrap(owner);
    forget(name);
    if (cardsOf.getOrDefault(identity, 0) == MAX_CARDS_OF_ONE) {
      forget(oldestOf(identity));
    } else if (cards.size() == MAX_CARDS) {
      forget(cards.keySet().iterator().next());
    }
    cards.put(name, new Verified(id, identity, card));
    cardsOf.merge(identity, 1, Integer::sum);
    if (issuerToken.length > 0) {
      Bytes issuer = name(issuerToken);
      issuers.remove(issuer);
      issuers.put(issuer, issuerToken);
    }
  }

  private void forget(Bytes name) {
    Verified verified = cards.remove(name);
    if (verified != null) {
      cardsOf.computeIfPresent(verified.owner, (any, count) -> count == 1 ? null : count - 1);
    }
  }

  private Bytes oldestOf(Bytes identity) {
    for (Map.Entry<Bytes, Verified> each : cards.entrySet()) {
      if (each.getValue().owner.equals(identity)) {
        return each.getKey();
      }
    }
    throw new IllegalStateException("counted, and not there");
  }

  private Bytes name(byte[] text) {
    return Bytes.wrap(Bytes.slice(hash.sha256(text), 0, NAME_BYTES));
  }

  /**
   * What this peer tells another that it knows.
   *
   * @param other whose card may be among it; null where that is not known yet
   */
  public List<byte[]> known(NodeId other) {
    return tell(other).names();
  }

  /** The same with the texts, which may be forgotten here before the other writes. */
  public Told tell(NodeId other) {
    Told told = new Told(new ArrayList<>(), new ArrayList<>());
    int untold = issuers.size() - TOLD_ISSUERS;
    for (Map.Entry<Bytes, byte[]> issuer : issuers.entrySet()) {
      if (untold-- <= 0) {
        told.names.add(issuer.getKey().array());
        told.texts.add(issuer.getValue());
      }
    }
    Bytes newest = null;
    if (other != null) {
      for (Map.Entry<Bytes, Verified> each : cards.entrySet()) {
        newest = each.getValue().id.equals(other) ? each.getKey() : newest;
      }
    }
    if (newest != null) {
      told.names.add(newest.array());
      told.texts.add(cards.get(newest).card);
    }
    return told;
  }

  /** Reads what {@link #known} told. */
  public static List<byte[]> readNames(CborReader in) {
    return in.list(MAX_NAMES, each -> each.bytesOf(NAME_BYTES));
  }

  /** What a peer knows that has verified this card of one's own. */
  public List<byte[]> knownOf(byte[] card) {
    own(card);
    return List.of(ownCardName.array());
  }

  /**
   * What any member may be taken to know: the issuer of one's own token, where another has one of
   * its, too. Empty where this peer has not met such another.
   */
  public List<byte[]> knownOfIssuer(byte[] card) {
    own(card);
    return issuers.containsKey(ownIssuerName) ? List.of(ownIssuerName.array()) : List.of();
  }

  private void own(byte[] card) {
    if (card != ownCard) {
      ownCard = card;
      ownIssuer = MembershipToken.decode(PeerCard.decode(card).token()).issuerToken();
      ownCardName = name(card);
      ownIssuerName = name(ownIssuer);
    }
  }

  /**
   * Writes an envelope that holds one's own card for a reader who knows some texts; as it is where
   * that is shorter.
   */
  public byte[] shorten(byte[] envelope, byte[] card, List<byte[]> readerKnows) {
    own(card);
    byte[] text = new byte[0];
    byte[] name = text;
    for (byte[] known : readerKnows) {
      if (Bytes.equal(known, ownCardName.array())) {
        text = ownCard;
        name = known;
      } else if (text.length == 0
          && ownIssuer.length > 0
          && Bytes.equal(known, ownIssuerName.array())) {
        text = ownIssuer;
        name = known;
      }
    }
    byte[] folded = Lz77.fold(text, envelope);
    byte[] form =
        name.length == 0
            ? Bytes.concat(new byte[1], folded)
            : Bytes.concat(
                new byte[] {NAME_BYTES},
                name,
                new byte[] {(byte) (text.length >> 8), (byte) text.length},
                folded);
    return form.length < envelope.length ? form : envelope;
  }

  /**
   * Reads the envelope.
   *
   * @param most bytes it may have
   * @throws PeerloomException INVALID_REQUEST when it is malformed or names what is not known here,
   *     TOO_LARGE when it is longer
   */
  public byte[] expand(byte[] form, int most) {
    return expand(form, most, Told.NOTHING);
  }

  /** The same with what was told, though it may be forgotten since. */
  public byte[] expand(byte[] form, int most, Told told) {
    if (form.length == 0 || form[0] != 0 && form[0] != NAME_BYTES) {
      return form;
    }
    if (form[0] == 0) {
      return Lz77.unfold(new byte[0], form, 1, most);
    }
    if (form.length < HEAD_BYTES) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "short form cut off");
    }
    Bytes name = Bytes.wrap(Bytes.slice(form, 1, 1 + NAME_BYTES));
    Verified verified = cards.get(name);
    byte[] text = verified == null ? issuers.get(name) : verified.card;
    text = text == null ? told.text(name) : text;
    if (text == null || text.length != lengthIn(form)) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "short for what is not known here");
    }
    return Lz77.unfold(text, form, HEAD_BYTES, most);
  }

  /**
   * The envelope as far as it can be read without knowing what it is folded on, the rest being
   * zeros: for who only counts messages.
   *
   * @throws PeerloomException as {@link #expand}
   */
  public static byte[] outline(byte[] form, int most) {
    if (form.length == 0 || form[0] != 0 && form[0] != NAME_BYTES) {
      return form;
    }
    boolean named = form[0] == NAME_BYTES && form.length >= HEAD_BYTES;
    byte[] text = new byte[named ? lengthIn(form) : 0];
    return Lz77.unfold(text, form, named ? HEAD_BYTES : 1, most);
  }

  private static int lengthIn(byte[] form) {
    return (form[1 + NAME_BYTES] & 0xff) << 8 | form[2 + NAME_BYTES] & 0xff;
  }
}
